/// What every ReaderDBClient must do, written once and run against each store.
///
/// A test program of a store links asterism_store_contract, implements StoreUnderTest and says
///     INSTANTIATE_TEST_SUITE_P(Sqlite, ReaderDBClientContract, testing::Values(Backend{"sqlite", ...}), backend_name);
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "asterism/error.hpp"
#include "store/reader_db_client.hpp"

namespace asterism::store {

/// A fresh, empty database of the test's own, dropped by the destructor. SQL given to it is understood by every store.
class StoreUnderTest {
 public:
    using SqlRow = std::vector<std::optional<std::string>>;  ///< values as text, nullopt for NULL

    virtual ~StoreUnderTest() = default;
    /// A client of its own; may be called more than once, the clients work beside each other.
    virtual std::unique_ptr<ReaderDBClient> open(const TableNames& names) = 0;
    /// Makes names.schema where the store has schemas.
    virtual void create_schema(const TableNames& names) { (void)names; }
    virtual void execute(const std::string& sql) = 0;
    /// Fills the empty database with the reader of tests/store/version_1, under the usual names.
    void restore_version_1() { execute(version_1()); }
    virtual std::vector<SqlRow> query(const std::string& sql) = 0;
    /// The vector that a query of one row and one column gives.
    virtual std::vector<float> query_vector(const std::string& sql) = 0;

    /// `table` as SQL names it: quoted, with its schema where there is one.
    [[nodiscard]] virtual std::string table(const TableNames& names, std::string_view table) const = 0;
    /// "BIGINT", "TEXT", ... for a column of ids in a source table.
    [[nodiscard]] virtual std::string id_column_type(IdType type) const = 0;
    /// Type of a vector column without a declared dimension.
    [[nodiscard]] virtual std::string vector_column_type() const = 0;
    [[nodiscard]] virtual std::string vector_literal(std::span<const float> vector) const = 0;

 private:
    /// The dump, as SQL.
    [[nodiscard]] virtual std::string version_1() const = 0;
};

/// The text of tests/store/version_1/NAME.
[[nodiscard]] std::string version_1_dump(std::string_view name);

struct Backend {
    std::string name;
    std::function<std::unique_ptr<StoreUnderTest>()> create;
    std::vector<IdType> id_types;   ///< what the id column of an existing table may be
    bool keeps_non_finite = false;  ///< whether a vector column can hold NaN and infinity
};
inline std::ostream& operator<<(std::ostream& out, const Backend& backend) {
    return out << backend.name;
}
inline std::string backend_name(const testing::TestParamInfo<Backend>& info) {
    return info.param.name;
}

[[nodiscard]] Article titled(const ArticleId& id, std::string title);

/// A run as the pipeline would have computed it, with all its columns.
struct ComputedRun {
    Assignments rows;
    std::vector<RunCluster> clusters;

    explicit ComputedRun(IdType type = IdType::int8) : rows(type) {}
    /// label -1 is noise; probability is 0 for it.
    ComputedRun& add(const ArticleId& id, std::int32_t label, double probability = 1.0);
    ComputedRun& add_rejected(const ArticleId& id);
    [[nodiscard]] RunResult result() const;
};

/// What a matcher answers that keeps these ids: an event without numbers for each label.
[[nodiscard]] Lineage keeping(std::vector<std::optional<ClusterId>> kept);
/// The same with the numbers of `run` after `last`, and with what died.
[[nodiscard]] Lineage told(std::vector<std::optional<ClusterId>> kept, const ComputedRun& run,
                           const PublishedAssignments& last);

class ReaderDBClientContract : public testing::TestWithParam<Backend> {
 protected:
    static constexpr int kDimensions = 3;

    /// The client on initialised tables; the first call opens it.
    ReaderDBClient& client();
    /// Articles 1..count, titled "article 1" ...
    void add_articles(std::int64_t count);
    /// articles(id, title, ...) and embeddings(id, vector) as a reader that existed before would have them. Without
    /// `unique_ids` the embeddings table takes an id twice.
    void create_source_tables(IdType type, bool unique_ids = true);
    void insert_source_article(const ArticleId& id);
    void insert_source_embedding(const ArticleId& id, const std::optional<std::vector<float>>& vector);
    /// Article `id` gets the vector of `from`, behind the client's back.
    void overwrite(std::int64_t id, std::int64_t from);
    /// begin_run and publish; `keep` is what the matcher answers.
    PublishReport publish(const ComputedRun& run, std::vector<std::optional<ClusterId>> keep);
    /// articles.cluster_id, in id order.
    std::vector<std::optional<ClusterId>> article_clusters();
    std::string table(std::string_view name) const { return store->table(names, name); }

    std::unique_ptr<StoreUnderTest> store = GetParam().create();
    TableNames names;

 private:
    std::unique_ptr<ReaderDBClient> client_;
};

/// Expects `statement` to throw Error of `kind`; gives the message for a closer look.
std::string error_message(ErrorKind kind, const std::function<void()>& statement);

}  // namespace asterism::store
