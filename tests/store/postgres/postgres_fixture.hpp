/// A scratch database, a client on it, and the small reader most cases start from.
#pragma once

#include <gmock/gmock.h>

#include <memory>
#include <string>

#include "store/contract/reader_db_client_contract.hpp"
#include "store/postgres/postgres_client.hpp"
#include "store/postgres/scratch_database.hpp"

namespace asterism::store {

class PostgresTest : public testing::Test {
 protected:
    /// A client on `conninfo`, by default the superuser's.
    std::unique_ptr<ReaderDBClient> open(const std::string& conninfo = {}, const std::string& application = "asterism");
    /// A client on tables of three dimensions with articles 1..`articles`.
    std::unique_ptr<ReaderDBClient> open_reader(std::int64_t articles = 0);
    /// The cluster of each article in id order, "-" for NULL: "1 1 2 -".
    std::string article_clusters();
    /// An SQL function die() that ends its own connection, as a crash of the server would.
    void create_die();

    ScratchDatabase database;
    TableNames names;
};

/// Articles 1-3 in label 0, 4-5 in label 1, 6 noise.
[[nodiscard]] ComputedRun small_run();
/// A matcher that keeps nothing, for runs of `labels` labels.
[[nodiscard]] ClusterMatcher all_new(std::size_t labels);
/// A matcher that keeps the ids 1, 2, ... `labels`.
[[nodiscard]] ClusterMatcher same_as_before(std::size_t labels);

}  // namespace asterism::store
