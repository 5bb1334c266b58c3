/// The reader's database as the pipeline sees it: articles and embeddings in, clusters and assignments out.
///
/// Two implementations: store/postgres (libpq, pgvector) and store/sqlite. Both give the same ids for the same history.
/// Thread safety: one client, one thread. Connections are opened by the constructor's factory and closed by the
/// destructor. Errors: every call throws Error with kind connection, privilege, schema, data, resources or timeout; a
/// failed call leaves the database as it was before it (each call is one transaction). Serialization failures and
/// deadlocks are retried inside, as whole transactions. Error{data}: invalid JSON, an unknown article of an embedding,
/// vectors of another dimension than the reader's. Error{usage}: a run that does not exist or is past the step asked
/// for. Error{privilege}: the database hides rows from us (row-level security) or holds a write back (a trigger, a
/// rule): no call reads or writes fewer rows than it says.
///
/// Our own tables, the same in every store (times are UTC):
/// - cluster_runs: run_id, status, started_at, finished_at, params, versions, metrics, input_fingerprint,
///   article_count, cluster_count, noise_count, rejected_count, error
/// - run_clusters: run_id, label, cluster_id (NULL until published), centroid, article_count, persistence, metadata
/// - cluster_assignments: run_id, article_id, label, cluster_id, probability, outlier_score, how,
///   start_label, story, story_id
/// - cluster_events: run_id, event (born, continued, died, grown, shrunk, split, merged, revived), cluster_id,
///   other_cluster_id, shared, size_before, size_after
/// - layer_clusters: cluster_id, layer (story, theme), parent_id, and what clusters has
/// - run_layer_clusters: the same of a run, by label; in run_clusters parent and parent_id say a cluster's theme
/// - vector_origins: article_id, model, content_hash (NULL: brought, not made here), vector_digest
/// - models: name, bytes
/// - counters: name (cluster_id, dimensions, schema_version), value
///
/// clusters has cluster_id, centroid, article_count, metadata, first_seen, last_seen, retired_at; embeddings, where we
/// made it, has model and content_hash beside the names that can be set. In a table of vectors that existed, a column
/// "model" is read and written; in a table of articles with their vectors beside them no column but the vector is.
#pragma once

#include "asterism/observer.hpp"
#include "store/command_form.hpp"
#include "store/roles.hpp"

namespace asterism::store {

class ReaderDBClient : public Upkeep,
                       public ArticleStore,
                       public VectorStore,
                       public RunStore,
                       public Publication,
                       public ClusterStore {
 public:
    /// From now on a call that is under way when the observer cancels is rolled back and throws Error{interrupted};
    /// only a COMMIT is never given up. nullptr ends that. The observer must outlive it.
    virtual void watch(const Observer* observer) = 0;
    /// How to say a command that works on this reader: what every message here suggests is made by it.
    [[nodiscard]] virtual const CommandForm& commands() const = 0;
};

}  // namespace asterism::store
