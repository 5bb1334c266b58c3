#include "store/sqlite/sqlite_client.hpp"

#include "asterism/error.hpp"
#include "store/sqlite/articles.hpp"
#include "store/sqlite/clusters.hpp"
#include "store/sqlite/column_types.hpp"
#include "store/sqlite/embeddings.hpp"
#include "store/sqlite/ids.hpp"
#include "store/sqlite/inspect.hpp"
#include "store/sqlite/load_run.hpp"
#include "store/sqlite/metadata.hpp"
#include "store/sqlite/models.hpp"
#include "store/sqlite/publish.hpp"
#include "store/sqlite/runs.hpp"
#include "store/sqlite/schema.hpp"
#include "store/sqlite/session.hpp"
#include "store/sqlite/vector_origins.hpp"

namespace asterism::store {
namespace {

/// Each call is a function of the module that knows how; this class only holds the session they share.
class SqliteClient final : public ReaderDBClient {
 public:
    explicit SqliteClient(const SqliteOptions& options) : session_(options) {}

    void watch(const Observer* observer) override { session_.watch(observer); }
    [[nodiscard]] const CommandForm& commands() const override { return session_.commands(); }
    InitializeReport initialize_tables(const InitializeOptions& options) override {
        return sqlite::initialize_tables(session_, options);
    }
    std::vector<Finding> inspect() override { return sqlite::inspect(session_); }
    StoreStatus status() override { return sqlite::status(session_); }

    void require_writable(Work work) override { sqlite::require_writable(session_, work); }
    UpsertReport upsert_articles(std::span<const Article> articles) override {
        return sqlite::upsert_articles(session_, articles);
    }
    void for_each_article(const std::function<void(const ArticleText&)>& visit) override {
        sqlite::for_each_article(session_, visit);
    }
    VectorReport upsert_embeddings(const ArticleIds& ids, MatrixView vectors, std::string_view model,
                                   std::span<const std::string> content_hashes, Replace replace) override {
        return sqlite::upsert_embeddings(session_, ids, vectors, model, content_hashes, replace);
    }
    void for_each_vector(const std::function<void(const StoredVector&)>& visit) override {
        sqlite::for_each_vector(session_, visit);
    }
    std::int64_t remove_made_vectors() override { return sqlite::remove_made_vectors(session_); }
    void save_model(std::string_view name, std::string_view bytes) override {
        sqlite::save_model(session_, name, bytes);
    }
    std::optional<std::string> load_model(std::string_view name) override { return sqlite::load_model(session_, name); }

    EmbeddingRows get_all_embeddings(const EmbeddingRequest& request) override {
        return sqlite::read_embeddings(session_, request);
    }
    std::int64_t count_new_vectors(RunId run) override { return sqlite::count_new_vectors(session_, run); }
    IdType id_type() override { return sqlite::id_type(session_); }

    ClusterId upsert_cluster(std::span<const float> centroid, std::int64_t article_count,
                             std::optional<ClusterId> cluster_id) override {
        return sqlite::upsert_cluster(session_, centroid, article_count, cluster_id);
    }
    std::vector<ClusterId> upsert_clusters(std::span<const ClusterRow> rows) override {
        return sqlite::upsert_clusters(session_, rows);
    }
    void update_article_cluster(const ArticleId& article, std::optional<ClusterId> cluster) override {
        sqlite::update_article_cluster(session_, article, cluster);
    }
    std::int64_t batch_update_article_clusters(const ArticleIds& ids,
                                               std::span<const std::optional<ClusterId>> clusters) override {
        return sqlite::batch_update_article_clusters(session_, ids, clusters);
    }

    RunId begin_run(const RunStart& start) override { return sqlite::begin_run(session_, start); }
    void fail_run(RunId run, std::string_view message) override {
        watch(nullptr);
        sqlite::fail_run(session_, run, message);
    }
    void store_dry_run(RunId run, const RunResult& result) override { sqlite::store_dry_run(session_, run, result); }
    PublishReport publish(RunId run, const RunResult& result, const ClusterMatcher& match,
                          const MetadataSettler& settle) override {
        return sqlite::publish(session_, run, result, match, settle);
    }
    std::optional<AddReport> add_to_published(RunId run, const Assignments& rows,
                                              std::span<const ClusterId> cluster_ids) override {
        return sqlite::add_to_published(session_, run, rows, cluster_ids);
    }
    void edit_metadata(const MetadataEditor& edit) override { sqlite::edit_metadata(session_, edit); }
    PublishedAssignments published_assignments() override { return sqlite::published_assignments(session_); }

    StoredRun load_run(RunId run) override { return sqlite::load_run(session_, run); }
    std::vector<RunInfo> runs(std::size_t limit) override { return sqlite::runs(session_, limit); }
    std::vector<ClusterInfo> clusters(std::size_t limit) override { return sqlite::clusters(session_, limit); }
    std::vector<ClusterInfo> clusters_in_layers() override { return sqlite::clusters_in_layers(session_); }
    std::optional<ClusterInfo> find_cluster(ClusterId id) override { return sqlite::find_cluster(session_, id); }
    std::vector<ClusterArticle> cluster_articles(ClusterId id, std::size_t limit) override {
        return sqlite::cluster_articles(session_, id, limit);
    }

 private:
    sqlite::Session session_;
};

}  // namespace

std::unique_ptr<ReaderDBClient> open_sqlite(const SqliteOptions& options) {
    if (options.path.empty()) throw Error(ErrorKind::usage, "the path of the database is empty; give a file");
    return std::make_unique<SqliteClient>(options);
}

}  // namespace asterism::store
