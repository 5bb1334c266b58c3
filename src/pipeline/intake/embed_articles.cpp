#include "pipeline/intake/embed_articles.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "asterism/error.hpp"
#include "pipeline/digest.hpp"

namespace asterism::pipeline {
namespace {

/// Texts are embedded together so that the model can use all cores.
constexpr std::size_t kTextsAtOnce = 1024;
constexpr std::size_t kRowsAtOnce = 5000;

/// New vectors with the ids and hashes that belong to them, all in memory until the scan is over: the store may not
/// write while it reads.
class NewVectors {
 public:
    NewVectors(const embedding::Embedder& model, IdType id_type)
        : model_(model), ids_(id_type), rows_(static_cast<std::size_t>(model.dimensions())) {}

    void add(const ArticleId& id, std::string text, std::string hash) {
        ids_.push_back(id);
        hashes_.push_back(std::move(hash));
        texts_.push_back(std::move(text));
        if (texts_.size() == kTextsAtOnce) embed();
    }

    void store(store::ReaderDBClient& client, store::Replace replace, EmbeddedArticles& done, Observer* observer) {
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
            done.embedded += written.stored;
            done.kept += std::ssize(written.kept);
        }
        done.without_words = zero_rows_;
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

    const embedding::Embedder& model_;
    ArticleIds ids_;
    Matrix rows_;
    std::vector<std::string> hashes_;
    std::vector<std::string> texts_;
    std::int64_t zero_rows_ = 0;
};

}  // namespace

EmbeddedArticles embed_articles(store::ReaderDBClient& client, const embedding::Embedder& model,
                                const EmbedRequest& request, Observer* observer) {
    if (observer != nullptr) observer->stage("embed");
    EmbeddedArticles done;
    NewVectors vectors(model, client.id_type());
    const std::string name = model.name();
    std::uint64_t seen = 0;
    client.for_each_article([&](const store::ArticleText& article) {
        if (seen++ % 256 == 0) {
            stop_before_storing(observer);
            if (observer != nullptr)
                observer->progress(std::min<std::uint64_t>(seen, request.articles), request.articles);
        }
        std::string text = embedded_text(article);
        std::string hash = content_hash(text);
        const bool same = !request.all && article.embedded_model == name && article.embedded_hash == hash;
        if (same && std::ranges::binary_search(request.made_here, article.id))
            ++done.unchanged;
        else
            vectors.add(article.id, std::move(text), std::move(hash));
    });
    vectors.store(client, request.replace, done, observer);
    return done;
}

std::string embedded_text(const store::ArticleText& article) {
    std::string text;
    text.reserve(article.title.size() + article.summary.size() + article.content.size() + 2);
    return text.append(article.title).append("\n").append(article.summary).append("\n").append(article.content);
}

void stop_before_storing(const Observer* observer) {
    if (observer != nullptr && observer->cancelled()) {
        throw Error(ErrorKind::interrupted, "interrupted before any vector was stored");
    }
}

}  // namespace asterism::pipeline
