/// Topics: communities of the graph of nearest neighbours, each row with the certainty of its place; layers below and
/// above them; and, for the noise of any other clustering, the way home along the same graph.
///
/// Sources: Traag, Waltman, van Eck, "From Louvain to Leiden: guaranteeing well-connected communities", Scientific
/// Reports 9:5233, 2019; Lancichinetti, Fortunato, "Consensus clustering in complex networks", Scientific Reports
/// 2:336, 2012. Deliberate differences stand in src/topics: nothing is drawn by chance, all arithmetic is exact.
/// Determinism, for everything here: a function of vectors, options and starting labels. Row order, threads, machine
/// and kernel target do not show. Thread safety: the functions share nothing; a graph may be read by many at once.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "asterism/clustering.hpp"
#include "asterism/graph.hpp"
#include "asterism/hierarchy.hpp"
#include "asterism/matrix.hpp"
#include "asterism/neighbors.hpp"
#include "asterism/observer.hpp"
#include "asterism/options.hpp"
#include "asterism/report.hpp"
#include "asterism/verify.hpp"

namespace asterism {

struct TopicOptions {
    /// [0.001, 1000], rounded to thousandths; larger makes more and smaller topics. None: of 0.5, 1, 2 and 4 the
    /// largest at which the share of rows with a certainty of at least 0.5 is at least 95 % of that at 0.5.
    std::optional<double> resolution;
    /// So many topics, within a tenth: the resolution is searched for. The nearest that was found where that is not to
    /// be had, so look at `topic_count`. Not together with `resolution`.
    std::optional<int> about;
    double certainty = 0.5;     ///< [0, 1], the floor: rows below it are noise; 0 leaves no row out
    int min_cluster_size = 10;  ///< >= 2; topics with fewer rows above the floor are noise
    /// Warm: per row the start_label of an earlier run, -1 for rows it did not have; they start alone. Empty: cold.
    /// Needs a `resolution`. Copies of one row that come with several labels start at the smallest.
    std::span<const std::int32_t> start;
    bool layers = true;  ///< also stories and themes
    int threads = 0;     ///< 0 = all cores; never changes the result
};

/// The layers around a main one. Every story lies in one main cluster, every main cluster in one theme.
struct Layers {
    std::vector<std::int32_t> stories;        ///< per row; -1 = in none; a cluster that does not split has none
    std::vector<std::int32_t> story_parents;  ///< per story: the main label it lies in
    std::vector<std::int32_t> themes;         ///< per main label
    /// Per story and per theme, as the main layer's: of topics the share of its weight that stays inside, before the
    /// floor; of HDBSCAN that of the cluster of the tree which it is.
    std::vector<double> story_persistence, theme_persistence;

    [[nodiscard]] std::int32_t story_count() const { return static_cast<std::int32_t>(story_parents.size()); }
    [[nodiscard]] std::int32_t theme_count() const;
};

/// Vectors are indexed by input row unless said otherwise.
struct Topics {
    std::vector<std::int32_t> labels;        ///< 0..K-1 by smallest member, -1 = noise
    std::vector<double> probabilities;       ///< the certainty; 0 for noise
    std::vector<double> outlier_scores;      ///< 1 - certainty, for noise too
    std::vector<std::int32_t> start_labels;  ///< the topic before floor and dissolution, by smallest member
    std::vector<double> persistence;         ///< per label: the share of the topic's weight that stays inside
    Layers layers;                           ///< empty unless asked for
    double resolution = 0;                   ///< as used
    double quality = 0;                      ///< Q / 2m of start_labels, the modularity
    EngineReport report;                     ///< stages "resolution", "topics", "certainty", "layers"

    [[nodiscard]] std::int32_t topic_count() const { return static_cast<std::int32_t>(persistence.size()); }
};

/// Topics maximise Q = sum over topics of (inside - resolution x K^2 / 2m), K being the sum of a topic's degrees.
///
/// Cold: eight runs of two iterations, their agreement, and the plain graph until nothing moves. Warm: only the last.
/// So a warm run on unchanged input returns its start. The certainty of a row is the share of 4-step walks from it that
/// end in its own topic, in steps of 2^-30; below the floor a short walk is likelier to leave the topic than to stay.
/// Complexity: O(edges) an iteration, some twenty cold; memory beside the graph: about as much again, and half of that
/// per thread. Errors: Error{usage} for options out of range or starting labels of another length, or when the graph's
/// total is too large for exact comparisons (beyond some ten million rows); Error{interrupted}.
[[nodiscard]] Topics find_topics(const NeighborGraph& graph, const TopicOptions& options, Observer* observer = nullptr);

/// Checks topics against the graph by trying everything: no row's move to any other topic, or to one of its own,
/// improves Q; every topic is connected; certainties, labels and Q are what the definitions say. O(nodes x topics).
/// Error{usage} when the result is not of this graph and these options; Error{interrupted}.
[[nodiscard]] Verification verify_topics(const NeighborGraph& graph, const Topics& topics, const TopicOptions& options,
                                         Observer* observer = nullptr);

struct AttachOptions {
    /// Of the claims that attach a row, [0, 1]; a claim of 0 never does. Not looked at with `max_noise`.
    double floor = 0.5;
    /// [0, 1]: the largest claims attach, ties by node, until so small a share of the rows is noise or no claim is
    /// left.
    std::optional<double> max_noise;
    int threads = 0;  ///< 0 = all cores; never changes the result
};

struct Attachment {
    std::vector<std::int32_t> labels;  ///< as given, and those of attached rows
    std::vector<double> claims;  ///< per row: 1 where it had a label; else the largest claim on it, attached or not
    std::vector<bool> attached;  ///< per row
};

/// Brings rows without a label home. From each, walk (a step along an edge in proportion to its weight) until a
/// labelled row is reached, at most 30 steps: the share of walks that end in a cluster is its claim on the row, in
/// steps of 2^-30. The largest claim (ties: the lower label) attaches the row if it is at least the floor. Rows with a
/// label keep it, and a copy of one has a claim of 1; attached rows attach no others. `labels`: per row, -1 = none.
/// Memory beside the graph: 64 MiB and two numbers a row. Errors: Error{usage} for options out of range or labels of
/// another length; Error{interrupted}.
[[nodiscard]] Attachment attach(const NeighborGraph& graph, std::span<const std::int32_t> labels,
                                const AttachOptions& options, Observer* observer = nullptr);

/// Layers of an HDBSCAN result from its own hierarchy. Below: the leaves of the condensed tree, in clusters that hold
/// two or more. Above: the clusters selected at four times the min_cluster_size; a main cluster in none of them, or
/// around several, is a theme of its own. `options`: those of the cut. Error{usage} for a clustering that is not of
/// this hierarchy.
[[nodiscard]] Layers density_layers(const Hierarchy& hierarchy, const Clustering& clustering,
                                    const ClusterOptions& options);

/// What a run says about its rows, for placing others. All by row of the run.
struct RunPlaces {
    std::span<const std::int32_t> labels;        ///< -1 = noise
    std::span<const std::int32_t> start_labels;  ///< topics: before floor and dissolution; HDBSCAN: labels
    std::span<const double> certainties;         ///< topics: 1 - outlier score; HDBSCAN: 1, of attached rows the claim
};

struct PlaceOptions {
    double floor = 0.5;  ///< [0, 1], as in the run; a claim of 0 never places a row
    int threads = 0;     ///< 0 = all cores; never changes the result
};

struct Placement {
    std::vector<std::int32_t> labels;        ///< per new row; -1 = unsure, or its topic was dissolved
    std::vector<std::int32_t> start_labels;  ///< that of the largest claim; -1 where there is none
    std::vector<double> claims;
};

/// Places new rows among those of a run, each for itself: what else is placed with it does not matter.
///
/// `search`: over the rows of the run. The weights of a new row's 15 exact neighbours among the distinct rows are those
/// it would give them in a graph. The claim of a topic is the weighted mean of their certainties, those of other topics
/// counting as 0; the largest claim (ties: the lower start label) counts. A copy of a row of the run takes its place.
/// Errors: Error{usage} for spans of another length or a floor out of range, and as `NeighborSearch::nearest`.
[[nodiscard]] Placement place(const NeighborSearch& search, const RunPlaces& run, MatrixView rows,
                              const PlaceOptions& options, Observer* observer = nullptr);

}  // namespace asterism
