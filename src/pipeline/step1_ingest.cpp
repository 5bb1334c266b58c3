#include "pipeline/step1_ingest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <utility>

#include "asterism/error.hpp"
#include "base/log.hpp"
#include "pipeline/article_fields.hpp"
#include "store/files/npy.hpp"
#include "store/vector_counts.hpp"

namespace asterism::pipeline {
namespace {

/// Small enough for memory, large enough that a transaction costs nothing beside its rows.
constexpr std::size_t kBatchSize = 5000;

void list_problem(IngestReport& report, std::int64_t line, std::string what) {
    if (report.problems.size() < kListedProblems) report.problems.push_back({line, std::move(what)});
}

std::string first_problems(const IngestReport& report) {
    std::string text;
    for (const LineProblem& problem : report.problems)
        text += fmt::format("\n  line {}: {}", problem.line, problem.what);
    return text;
}

/// Collects articles and vectors until a batch is full, then stores both.
class Batch {
 public:
    Batch(store::ReaderDBClient& client, const IngestOptions& options, IngestReport& report)
        : client_(client),
          options_(options),
          report_(report),
          id_type_(client.id_type()),
          dimensions_(static_cast<std::size_t>(std::max(0, client.status().dimensions))) {}

    [[nodiscard]] IdType id_type() const { return id_type_; }

    void add(std::int64_t line, InputArticle&& input, std::span<const float> row) {
        if (const auto known = places_.find(input.article.id); known != places_.end()) {
            ++report_.repeated_ids;
            articles_[known->second] = std::move(input.article);
            lines_[known->second] = line;
            set_vector(known->second, line, row);
            return;
        }
        places_.emplace(input.article.id, articles_.size());
        articles_.push_back(std::move(input.article));
        lines_.push_back(line);
        vectors_.emplace_back();
        set_vector(articles_.size() - 1, line, row);
        if (articles_.size() == kBatchSize) store();
    }

    void store() {
        if (!std::ranges::all_of(vectors_, &std::vector<float>::empty)) expect_vectors();
        const store::UpsertReport stored = client_.upsert_articles(articles_);
        report_.articles.inserted += stored.inserted;
        report_.articles.updated += stored.updated;
        report_.articles.unchanged += stored.unchanged;
        store_vectors();
        articles_.clear();
        lines_.clear();
        vectors_.clear();
        places_.clear();
    }

    /// Before the first vectors are stored: they are not mixed with those that `embed` made.
    void expect_vectors() {
        if (std::exchange(expecting_, true)) return;
        store::VectorCounts there;
        client_.for_each_vector([&](const store::StoredVector& vector) { there.add(vector); });
        if (there.made_here == 0) return;
        if (!options_.replace)
            throw Error(
                ErrorKind::data,
                fmt::format("vectors come in, and the reader holds {} that \"asterism embed\" made; there is no "
                            "distance between them, so nothing was stored: \"asterism ingest --replace\" puts "
                            "them in the place of all those",
                            there.made_here));
        log_info("{} vectors that \"asterism embed\" made are taken away", client_.remove_made_vectors());
    }

 private:
    void set_vector(std::size_t place, std::int64_t line, std::span<const float> row) {
        if (row.empty()) return;
        if (dimensions_ == 0) dimensions_ = row.size();
        if (row.size() != dimensions_) {
            ++report_.vectors_left_out;
            list_problem(report_, line,
                         fmt::format("the vector has {} dimensions, the table {}; its article is stored without",
                                     row.size(), dimensions_));
        } else if (!std::ranges::all_of(row, [](float x) { return std::isfinite(x); })) {
            ++report_.vectors_left_out;
            list_problem(report_, line, "the vector holds NaN or infinity; its article is stored without");
        } else {
            vectors_[place].assign(row.begin(), row.end());
        }
    }

    void store_vectors() {
        ArticleIds ids(id_type_);
        std::vector<std::int64_t> lines;
        Matrix rows(dimensions_);
        for (std::size_t i = 0; i < vectors_.size(); ++i) {
            if (vectors_[i].empty()) continue;
            ids.push_back(articles_[i].id);
            lines.push_back(lines_[i]);
            std::ranges::copy(vectors_[i], rows.add_row());
        }
        if (ids.empty()) return;
        const auto written = client_.upsert_embeddings(
            ids, rows.view(), options_.model, {}, options_.replace ? store::Replace::any : store::Replace::same_origin);
        report_.vectors_stored += written.stored;
        for (const std::size_t k : written.kept) {
            ++report_.vectors_left_out;
            list_problem(report_, lines[k],
                         fmt::format("the article \"{}\" has a vector of another or unknown origin, which stays; "
                                     "--replace replaces it",
                                     asterism::to_string(ids[k])));
        }
    }

    store::ReaderDBClient& client_;
    const IngestOptions& options_;
    IngestReport& report_;
    IdType id_type_;
    std::size_t dimensions_;
    bool expecting_ = false;
    std::vector<store::Article> articles_;
    std::vector<std::int64_t> lines_;          ///< per article
    std::vector<std::vector<float>> vectors_;  ///< per article; empty = none
    std::map<ArticleId, std::size_t> places_;
};

std::uint64_t bytes_of(std::istream& in) {
    const auto here = in.tellg();
    if (here < 0) return in.clear(), 0;
    const auto end = in.seekg(0, std::ios::end).tellg();
    in.seekg(here);
    return end < 0 ? 0 : static_cast<std::uint64_t>(end);
}

void report_progress(std::istream& in, std::uint64_t total, Observer* observer) {
    if (observer == nullptr) return;
    if (observer->cancelled())
        throw Error(ErrorKind::interrupted, "interrupted; what was stored stays, run it again to go on");
    const auto here = total == 0 ? std::istream::pos_type(-1) : in.tellg();
    if (here >= 0) observer->progress(std::min(total, static_cast<std::uint64_t>(here)), total);
}

/// First pass: nothing is stored yet, so refusing here leaves the database as it was.
void check_before_storing(std::istream& in, const IngestOptions& options, IdType id_type) {
    const auto begin = in.tellg();
    IngestReport found;
    const auto reader = make_record_reader(in, options.format);
    for (Record record; reader->next(record);) {
        ++found.records;
        if (!options.strict) continue;
        const InputArticle input = article_from(record, id_type);
        if (input.error.empty()) continue;
        ++found.bad_records;
        list_problem(found, record.line, input.error);
    }
    if (found.bad_records > 0) {
        throw Error(ErrorKind::data,
                    fmt::format("{} of {} records cannot be used and --strict is set, so nothing was stored:{}",
                                found.bad_records, found.records, first_problems(found)));
    }
    if (options.vectors && static_cast<std::int64_t>(options.vectors->rows) != found.records) {
        throw Error(ErrorKind::data,
                    fmt::format("the file has {} records and its embeddings have {} rows; row i must belong "
                                "to record i, so nothing was stored",
                                found.records, options.vectors->rows));
    }
    in.clear();
    in.seekg(begin);
}

void require_dimensions(store::ReaderDBClient& client, const IngestOptions& options) {
    const int declared = client.status().dimensions;
    if (!options.vectors || declared <= 0 || options.vectors->cols == static_cast<std::size_t>(declared)) return;
    throw Error(ErrorKind::data,
                fmt::format("the vectors have {0} dimensions and the tables are made for {1}; "
                            "run \"asterism init DB --dimensions {0}\" first (it recreates empty tables)",
                            options.vectors->cols, declared));
}

std::string read_fault(const std::string& path) {
    if (!std::filesystem::exists(path)) return "there is no such file";
    return std::filesystem::is_directory(path) ? "it is a folder" : "no permission";
}

}  // namespace

void IngestReport::add(const IngestReport& other) {
    records += other.records;
    articles.inserted += other.articles.inserted;
    articles.updated += other.articles.updated;
    articles.unchanged += other.articles.unchanged;
    bad_records += other.bad_records;
    repaired += other.repaired;
    dates_ignored += other.dates_ignored;
    repeated_ids += other.repeated_ids;
    vectors_stored += other.vectors_stored;
    vectors_left_out += other.vectors_left_out;
    for (const LineProblem& problem : other.problems)
        list_problem(*this, problem.line, problem.what);
}

IngestReport step1_ingest(store::ReaderDBClient& client, std::istream& in, const IngestOptions& options,
                          Observer* observer) {
    IngestReport report;
    Batch batch(client, options, report);
    require_dimensions(client, options);
    if (options.strict || options.vectors) check_before_storing(in, options, batch.id_type());
    if (options.vectors) batch.expect_vectors();
    if (observer != nullptr) observer->stage("ingest");
    const std::uint64_t total = bytes_of(in);
    const auto reader = make_record_reader(in, options.format);
    for (Record record; reader->next(record); ++report.records) {
        if (report.records % 1000 == 0) report_progress(in, total, observer);
        InputArticle input = article_from(record, batch.id_type());
        if (!input.error.empty()) {
            ++report.bad_records;
            list_problem(report, record.line, input.error);
            continue;
        }
        report.repaired += input.repaired ? 1 : 0;
        report.dates_ignored += input.date_ignored ? 1 : 0;
        const std::vector<float> own = std::move(input.embedding).value_or(std::vector<float>{});
        const auto given =
            options.vectors ? (*options.vectors)[static_cast<std::size_t>(report.records)] : std::span(own);
        batch.add(record.line, std::move(input), given);
    }
    batch.store();
    if (report.records > 0 && report.bad_records == report.records) {
        throw Error(ErrorKind::data,
                    fmt::format("none of the {} records can be used:{}", report.records, first_problems(report)));
    }
    return report;
}

IngestReport ingest_file(store::ReaderDBClient& client, const std::string& path, const std::string& embeddings,
                         IngestOptions options, Observer* observer) {
    Matrix vectors;
    if (!embeddings.empty()) {
        vectors = store::read_npy(embeddings);
        options.vectors = vectors.view();
    }
    if (path != "-") {
        std::ifstream in(path, std::ios::binary);
        if (!in || std::filesystem::is_directory(path)) {
            throw Error(ErrorKind::data, fmt::format("cannot read \"{}\": {}", path, read_fault(path)));
        }
        return step1_ingest(client, in, options, observer);
    }
    if (!options.strict && !options.vectors) return step1_ingest(client, std::cin, options, observer);
    std::stringstream held;
    held << std::cin.rdbuf();
    held.clear();  // an empty input sets the fail bit
    return step1_ingest(client, held, options, observer);
}

}  // namespace asterism::pipeline
