#include "pipeline/intake/step1_embed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <span>
#include <vector>

#include "asterism/error.hpp"
#include "base/log.hpp"
#include "embedding/lsa_model.hpp"
#include "pipeline/digest.hpp"
#include "pipeline/stored_model.hpp"

namespace asterism::pipeline {
namespace {

using embedding::LsaModel;

/// Texts are embedded together so that the model can use all cores.
constexpr std::size_t kTextsAtOnce = 1024;
constexpr std::size_t kRowsAtOnce = 5000;

std::string text_of(const store::ArticleText& article) {
    std::string text;
    text.reserve(article.title.size() + article.summary.size() + article.content.size() + 2);
    return text.append(article.title).append("\n").append(article.summary).append("\n").append(article.content);
}

void stop_if_cancelled(Observer* observer) {
    if (observer != nullptr && observer->cancelled()) {
        throw Error(ErrorKind::interrupted, "interrupted before any vector was stored");
    }
}

LsaModel fit(store::ReaderDBClient& client, const EmbedOptions& options, int dimensions, Observer* observer) {
    if (observer != nullptr) observer->stage("fit model");
    const embedding::TextSource texts = [&](const std::function<void(std::string_view)>& visit) {
        client.for_each_article([&](const store::ArticleText& article) {
            stop_if_cancelled(observer);
            visit(text_of(article));
        });
    };
    LsaModel model = LsaModel::fit(texts, {.dimensions = dimensions, .threads = options.threads});
    client.save_model(kModelKey, model.save());
    return model;
}

/// New vectors with the ids and hashes that belong to them, all in memory until the scan is over: the store may not
/// write while it reads.
class NewVectors {
 public:
    NewVectors(const LsaModel& model, IdType id_type)
        : model_(model), ids_(id_type), rows_(static_cast<std::size_t>(model.dimensions())) {}

    void add(const ArticleId& id, std::string text, std::string hash) {
        ids_.push_back(id);
        hashes_.push_back(std::move(hash));
        texts_.push_back(std::move(text));
        if (texts_.size() == kTextsAtOnce) embed();
    }

    void store(store::ReaderDBClient& client, store::Replace replace, EmbedReport& report, Observer* observer) {
        embed();
        const MatrixView all = rows_.view();
        for (std::size_t begin = 0; begin < ids_.size(); begin += kRowsAtOnce) {
            if (observer != nullptr) observer->progress(begin, ids_.size());
            const std::size_t count = std::min(kRowsAtOnce, ids_.size() - begin);
            ArticleIds ids(ids_.type());
            for (std::size_t i = begin; i < begin + count; ++i)
                ids.push_back(ids_[i]);
            const auto written = client.upsert_embeddings(ids, {all.row(begin), count, all.cols}, model_.name(),
                                                          std::span(hashes_).subspan(begin, count), replace);
            report.embedded += written.stored;
            report.external += std::ssize(written.kept);  // came while we worked
        }
        report.without_words = zero_rows_;
    }

 private:
    void embed() {
        if (texts_.empty()) return;
        std::vector<float> rows(texts_.size() * rows_.cols());
        model_.embed(texts_, rows);
        for (std::size_t i = 0; i < texts_.size(); ++i) {
            const auto row = std::span(rows).subspan(i * rows_.cols(), rows_.cols());
            if (std::ranges::all_of(row, [](float x) { return x == 0.0F; })) ++zero_rows_;
            std::ranges::copy(row, rows_.add_row());
        }
        texts_.clear();
    }

    const LsaModel& model_;
    ArticleIds ids_;
    Matrix rows_;
    std::vector<std::string> hashes_;
    std::vector<std::string> texts_;
    std::int64_t zero_rows_ = 0;
};

/// The vectors that were there before.
struct Existing {
    store::VectorCounts counts;
    std::vector<ArticleId> made_here, elsewhere;  ///< ascending
};

Existing existing_vectors(store::ReaderDBClient& client, Observer* observer) {
    Existing found;
    client.for_each_vector([&](const store::StoredVector& vector) {
        stop_if_cancelled(observer);
        found.counts.add(vector);
        (vector.made_here ? found.made_here : found.elsewhere).push_back(vector.id);
    });
    std::ranges::sort(found.made_here);
    std::ranges::sort(found.elsewhere);
    return found;
}

/// Counts the articles that have no vector while all others have one from elsewhere.
void leave_alone(const store::ReaderDBClient& client, const Existing& existing, EmbedReport& report) {
    std::vector<ArticleId> distinct = existing.elsewhere;
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    report.external = existing.counts.elsewhere();
    report.without = report.articles - std::ssize(distinct);
    if (report.without == 0) return;
    log_warning(
        "{} articles stay without a vector: the others have theirs from elsewhere ({}), and the embedded model is not "
        "mixed in; this brings them: {}",
        report.without, describe_elsewhere(existing.counts),
        client.commands().told("ingest", "FILE --embeddings F.npy"));
}

void embed_articles(store::ReaderDBClient& client, const LsaModel& model, const EmbedOptions& options,
                    const Existing& existing, EmbedReport& report, Observer* observer) {
    if (observer != nullptr) observer->stage("embed");
    NewVectors vectors(model, client.id_type());
    const std::string name = model.name();
    std::uint64_t seen = 0;
    client.for_each_article([&](const store::ArticleText& article) {
        if (seen++ % 256 == 0) {
            stop_if_cancelled(observer);
            if (observer != nullptr)
                observer->progress(std::min<std::uint64_t>(seen, report.articles), report.articles);
        }
        std::string text = text_of(article);
        std::string hash = content_hash(text);
        const bool same = !options.refit && article.embedded_model == name && article.embedded_hash == hash;
        if (same && std::ranges::binary_search(existing.made_here, article.id))
            ++report.unchanged;
        else
            vectors.add(article.id, std::move(text), std::move(hash));
    });
    vectors.store(client, options.replace ? store::Replace::any : store::Replace::same_origin, report, observer);
}

}  // namespace

EmbedReport step1_embed(store::ReaderDBClient& client, const EmbedOptions& options, Observer* observer) {
    EmbedReport report;
    const store::StoreStatus status = client.status();
    report.articles = status.articles;
    if (report.articles == 0)
        throw Error(ErrorKind::data,
                    "there is no article to embed; this brings some: " + client.commands().told("ingest", "FILE"));
    const Existing existing = existing_vectors(client, observer);
    report.there = existing.counts;
    if (existing.counts.elsewhere() > 0 && !options.replace) {
        if (existing.counts.mixed()) throw mixed_vectors(client, existing.counts);
        leave_alone(client, existing, report);
        return report;
    }
    client.require_writable(store::Work::embed);
    const int dimensions = status.dimensions > 0 ? status.dimensions : options.dimensions;
    std::optional<LsaModel> model = options.refit ? std::nullopt : stored_model(client, dimensions);
    if (!model) {
        model = fit(client, options, dimensions, observer);
        report.fitted = true;
    }
    report.model = model->name();
    embed_articles(client, *model, options, existing, report, observer);
    return report;
}

Error mixed_vectors(const store::ReaderDBClient& client, const store::VectorCounts& counts) {
    return {
        ErrorKind::data,
        fmt::format("{} vectors were made here and {} came from elsewhere ({}); there is no distance between them, so "
                    "nothing was changed. This takes away those made here: {}, this makes all anew: {}",
                    counts.made_here, counts.elsewhere(), describe_elsewhere(counts),
                    client.commands().told("embed", "--remove"), client.commands().told("embed", "--replace"))};
}

}  // namespace asterism::pipeline
