#include "pipeline/step1_embed.hpp"

#include <algorithm>
#include <functional>
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

constexpr std::string_view kModelPrefix = "lsa-";  ///< how LsaModel::name() begins
/// Texts are embedded together so that the model can use all cores.
constexpr std::size_t kTextsAtOnce = 1024;
constexpr std::size_t kRowsAtOnce = 5000;

std::string text_of(const store::ArticleText& article) {
    std::string text;
    text.reserve(article.title.size() + article.summary.size() + article.content.size() + 2);
    return text.append(article.title).append("\n").append(article.summary).append("\n").append(article.content);
}

bool is_external(const store::ArticleText& article) {
    return !article.embedded_model.empty() && !article.embedded_model.starts_with(kModelPrefix);
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

    /// Returns the number of texts without a known word.
    std::int64_t store(store::ReaderDBClient& client, Observer* observer) {
        embed();
        const MatrixView all = rows_.view();
        for (std::size_t begin = 0; begin < ids_.size(); begin += kRowsAtOnce) {
            if (observer != nullptr) observer->progress(begin, ids_.size());
            const std::size_t count = std::min(kRowsAtOnce, ids_.size() - begin);
            ArticleIds ids(ids_.type());
            for (std::size_t i = begin; i < begin + count; ++i)
                ids.push_back(ids_[i]);
            client.upsert_embeddings(ids, {all.row(begin), count, all.cols}, model_.name(),
                                     std::span(hashes_).subspan(begin, count));
        }
        return zero_rows_;
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

/// What stands in the table before anything is embedded.
void count_articles(store::ReaderDBClient& client, EmbedReport& report) {
    client.for_each_article([&](const store::ArticleText& article) {
        ++report.articles;
        report.external += is_external(article) ? 1 : 0;
    });
    if (report.articles == 0) {
        throw Error(ErrorKind::data, "there is no article to embed; bring some with \"asterism ingest DB FILE\"");
    }
}

void embed_articles(store::ReaderDBClient& client, const LsaModel& model, bool redo, EmbedReport& report,
                    Observer* observer) {
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
        if (!redo && article.embedded_model == name && article.embedded_hash == hash) {
            ++report.unchanged;
        } else {
            ++report.embedded;
            vectors.add(article.id, std::move(text), std::move(hash));
        }
    });
    report.without_words = vectors.store(client, observer);
}

}  // namespace

EmbedReport step1_embed(store::ReaderDBClient& client, const EmbedOptions& options, Observer* observer) {
    EmbedReport report;
    count_articles(client, report);
    if (report.external > 0) {
        report.without = report.articles - report.external;
        if (report.without > 0) {
            log_warning(
                "{} articles have no vector from the model that the other {} vectors come from; the embedded model is "
                "not mixed in, bring theirs with \"asterism ingest DB FILE --embeddings F.npy\"",
                report.without, report.external);
        }
        return report;
    }
    const int declared = client.status().dimensions;
    const int dimensions = declared > 0 ? declared : options.dimensions;
    std::optional<LsaModel> model = options.refit ? std::nullopt : stored_model(client, dimensions);
    if (!model) {
        model = fit(client, options, dimensions, observer);
        report.fitted = true;
    }
    report.model = model->name();
    embed_articles(client, *model, options.refit, report, observer);
    return report;
}

}  // namespace asterism::pipeline
