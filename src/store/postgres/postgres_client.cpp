#include "store/postgres/postgres_client.hpp"

#include <exception>

#include "base/log.hpp"
#include "store/postgres/articles.hpp"
#include "store/postgres/clusters.hpp"
#include "store/postgres/embeddings.hpp"
#include "store/postgres/inspect.hpp"
#include "store/postgres/load_run.hpp"
#include "store/postgres/metadata.hpp"
#include "store/postgres/models.hpp"
#include "store/postgres/publish.hpp"
#include "store/postgres/runs.hpp"
#include "store/postgres/schema.hpp"
#include "store/postgres/session.hpp"
#include "store/postgres/vector_index.hpp"
#include "store/postgres/vector_origins.hpp"
#include "store/postgres/write_target.hpp"

namespace asterism::store {
namespace {

/// Each call is a function of the module that knows how; this class only holds the session they share.
class PostgresClient final : public ReaderDBClient {
 public:
    explicit PostgresClient(const PostgresOptions& options) : session_(options) {}
    /// Not when an error or an interrupt is on its way out: nobody wants to wait for an index then.
    ~PostgresClient() override {
        if (std::uncaught_exceptions() == exceptions_)
            postgres::finish_loading(session_);
        else if (session_.load.index_aside)
            log_warning("{} is missing; this builds it: {}", postgres::kEmbeddingsIndex, commands().told("init"));
    }
    PostgresClient(const PostgresClient&) = delete;
    PostgresClient& operator=(const PostgresClient&) = delete;

    void watch(const Observer* observer) override { session_.connection().watch(observer); }
    [[nodiscard]] const CommandForm& commands() const override { return session_.commands(); }
    InitializeReport initialize_tables(const InitializeOptions& options) override {
        return postgres::initialize_tables(session_, options);
    }
    std::vector<Finding> inspect() override { return postgres::inspect(session_); }
    StoreStatus status() override { return postgres::status(session_); }

    void require_writable(Work work) override { postgres::require_writable(session_, work); }
    UpsertReport upsert_articles(std::span<const Article> articles) override {
        return postgres::upsert_articles(session_, articles);
    }
    void for_each_article(const std::function<void(const ArticleText&)>& visit) override {
        postgres::for_each_article(session_, visit);
    }
    VectorReport upsert_embeddings(const ArticleIds& ids, MatrixView vectors, std::string_view model,
                                   std::span<const std::string> content_hashes, Replace replace) override {
        return postgres::upsert_embeddings(session_, ids, vectors, model, content_hashes, replace);
    }
    void for_each_vector(const std::function<void(const StoredVector&)>& visit) override {
        postgres::for_each_vector(session_, visit);
    }
    std::int64_t remove_made_vectors() override { return postgres::remove_made_vectors(session_); }
    void save_model(std::string_view name, std::string_view bytes) override {
        postgres::save_model(session_, name, bytes);
    }
    std::optional<std::string> load_model(std::string_view name) override {
        return postgres::load_model(session_, name);
    }

    EmbeddingRows get_all_embeddings(const EmbeddingRequest& request) override {
        return postgres::read_embeddings(session_, request);
    }
    std::int64_t count_new_vectors(RunId run) override { return postgres::count_new_vectors(session_, run); }
    IdType id_type() override {
        IdType type = IdType::int8;
        session_.transact(postgres::Access::snapshot, [&] {
            session_.catalogue().articles.require(session_.names().article_id);
            type = session_.catalogue().id.type;
        });
        return type;
    }

    ClusterId upsert_cluster(std::span<const float> centroid, std::int64_t article_count,
                             std::optional<ClusterId> cluster_id) override {
        return postgres::upsert_cluster(session_, centroid, article_count, cluster_id);
    }
    std::vector<ClusterId> upsert_clusters(std::span<const ClusterRow> rows) override {
        return postgres::upsert_clusters(session_, rows);
    }
    void update_article_cluster(const ArticleId& article, std::optional<ClusterId> cluster) override {
        postgres::update_article_cluster(session_, article, cluster);
    }
    std::int64_t batch_update_article_clusters(const ArticleIds& ids,
                                               std::span<const std::optional<ClusterId>> clusters) override {
        return postgres::batch_update_article_clusters(session_, ids, clusters);
    }

    RunId begin_run(const RunStart& start) override {
        postgres::finish_loading(session_);
        return postgres::begin_run(session_, start);
    }
    void fail_run(RunId run, std::string_view message) override {
        watch(nullptr);
        postgres::fail_run(session_, run, message);
    }
    void store_dry_run(RunId run, const RunResult& result) override { postgres::store_dry_run(session_, run, result); }
    PublishReport publish(RunId run, const RunResult& result, const ClusterMatcher& match,
                          const MetadataSettler& settle) override {
        return postgres::publish(session_, run, result, match, settle);
    }
    std::optional<AddReport> add_to_published(RunId run, const Assignments& rows,
                                              std::span<const ClusterId> cluster_ids) override {
        return postgres::add_to_published(session_, run, rows, cluster_ids);
    }
    void edit_metadata(const MetadataEditor& edit) override { postgres::edit_metadata(session_, edit); }
    PublishedAssignments published_assignments() override { return postgres::published_assignments(session_); }

    StoredRun load_run(RunId run) override { return postgres::load_run(session_, run); }
    std::vector<RunInfo> runs(std::size_t limit) override { return postgres::runs(session_, limit); }
    std::vector<ClusterInfo> clusters(std::size_t limit) override { return postgres::clusters(session_, limit); }
    std::vector<ClusterInfo> clusters_in_layers() override { return postgres::clusters_in_layers(session_); }
    std::optional<ClusterInfo> find_cluster(ClusterId id) override { return postgres::find_cluster(session_, id); }
    std::vector<ClusterArticle> cluster_articles(ClusterId id, std::size_t limit) override {
        return postgres::cluster_articles(session_, id, limit);
    }

 private:
    postgres::Session session_;
    int exceptions_ = std::uncaught_exceptions();
};

}  // namespace

std::unique_ptr<ReaderDBClient> open_postgres(const PostgresOptions& options) {
    return std::make_unique<PostgresClient>(options);
}

}  // namespace asterism::store
