#include "pipeline/intake/step1_ingest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <istream>
#include <memory>
#include <set>
#include <string_view>
#include <utility>

#include "asterism/error.hpp"
#include "pipeline/intake/article_batch.hpp"
#include "pipeline/intake/input_file.hpp"
#include "pipeline/intake/vector_gate.hpp"
#include "store/files/npy.hpp"

namespace asterism::pipeline {
namespace {

struct Input {
    std::string name;                                     ///< for messages; empty for a stream
    std::function<std::shared_ptr<std::istream>()> open;  ///< from the beginning
};

/// What holds for every input of one ingest.
struct Ingest {
    const IngestOptions& options;
    IdType id_type;
    std::size_t dimensions;  ///< of the vectors in the tables; 0 until the first one is seen
    const store::CommandForm& commands;
    Observer* observer;
    std::set<ArticleId> keeping;  ///< articles whose vector stays
    bool vectors_come = false;    ///< a vector that can be used was seen
    bool checks_strictly = false;
};

std::uint64_t bytes_of(std::istream& in) {
    const auto here = in.tellg();
    if (here < 0) return in.clear(), 0;
    const auto end = in.seekg(0, std::ios::end).tellg();
    in.seekg(here);
    return end < 0 ? 0 : static_cast<std::uint64_t>(end);
}

/// What is wrong with the data ends with the command that mends it, if there is one; here it gets its file and
/// database. What a file holds comes before that in every message, so nothing of it is taken for a placeholder.
std::string completed(std::string message, const std::string& file, const store::CommandForm& commands) {
    constexpr std::string_view kFile = " FILE", kIngest = " | asterism ingest DB -";
    const std::size_t at = message.rfind(kFile);
    if (file.empty() || at == std::string::npos) return message;
    const std::string behind = message.substr(at + kFile.size());
    constexpr std::array<std::string_view, 4> kKnown{kIngest, "\" tests it)", "\")", " 'SELECT ...'\")"};
    if (std::ranges::find(kKnown, behind) == kKnown.end()) return message;
    message.resize(at);
    return message + " " + store::shell_quoted(file) +
           (behind == kIngest ? " | " + commands.line("ingest", "-") : behind);
}

/// Says of what is wrong with the data in which file.
void naming(const std::string& file, const store::CommandForm& commands, const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::data || file.empty()) throw;
        throw Error(ErrorKind::data, fmt::format("\"{}\": {}", file, completed(error.what(), file, commands)));
    }
}

/// The usable articles of one input, one by one; what is left out goes into the report, and in the check of --strict
/// also what is stored otherwise than it was given.
class Articles {
 public:
    Articles(Ingest& ingest, const Input& input, IngestReport& report)
        : ingest_(ingest), name_(input.name), in_(input.open()), size_(bytes_of(*in_)), report_(report) {
        naming(name_, ingest.commands, [&] { reader_ = make_record_reader(*in_, ingest.options.format, name_); });
    }

    [[nodiscard]] std::int64_t line() const { return record_.line; }  ///< of the last article

    bool next(InputArticle& input) {
        while (reader_->next(record_)) {
            stop_when_cancelled();
            if (report_.records % 1000 == 0) report_progress();
            if (record_.is_end) {
                lose(Loss::rest, std::move(record_.error));
                continue;
            }
            const auto place = static_cast<std::size_t>(report_.records++);
            for_each_unknown_member(record_.object, [&](const std::string& name) { report_.see_unknown(name); });
            input = article_from(record_, ingest_.id_type);
            if (input.error.empty()) return settle(input, place), true;
            lose(Loss::record, std::move(input.error));
        }
        return false;
    }

 private:
    void lose(Loss loss, std::string why) {
        report_.lose(loss, name_, record_.line, completed(std::move(why), name_, ingest_.commands));
    }

    void settle(InputArticle& input, std::size_t place) {
        const auto& given = ingest_.options.vectors;
        for (LeftOut& one : input.left_out)
            if (!given || one.loss != Loss::vector) lose(one.loss, std::move(one.why));
        if (ingest_.checks_strictly)
            note_changes(input);
        else
            report_.repaired += input.repaired ? 1 : 0;
        if (given) input.embedding.clear();
        if (given && place < given->rows) input.embedding.assign((*given)[place].begin(), (*given)[place].end());
        check_vector(input);
    }

    void note_changes(const InputArticle& input) {
        if (input.repaired) lose(Loss::mended, "NUL bytes, ill-formed UTF-8 or what JSON has not would be mended");
        if (!ids_.insert(input.article.id).second)
            lose(Loss::repeated, fmt::format("the id \"{}\" comes again", to_string(input.article.id)));
    }

    /// Why the vector of an article cannot be stored; empty when it can.
    [[nodiscard]] std::string fault_of_vector(const InputArticle& input) const {
        const std::vector<float>& vector = input.embedding;
        if (vector.size() != ingest_.dimensions)
            return fmt::format("the vector has {} dimensions, the table {}", vector.size(), ingest_.dimensions);
        if (!std::ranges::all_of(vector, [](float x) { return std::isfinite(x); }))
            return "the vector holds NaN, infinity or a number beyond float32";
        return ingest_.keeping.contains(input.article.id) ? vector_that_stays(input.article.id) : std::string();
    }
    void check_vector(InputArticle& input) {
        if (input.embedding.empty()) return;
        if (ingest_.dimensions == 0) ingest_.dimensions = input.embedding.size();
        std::string fault = fault_of_vector(input);
        ingest_.vectors_come |= fault.empty();
        if (fault.empty()) return;
        lose(Loss::vector, std::move(fault));
        input.embedding.clear();
    }

    void stop_when_cancelled() const {
        if (ingest_.observer != nullptr && ingest_.observer->cancelled())
            throw Error(ErrorKind::interrupted, "interrupted; what was stored stays, run it again to go on");
    }
    void report_progress() {
        if (ingest_.observer == nullptr) return;
        const auto here = size_ == 0 ? std::istream::pos_type(-1) : in_->tellg();
        if (here >= 0) ingest_.observer->progress(std::min(size_, static_cast<std::uint64_t>(here)), size_);
    }

    Ingest& ingest_;
    const std::string& name_;
    std::shared_ptr<std::istream> in_;
    std::uint64_t size_;
    std::unique_ptr<RecordReader> reader_;
    IngestReport& report_;
    Record record_;
    std::set<ArticleId> ids_;  ///< while --strict checks
};

/// First pass: nothing is stored yet, so refusing here leaves the database as it was. True when vectors come in.
bool check_before_storing(store::ReaderDBClient& client, Ingest ingest, std::span<const Input> inputs) {
    IngestReport found;
    ingest.checks_strictly = ingest.options.strict;
    if (ingest.options.strict && !ingest.options.replace)
        ingest.keeping = articles_that_keep_vectors(client, ingest.options.model);
    for (const Input& input : inputs) {
        IngestReport one;
        Articles articles(ingest, input, one);
        for (InputArticle article; articles.next(article);) {
        }
        found.add(one);
    }
    const auto& vectors = ingest.options.vectors;
    if (vectors && static_cast<std::int64_t>(vectors->rows) != found.records)
        throw Error(ErrorKind::data, fmt::format("the file has {} records and its embeddings have {} rows; row i must "
                                                 "belong to record i, so nothing was stored",
                                                 found.records, vectors->rows));
    const std::string faults = what_is_not_whole(found);
    if (ingest.options.strict && !faults.empty())
        throw Error(ErrorKind::data,
                    fmt::format("of {} records not everything can be stored as it is: {}; --strict is set, so nothing "
                                "was stored{}{}",
                                found.records, faults, found.problems.empty() ? "" : ":", listed_problems(found)));
    return ingest.vectors_come;
}

void require_dimensions(store::ReaderDBClient& client, const Ingest& ingest) {
    const auto& vectors = ingest.options.vectors;
    if (!vectors || ingest.dimensions == 0 || vectors->cols == ingest.dimensions) return;
    throw Error(ErrorKind::data,
                fmt::format("the vectors have {} dimensions and the tables are made for {}; while they are empty, this "
                            "changes them: {}",
                            vectors->cols, ingest.dimensions,
                            client.commands().told("init", fmt::format("--dimensions {}", vectors->cols))));
}

void require_usable_records(const IngestReport& report, InputFormat format) {
    if (report.left_out() == 0 || report.bad_records < report.records) return;
    const bool guessed = format == InputFormat::automatic && report.problems[0].what.starts_with("not JSON");
    throw Error(ErrorKind::data,
                fmt::format("{} can be used{}:{}",
                            report.records == 0 ? "nothing" : fmt::format("none of the {} records", report.records),
                            guessed ? " (read as JSON; for CSV the first row must name the columns, article_id or id "
                                      "among them)"
                                    : "",
                            listed_problems(report)));
}

IngestReport store_input(store::ReaderDBClient& client, VectorGate& gate, Ingest& ingest, const Input& input) {
    IngestReport report;
    const IngestOptions& options = ingest.options;
    ArticleBatch batch(
        client, gate,
        {.file = input.name, .model = options.model, .replace = options.replace, .strict = options.strict}, report);
    Articles articles(ingest, input, report);
    for (InputArticle article; articles.next(article);)
        batch.add(std::move(article), articles.line());
    batch.store();
    require_usable_records(report, ingest.options.format);
    return report;
}

/// `words`: the files as they stand on the command line.
std::vector<IngestReport> ingest_inputs(store::ReaderDBClient& client, std::span<const Input> inputs,
                                        const std::string& words, const IngestOptions& options, Observer* observer) {
    client.require_writable(store::Work::ingest);
    Ingest ingest{.options = options,
                  .id_type = client.id_type(),
                  .dimensions = static_cast<std::size_t>(std::max(0, client.status().dimensions)),
                  .commands = client.commands(),
                  .observer = observer,
                  .keeping = {}};
    require_dimensions(client, ingest);
    VectorGate gate(client, options.replace, words);
    if (options.strict || options.vectors) {
        if (observer != nullptr) observer->stage("check");
        if (check_before_storing(client, ingest, inputs)) gate.open();
    }
    if (observer != nullptr) observer->stage("ingest");
    std::vector<IngestReport> reports;
    for (const Input& input : inputs)
        reports.push_back(store_input(client, gate, ingest, input));
    return reports;
}

}  // namespace

IngestReport step1_ingest(store::ReaderDBClient& client, std::istream& in, const IngestOptions& options,
                          Observer* observer) {
    const auto begin = in.tellg();
    const auto rewound = [&, opened = false]() mutable {
        if (std::exchange(opened, true)) {
            in.clear();
            in.seekg(begin);
        }
        return std::shared_ptr<std::istream>(&in, [](std::istream*) {});
    };
    return ingest_inputs(client, std::vector<Input>{{.name = {}, .open = rewound}}, "FILE", options, observer).front();
}

std::vector<IngestReport> ingest_files(store::ReaderDBClient& client, std::span<const std::string> paths,
                                       const std::string& embeddings, IngestOptions options, Observer* observer) {
    Matrix vectors;
    if (!embeddings.empty()) {
        vectors = store::read_npy(embeddings, observer);
        options.vectors = vectors.view();
    }
    std::vector<InputFile> files;
    for (const std::string& path : paths)
        files.emplace_back(path, options.strict || options.vectors);
    std::vector<Input> inputs;
    std::string words;
    for (InputFile& file : files) {
        // What a file begins with decides whether it can be read at all; a pipe tells only when it is read.
        const auto begin = [&] { (void)make_record_reader(*file.open(), options.format, file.path()); };
        if (file.is_regular()) naming(file.path(), client.commands(), begin);
        inputs.push_back({.name = file.path(), .open = [&file] { return file.open(); }});
        words += (words.empty() ? "" : " ") + store::shell_quoted(file.path());
    }
    if (!embeddings.empty()) words += " --embeddings " + store::shell_quoted(embeddings);
    return ingest_inputs(client, inputs, words, options, observer);
}

}  // namespace asterism::pipeline
