/// ReaderDBClient over one SQLite file; sqlite_client.hpp says what it promises. Its calls are implemented by topic in
/// schema.cpp, column_types.cpp, articles.cpp, embeddings.cpp, vector_origins.cpp, clusters.cpp, metadata.cpp,
/// runs.cpp, publish.cpp, inspect.cpp and inspect_rows.cpp.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "asterism/error.hpp"
#include "store/sqlite/catalogue.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/sqlite_client.hpp"
#include "store/sqlite/statements.hpp"

namespace asterism::store::sqlite {

/// Version of sql/sqlite/schema_*.sql that this program knows.
inline constexpr std::int64_t kSchemaVersion = 2;

class SqliteClient final : public ReaderDBClient {
 public:
    explicit SqliteClient(const SqliteOptions& options) : options_(options), sql_(options.names) {}

    void watch(const Observer* observer) override;
    [[nodiscard]] const CommandForm& commands() const override { return options_.commands; }
    InitializeReport initialize_tables(const InitializeOptions& options) override;
    std::vector<Finding> inspect() override;
    StoreStatus status() override;

    void require_writable(Work work) override;
    UpsertReport upsert_articles(std::span<const Article> articles) override;
    void for_each_article(const std::function<void(const ArticleText&)>& visit) override;
    VectorReport upsert_embeddings(const ArticleIds& ids, MatrixView vectors, std::string_view model,
                                   std::span<const std::string> content_hashes, Replace replace) override;
    void for_each_vector(const std::function<void(const StoredVector&)>& visit) override;
    std::int64_t remove_made_vectors() override;
    void save_model(std::string_view name, std::string_view bytes) override;
    std::optional<std::string> load_model(std::string_view name) override;

    EmbeddingRows get_all_embeddings(const EmbeddingRequest& request) override;
    IdType id_type() override;

    ClusterId upsert_cluster(std::span<const float> centroid, std::int64_t article_count,
                             std::optional<ClusterId> cluster_id) override;
    std::vector<ClusterId> upsert_clusters(std::span<const ClusterRow> rows) override;
    void update_article_cluster(const ArticleId& article, std::optional<ClusterId> cluster) override;
    std::int64_t batch_update_article_clusters(const ArticleIds& ids,
                                               std::span<const std::optional<ClusterId>> clusters) override;

    RunId begin_run(const RunStart& start) override;
    void fail_run(RunId run, std::string_view message) override;
    void store_dry_run(RunId run, const RunResult& result) override;
    PublishReport publish(RunId run, const RunResult& result, const ClusterMatcher& match,
                          const MetadataSettler& settle) override;
    void edit_metadata(const MetadataEditor& edit) override;
    PublishedAssignments published_assignments() override;

    StoredRun load_run(RunId run) override;
    std::vector<RunInfo> runs(std::size_t limit) override;
    std::vector<ClusterInfo> clusters(std::size_t limit) override;
    std::optional<ClusterInfo> find_cluster(ClusterId id) override;
    std::vector<ClusterArticle> cluster_articles(ClusterId id, std::size_t limit) override;

    /// The connection, opened without a look at the tables.
    Connection& connection();

 private:
    // ---- client.cpp
    /// The connection, once the tables are known to be of our version.
    Connection& ready();
    Statement prepare(std::string_view name) { return {connection(), sql_.text(name)}; }
    std::optional<std::int64_t> counter(std::string_view name);
    void set_counter(std::string_view name, std::int64_t value);
    /// Error{data} unless vectors of this length belong into this reader.
    void require_dimensions(std::size_t dimensions);
    /// `id` as the id column keeps it. Error{data} for a text where integers are.
    [[nodiscard]] ArticleId as_stored(const ArticleId& id, IdType type) const;
    /// Error{data} unless ids of this type can be in the id column.
    void require_id_type(const ArticleIds& ids);
    /// The error for rows that were not written, with the triggers of the table.
    Error held_back(std::int64_t rows, std::string_view what, const std::string& table);
    /// Throws it when fewer than `expected` were written.
    void expect_rows(std::int64_t written, std::int64_t expected, std::string_view what, const std::string& table);

    // ---- vector_origins.cpp
    /// What a vector's record says, once the vector bears it out.
    struct Origin {
        std::string_view model;
        bool made_here = false;
    };
    struct VectorStatements {
        Statement there, update, insert, article, record;
    };
    /// Fills in the statements about vectors as their table wants it.
    void describe_vectors();
    /// Of a row of all_embeddings.sql or embeddings_of.sql. `prove_model`: also the model of what was brought.
    [[nodiscard]] Origin origin(const Statement& row, bool prove_model) const;
    /// `there`: embeddings_of.sql, bound.
    bool may_replace(Statement& there, std::string_view model, bool made_here);
    void record_vector(VectorStatements& statements, const ArticleId& id, std::string_view model,
                       std::optional<std::string_view> hash);

    // ---- embeddings.cpp
    struct VectorRows {
        std::int64_t vectors = 0, orphans = 0;
    };
    VectorRows count_vectors();
    void write_vector(VectorStatements& statements, const ArticleId& id, std::span<const float> vector,
                      std::string_view model, std::optional<std::string_view> hash);

    /// Looks at the articles and the embeddings, and fits the statements to the columns they have.
    void read_tables();
    [[nodiscard]] Table table(const std::string& name) { return read_table(connection(), name); }

    // ---- schema.cpp
    [[nodiscard]] std::vector<std::string> objects();
    void check_sources(InitializeReport& report);
    void create_source_tables(std::vector<std::string>& added_columns);
    void add_column(const Table& table, const std::string& column, std::string_view type,
                    std::vector<std::string>& added_columns);
    void require_column(const Table& table, const std::string& column);
    void upgrade();
    using Named = std::map<std::string, std::string>;  ///< the statement that makes it, by name
    [[nodiscard]] Named indexes_and_triggers();
    void restore(const Named& before);
    void adopt_vectors();
    void set_dimensions(int dimensions);
    [[nodiscard]] std::optional<std::int64_t> stored_dimensions();
    [[nodiscard]] IdType find_id_type(const std::string& table, const std::string& column);

    // ---- column_types.cpp: whether the columns can carry what a run reads and writes. Its callers: initialize_tables
    // refuses by it, a run asks it before its work, inspect lists it.
    [[nodiscard]] std::vector<Finding> check_columns();
    void check_ids(std::vector<Finding>& findings);
    void check_vectors(std::vector<Finding>& findings);
    void check_cluster_column(std::vector<Finding>& findings);
    [[nodiscard]] std::vector<Finding> check_optional_columns() const;
    /// Error{schema} when a condition or a trigger keeps NULL or the next cluster id out. Inside a write transaction.
    void try_cluster_values();
    void require_run(bool publishes);

    // ---- articles.cpp
    /// Why what comes in for an optional column is not stored; empty: it is.
    [[nodiscard]] std::string why_not_stored(std::size_t column) const;
    void bind_article(Statement& statement, const ArticleId& id, const Article& article);

    // ---- inspect.cpp
    void inspect_file(std::vector<Finding>& findings);
    [[nodiscard]] bool inspect_tables(std::vector<Finding>& findings);
    void inspect_rows(std::vector<Finding>& findings);
    void inspect_unusable_vectors(std::vector<Finding>& findings);

    // ---- inspect_rows.cpp
    void inspect_vectors(std::vector<Finding>& findings);

    // ---- clusters.cpp
    ClusterId write_cluster(const ClusterRow& row, std::optional<std::string_view> metadata, std::string_view now);

    // ---- metadata.cpp
    std::vector<std::string> settled_metadata(const RunResult& result, std::span<const std::optional<ClusterId>> kept,
                                              const MetadataSettler& settle);

    // ---- runs.cpp
    void require_open_run(RunId run, std::span<const RunStatus> allowed);
    void store_run(RunId run, const RunResult& result, RunStatus status, const PublishReport& published);
    void store_assignments(RunId run, const RunResult& result, std::span<const ClusterId> cluster_ids);
    void read_run_clusters(RunId run, StoredRun& stored);
    Assignments read_run_assignments(RunId run, std::size_t count);
    std::optional<RunInfo> first_run(std::string_view statement);

    // ---- publish.cpp
    PublishedAssignments read_assignments();
    std::vector<ClusterId> take_ids(std::span<const RunCluster> clusters,
                                    std::span<const std::optional<ClusterId>> kept,
                                    std::span<const std::string> metadata, std::string_view now);
    void require_published(RunId run, PublishReport& report);
    void store_events(RunId run, std::span<const LineageEvent> events, std::span<const ClusterId> cluster_ids);

    SqliteOptions options_;
    Statements sql_;
    std::unique_ptr<Connection> db_;
    Table articles_, embeddings_;                  ///< as read_tables found them
    std::array<bool, kOptionalColumns> stored_{};  ///< the optional columns that take what comes in
    const Observer* observer_ = nullptr;
    bool ready_ = false;
    /// The table of vectors: the articles' own; with a column that names their models; made by us.
    struct VectorTable {
        bool beside_articles = false, models = false, ours = false;
    } vectors_;
};

/// "YYYY-MM-DDTHH:MM:SSZ".
[[nodiscard]] std::string utc_now();
/// Column `column` of the current row as an id of `type`. Error{data} when the value is of another type.
[[nodiscard]] ArticleId read_id(const Statement& row, int column, IdType type, const Connection& db);
/// Whether the statement gives any row.
[[nodiscard]] bool has_row(Statement& statement);
/// A row of list_clusters.sql and of what has the same columns.
[[nodiscard]] ClusterInfo cluster_info(const Statement& row);
/// ids[i] without a copy of its text.
void bind_id(Statement& statement, int parameter, const ArticleIds& ids, std::size_t i);
/// `limit` as LIMIT wants it: 0 is all.
[[nodiscard]] inline std::int64_t sql_limit(std::size_t limit) {
    return limit == 0 ? -1 : static_cast<std::int64_t>(limit);
}

}  // namespace asterism::store::sqlite
