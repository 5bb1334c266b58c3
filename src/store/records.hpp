/// The plain values that travel between the pipeline and a store.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "asterism/article_ids.hpp"
#include "asterism/matrix.hpp"
#include "store/assignments.hpp"

namespace asterism::store {

using ClusterId = std::int64_t;
using RunId = std::int64_t;

/// Every table and column name a reader may have chosen. SQLite has no schemas and ignores `schema`. Our own tables
/// (see reader_db_client.hpp) live in `schema` under fixed
/// names.
///
/// title, summary, content, url and published_at may be empty: the reader has no such column.
struct TableNames {
    std::string schema = "reader";
    std::string articles = "articles";
    std::string article_id = "article_id";
    std::string title = "title";
    std::string summary = "summary";
    std::string content = "content";
    std::string url = "url";
    std::string published_at = "published_at";
    std::string cluster_id = "cluster_id";
    std::string embeddings = "embeddings";  ///< may be the articles table itself
    std::string embeddings_article_id = "article_id";
    std::string embedding = "embedding";
    std::string clusters = "clusters";
};

/// Of pgvector's vector, and of every other store, so that a reader can move.
inline constexpr int kMaxDimensions = 16000;

struct InitializeOptions {
    /// d of embeddings.embedding and clusters.centroid; while both are empty another d recreates them. None: what the
    /// tables are made for or hold, where they are there, else 256.
    std::optional<int> dimensions = std::nullopt;
};
inline constexpr int kUsualDimensions = 256;

struct InitializeReport {
    std::vector<std::string> created;   ///< "table \"reader\".\"clusters\"", "index ..." in the order of creation
    std::vector<std::string> warnings;  ///< what could not be done or costs speed, and what to do about it
};

/// Why a row of the source was left out of clustering. beyond_float32: a float64 that is finite, but no float32 is.
enum class Rejection : std::uint8_t {
    null_vector,
    wrong_dimension,
    not_finite,
    zero_norm,
    beyond_float32,
    text_not_binary
};
[[nodiscard]] std::string_view to_string(Rejection reason);

struct RejectedRow {
    ArticleId id;
    Rejection reason;
};

struct EmbeddingRequest {
    /// Default: what the column declares, else the most frequent one (ties: the larger).
    std::optional<int> dimensions;
    /// Cosine needs it; euclidean does not. The norm is taken in float64.
    bool reject_zero_norm = true;
};

/// All usable rows in id order (numeric or by bytes), and the ones left out.
struct EmbeddingRows {
    ArticleIds ids;
    Matrix vectors;
    std::vector<RejectedRow> rejected;
    std::int64_t orphans = 0;    ///< rows whose article is not there: neither usable nor rejected
    std::int64_t made_here = 0;  ///< of the usable rows, see StoredVector
};

/// A vector that an article has, during a scan; valid inside the callback only. What we wrote is recorded in
/// vector_origins with a digest of the vector, so that a vector that somebody put in its place is not taken for ours.
struct StoredVector {
    const ArticleId& id;
    std::string_view model;  ///< as the table says, or where it says nothing our record; empty = of unknown origin
    bool made_here = false;  ///< by this program, from the article's text: it may be made anew
};

/// Which of the vectors that are there a new one may replace.
enum class Replace : std::uint8_t {
    same_origin,  ///< what was made here by one made here, what came with a model's name by one of the same name
    any
};

struct VectorReport {
    std::int64_t stored = 0;        ///< articles whose vector is the given one now
    std::vector<std::size_t> kept;  ///< positions of those given in vain: another origin's vector stays
};

/// One row of the clusters table.
struct ClusterRow {
    std::optional<ClusterId> cluster_id;  ///< nullopt: the next id of the counter
    std::span<const float> centroid;
    std::int64_t article_count = 0;
    std::string metadata = "{}";  ///< JSON text
};

/// What comes in for one article. A member that is nullopt leaves what the table holds as it is; of a new article the
/// texts are empty then.
struct Article {
    ArticleId id;
    std::optional<std::string> title = std::nullopt;
    std::optional<std::string> summary = std::nullopt;
    std::optional<std::string> content = std::nullopt;
    std::optional<std::string> url = std::nullopt;
    std::optional<std::string> published_at = std::nullopt;  ///< ISO 8601; stored as UTC
};

/// A member of articles that their table does not take.
struct Unstored {
    std::string member;         ///< "title", "summary", ...
    std::string why;            ///< "\"app\".\"posts\" has no column \"url\""
    std::int64_t articles = 0;  ///< which brought one
};

struct UpsertReport {
    std::int64_t inserted = 0;
    std::int64_t updated = 0;  ///< rows whose values differ from before
    std::int64_t unchanged = 0;
    std::int64_t shortened = 0;  ///< texts cut to what their column takes
    std::vector<Unstored> unstored;
};

/// What somebody is about to write: articles, vectors, or a run that is published.
enum class Work : std::uint8_t { ingest, embed, run };

/// A borrowed article during a scan; valid inside the callback only.
struct ArticleText {
    const ArticleId& id;
    std::string_view title;
    std::string_view summary;
    std::string_view content;
    std::string_view published_at;    ///< UTC "YYYY-MM-DDTHH:MM:SSZ", empty if NULL
    std::string_view embedded_hash;   ///< hash of the text its vector was made from here, empty if it was not
    std::string_view embedded_model;  ///< model of the vector we last wrote for it, empty if we wrote none
    bool date_unread = false;         ///< there is something in published_at, but no date
};

enum class RunStatus : std::uint8_t { running, dry, held, published, superseded, failed };
[[nodiscard]] std::string_view to_string(RunStatus status);
/// Error{schema} for a name that this program does not know.
[[nodiscard]] RunStatus run_status_named(std::string_view name);

struct RunStart {
    std::string params = "{}";    ///< JSON: every option as used
    std::string versions = "{}";  ///< JSON: program, store, libraries
    bool publishes = true;        ///< a dry run needs no right to change articles
};

/// The main layer is what articles have in cluster_id; a story lies in one of its clusters, a cluster in one theme.
enum class Layer : std::uint8_t { main, story, theme };
[[nodiscard]] std::string_view to_string(Layer layer);
/// Error{schema} for a name that this program does not know.
[[nodiscard]] Layer layer_named(std::string_view name);

struct RunCluster {
    std::int32_t label = 0;  ///< each layer counts its own from 0
    std::vector<float> centroid;
    std::int64_t article_count = 0;  ///< of a theme: that of its clusters together
    double persistence = 0;
    std::string metadata = "{}";
    Layer layer = Layer::main;
    std::int32_t parent = -1;  ///< label in the layer above; -1: a theme, or a run without layers

    bool operator==(const RunCluster&) const = default;
};

/// Of a run's layers, where the themes begin.
[[nodiscard]] std::size_t story_count(std::span<const RunCluster> layers);

/// A complete computed run, rejected rows included.
struct RunResult {
    Assignments assignments;
    std::vector<RunCluster> clusters;     ///< label 0, 1, ... in order
    std::vector<RunCluster> layers = {};  ///< stories by label, then themes by label
    std::int64_t article_count = 0;       ///< rows read, rejected ones included
    std::int64_t noise_count = 0;
    std::int64_t rejected_count = 0;
    std::string metrics = "{}";     ///< JSON: stage table, quality, rejected ids
    std::string input_fingerprint;  ///< hex digest of ids and vectors in canonical order

    [[nodiscard]] std::size_t story_count() const { return store::story_count(layers); }
    bool operator==(const RunResult&) const = default;
};

/// A run as its store keeps it: what was computed, and which clusters its labels became.
struct StoredRun {
    RunStatus status = RunStatus::running;
    RunResult result;
    std::vector<ClusterId> cluster_ids;  ///< per label; empty: it was never published
    std::vector<ClusterId> layer_ids;    ///< as result.layers; likewise
};

/// A cluster that lives, and how many articles it has.
struct ClusterSize {
    ClusterId id = 0;
    std::int64_t articles = 0;
};

/// The assignments of the last published run (none: no run, no ids), in no particular order.
struct PublishedAssignments {
    std::optional<RunId> run;
    ArticleIds ids;                   ///< every article of that run, noise included
    std::vector<ClusterId> clusters;  ///< same length; -1 for noise
    std::vector<How> how;             ///< same length
    std::vector<ClusterId> stories;   ///< same length; -1 for none
    std::vector<ClusterId> themes;    ///< same length; of its cluster, -1 for none
    std::vector<ClusterSize> living;  ///< by id; also what came into the table without a run
};

/// What happens to a cluster from one published run to the next.
enum class Event : std::uint8_t { born, continued, died, grown, shrunk, split, merged, revived };
[[nodiscard]] std::string_view to_string(Event event);

/// A cluster of the new run by its label, since its id may not be given yet, or any other by its id.
struct ClusterRef {
    std::int32_t label = -1;   ///< -1: cluster_id counts
    ClusterId cluster_id = 0;  ///< ignored where there is a label

    bool operator==(const ClusterRef&) const = default;
};
/// Its id, once the labels have theirs.
[[nodiscard]] ClusterId id_of(const ClusterRef& cluster, std::span<const ClusterId> of_labels);

struct LineageEvent {
    Event event = Event::born;
    ClusterRef cluster;
    std::optional<ClusterRef> other = std::nullopt;
    std::int64_t shared = 0;       ///< articles of both
    std::int64_t size_before = 0;  ///< of all articles, as all sizes here
    std::int64_t size_after = 0;

    bool operator==(const LineageEvent&) const = default;
};

struct Lineage {
    std::vector<std::optional<ClusterId>> kept;              ///< per label of the new run; nullopt = take a new id
    std::vector<LineageEvent> events;                        ///< of the main layer, as they are to be recorded
    std::vector<std::optional<ClusterId>> kept_layers = {};  ///< the same for RunResult::layers
    /// `kept`, then `kept_layers`: the order in which new ids are given.
    [[nodiscard]] std::vector<std::optional<ClusterId>> all_kept() const;
};

/// Given the last published run, which ids the labels of the new one keep, and what that means for the clusters. Pure;
/// called once inside the publishing transaction.
using ClusterMatcher = std::function<Lineage(const PublishedAssignments& last)>;

/// Given what the metadata of each label's kept cluster is now (JSON text; nullopt: a new cluster), the metadata that
/// each label gets: of the clusters, then of RunResult::layers. Pure; called after the matcher, inside the publishing
/// transaction, while nobody else can change the metadata. Empty: every label gets what the run brings.
using MetadataSettler = std::function<std::vector<std::string>(std::span<const std::optional<std::string>> before)>;

/// The metadata a run brings, in that order.
[[nodiscard]] std::vector<std::string> brought_metadata(const RunResult& result);

struct PublishReport {
    std::vector<ClusterId> cluster_ids;  ///< per label
    std::vector<ClusterId> layer_ids;    ///< as RunResult::layers
    std::vector<std::string> metadata;   ///< as written: per label, then as RunResult::layers
    std::int64_t continued = 0;          ///< clusters, as the next two
    std::int64_t born = 0;
    std::int64_t retired = 0;
    std::int64_t articles_changed = 0;  ///< rows of the articles table that were written
    std::int64_t articles_gone = 0;     ///< of the run, deleted since they were read
};

/// The id of what `cluster` lies in; nullopt where that is nothing, or was given no id.
[[nodiscard]] std::optional<ClusterId> parent_id(const RunCluster& cluster, const RunResult& result,
                                                 const PublishReport& published);

/// What became of articles that were added to the published run.
struct AddReport {
    std::int64_t added = 0;             ///< rows that the run has now and had not
    std::int64_t left_out = 0;          ///< articles deleted since they were read, or in that run by now
    std::int64_t articles_changed = 0;  ///< rows of the articles table that were written
};

struct RunInfo {
    RunId id = 0;
    RunStatus status = RunStatus::running;
    std::string started_at;   ///< UTC
    std::string finished_at;  ///< empty while running
    std::int64_t article_count = 0;
    std::int64_t cluster_count = 0;
    std::int64_t noise_count = 0;
    std::int64_t rejected_count = 0;
    std::string params, metrics, versions, input_fingerprint;
    std::string error;  ///< message of a failed run
};

struct ClusterInfo {
    ClusterId id = 0;
    std::int64_t article_count = 0;
    std::string metadata;
    std::string first_seen, last_seen, retired_at;  ///< UTC, retired_at empty while it lives
    Layer layer = Layer::main;
    /// A story's cluster, a cluster's theme in the published run; nullopt of a theme, and where there is none.
    std::optional<ClusterId> parent = std::nullopt;
};

/// What an edit of metadata starts from: the published run (none: nothing was published yet) and its living clusters,
/// then the living stories and themes, both in id order.
struct LivingClusters {
    std::optional<RunId> run;
    std::vector<ClusterInfo> clusters;
};
[[nodiscard]] bool is_living(const LivingClusters& living, ClusterId id);
struct MetadataChange {
    ClusterId cluster_id = 0;
    std::string metadata;  ///< JSON text
};
/// What to change. Pure; called inside the transaction that writes it, once more when that transaction is tried again.
using MetadataEditor = std::function<std::vector<MetadataChange>(const LivingClusters& living)>;

struct ClusterArticle {
    ArticleId id;
    std::string title;  ///< where there is none, the beginning of its summary or content
    double probability = 0;
};

struct StoreStatus {
    std::string location;  ///< what may be shown: no password
    std::int64_t articles = 0;
    std::int64_t embeddings = 0;      ///< vectors of articles
    std::int64_t orphans = 0;         ///< rows of the vectors' table whose article is not there
    std::int64_t clustered = 0;       ///< articles with a cluster_id
    std::int64_t clusters = 0;        ///< not retired
    int dimensions = 0;               ///< 0 = unknown
    std::optional<RunInfo> last_run;  ///< of any status
    std::optional<RunInfo> last_published;
};

/// One thing `doctor` found.
struct Finding {
    enum class Severity : std::uint8_t { ok, warning, error } severity = Severity::ok;
    std::string what;
    std::string mend;  ///< the command that mends it, empty when nothing is wrong
};

}  // namespace asterism::store
