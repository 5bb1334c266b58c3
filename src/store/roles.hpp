/// What a reader's database does, by role: whoever needs one of them takes that one.
///
/// ReaderDBClient is all of them, and says what holds for every call: threads, transactions, errors.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/records.hpp"

namespace asterism::store {

/// The tables themselves: made, upgraded, looked over.
class Upkeep {
 public:
    virtual ~Upkeep() = default;
    /// Creates what does not exist: schema, tables, both HNSW indexes (PostgreSQL). Existing source tables are used as
    /// they are, but for columns of ours that they lack (cluster_id, ...), which are added. Tables of ours that are of
    /// an older version are upgraded step by step; until then every other call throws Error{schema}. Repairs invalid
    /// indexes. Running it twice changes nothing. Error{schema} when the reader holds vectors of another dimension,
    /// when a column's type or rules would fail a run, or when the tables are of a later version.
    virtual InitializeReport initialize_tables(const InitializeOptions& options) = 0;
    /// What is wrong with the database, and the command that mends it. Writes nothing.
    virtual std::vector<Finding> inspect() = 0;
    virtual StoreStatus status() = 0;
    /// Error{schema} or {privilege} when the tables cannot take what `work` writes; asked before anything is computed.
    virtual void require_writable(Work work) = 0;
};

/// Step 1: articles in, and their texts out.
class ArticleStore {
 public:
    virtual ~ArticleStore() = default;
    /// Inserts or updates by id, in one transaction. NUL bytes in texts are removed before they get here.
    virtual UpsertReport upsert_articles(std::span<const Article> articles) = 0;
    /// All articles in id order.
    virtual void for_each_article(const std::function<void(const ArticleText&)>& visit) = 0;
    /// Type of the article id column.
    virtual IdType id_type() = 0;
};

/// Vectors, whose they are, and the models that made ours.
class VectorStore {
 public:
    virtual ~VectorStore() = default;
    /// Inserts by article id, and replaces what `replace` allows. `content_hashes` has ids.size() values when the
    /// vectors were made from the articles' texts here, none when they were brought.
    virtual VectorReport upsert_embeddings(const ArticleIds& ids, MatrixView vectors, std::string_view model,
                                           std::span<const std::string> content_hashes,
                                           Replace replace = Replace::same_origin) = 0;
    /// Every vector that belongs to an article, in no particular order.
    virtual void for_each_vector(const std::function<void(const StoredVector&)>& visit) = 0;
    /// Takes away the vectors that were made here and no other; returns how many.
    virtual std::int64_t remove_made_vectors() = 0;
    virtual void save_model(std::string_view name, std::string_view bytes) = 0;
    virtual std::optional<std::string> load_model(std::string_view name) = 0;
    /// Every (article_id, embedding) of one snapshot, which is closed before this returns; rows without an article are
    /// only counted. Memory: the vectors once. Error{data} on duplicate ids.
    virtual EmbeddingRows get_all_embeddings(const EmbeddingRequest& request) = 0;
    /// How many vectors of articles a run has no row of; no vector is read for it.
    virtual std::int64_t count_new_vectors(RunId run) = 0;
};

/// The record of runs.
class RunStore {
 public:
    virtual ~RunStore() = default;
    /// Error{schema} or {privilege}, and no run, when the run could not be stored in the end.
    virtual RunId begin_run(const RunStart& start) = 0;
    /// Closes a run with status failed. Changes nothing for a run that is not running. Ends the watch, so that a
    /// cancelled run can be closed.
    virtual void fail_run(RunId run, std::string_view message) = 0;
    /// Stores the complete run (run_clusters, assignments) of a running run with status dry; articles and clusters stay
    /// as they are.
    virtual void store_dry_run(RunId run, const RunResult& result) = 0;
    /// Everything a stored run computed; metadata and metrics come as the store spells JSON. Error{usage} for a run
    /// that is not there, or has no result since it is running or failed.
    virtual StoredRun load_run(RunId run) = 0;
    /// Newest first. limit 0 = all.
    virtual std::vector<RunInfo> runs(std::size_t limit) = 0;
};

/// What everybody sees at once, and what names it.
class Publication {
 public:
    virtual ~Publication() = default;
    /// One transaction: ids matched with the last published run, new ids taken from the counter in label order, of the
    /// clusters first, then of the stories, then of the themes; all three upserted, those that are gone retired,
    /// articles updated in id order, noise and every article outside the run set to NULL, run_clusters,
    /// run_layer_clusters, assignments, events and the run's status written. The run published before becomes
    /// superseded. The run must be running, dry or held. `settle` decides the metadata of clusters that stay, retired
    /// ones that come back included. Error{data} when no row is usable; Error{lease} when another publish is under way.
    virtual PublishReport publish(RunId run, const RunResult& result, const ClusterMatcher& match,
                                  const MetadataSettler& settle = {}) = 0;
    /// One transaction, which no publish comes into: gives a run further rows and their articles the clusters of their
    /// labels, and counts them in, clusters and their themes included. `cluster_ids`: per label of that run. nullopt,
    /// and nothing changed, when that run is not the published one any longer. Error{lease} when a publish is under
    /// way.
    virtual std::optional<AddReport> add_to_published(RunId run, const Assignments& rows,
                                                      std::span<const ClusterId> cluster_ids) = 0;
    /// Changes the metadata of living clusters, stories and themes in one transaction, and nothing else of them. It
    /// waits for a publish that is under way and none comes into it, so neither loses what the other wrote.
    /// Error{data}: JSON that is none, or a cluster that is not living.
    virtual void edit_metadata(const MetadataEditor& edit) = 0;
    /// Of the last published run.
    virtual PublishedAssignments published_assignments() = 0;
};

/// Clusters, singly and in bulk, and their articles.
class ClusterStore {
 public:
    virtual ~ClusterStore() = default;
    /// insert ... on conflict (cluster_id) do update; returns the id. first_seen, and here also the metadata, stay as
    /// they were; a retired cluster lives again. An id above the counter moves the counter, so that no id is given
    /// twice.
    virtual ClusterId upsert_cluster(std::span<const float> centroid, std::int64_t article_count,
                                     std::optional<ClusterId> cluster_id = std::nullopt) = 0;
    /// The same for many, metadata included.
    virtual std::vector<ClusterId> upsert_clusters(std::span<const ClusterRow> rows) = 0;
    /// nullopt is written as NULL. An unknown id is ignored.
    virtual void update_article_cluster(const ArticleId& article, std::optional<ClusterId> cluster) = 0;
    /// Pairs (ids[i], clusters[i]); nullopt is written as NULL. Unknown ids are ignored. Returns the rows that changed.
    virtual std::int64_t batch_update_article_clusters(const ArticleIds& ids,
                                                       std::span<const std::optional<ClusterId>> clusters) = 0;
    /// Living clusters, largest first, then by id. limit 0 = all.
    virtual std::vector<ClusterInfo> clusters(std::size_t limit) = 0;
    /// The living clusters, and the stories and themes around them, of one moment; each largest first, then by id.
    virtual std::vector<ClusterInfo> clusters_in_layers() = 0;
    /// A cluster, a story or a theme; retired ones too.
    virtual std::optional<ClusterInfo> find_cluster(ClusterId id) = 0;
    /// Articles of a cluster, story or theme by probability in the last published run, best first, then by id. limit
    /// 0 = all.
    virtual std::vector<ClusterArticle> cluster_articles(ClusterId id, std::size_t limit) = 0;
};

}  // namespace asterism::store
