#include "pipeline/intake/step1_embed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <memory>
#include <vector>

#include "asterism/error.hpp"
#include "base/log.hpp"
#include "embedding/lsa_model.hpp"
#include "pipeline/intake/embed_articles.hpp"
#include "pipeline/stored_model.hpp"

namespace asterism::pipeline {
namespace {

std::unique_ptr<embedding::Embedder> fit(store::ReaderDBClient& client, const EmbedOptions& options, int dimensions,
                                         Observer* observer) {
    if (observer != nullptr) observer->stage("fit model");
    const embedding::TextSource texts = [&](const std::function<void(std::string_view)>& visit) {
        client.for_each_article([&](const store::ArticleText& article) {
            stop_before_storing(observer);
            visit(embedded_text(article));
        });
    };
    auto model = std::make_unique<embedding::LsaModel>(
        embedding::LsaModel::fit(texts, {.dimensions = dimensions, .threads = options.threads}));
    client.save_model(kModelKey, model->save());
    return model;
}

/// The vectors that were there before.
struct Existing {
    store::VectorCounts counts;
    std::vector<ArticleId> made_here, elsewhere;  ///< ascending
};

Existing existing_vectors(store::ReaderDBClient& client, Observer* observer) {
    Existing found;
    client.for_each_vector([&](const store::StoredVector& vector) {
        stop_before_storing(observer);
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
    std::unique_ptr<embedding::Embedder> model = options.refit ? nullptr : stored_model(client, dimensions);
    if (model == nullptr) {
        model = fit(client, options, dimensions, observer);
        report.fitted = true;
    }
    report.model = model->name();
    const EmbeddedArticles done =
        embed_articles(client, *model,
                       {.all = options.refit,
                        .replace = options.replace ? store::Replace::any : store::Replace::same_origin,
                        .made_here = existing.made_here,
                        .articles = report.articles},
                       observer);
    report.embedded = done.embedded;
    report.unchanged = done.unchanged;
    report.external += done.kept;  // came while we worked
    report.without_words = done.without_words;
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
