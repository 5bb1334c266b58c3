#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "analysis/analyse_file.hpp"
#include "asterism/error.hpp"
#include "base/log.hpp"
#include "base/require.hpp"
#include "cli/cluster_views.hpp"
#include "cli/clustering_settings.hpp"
#include "cli/command.hpp"
#include "cli/location.hpp"
#include "cli/own_numbers.hpp"
#include "cli/text_table.hpp"
#include "pipeline/run/cluster_file.hpp"
#include "pipeline/run/explain.hpp"

namespace asterism::cli {
namespace {

constexpr std::string_view kTeaching =
    R"(Reads every vector, finds the clusters (exact HDBSCAN, or topics), names them from titles and summaries, and publishes
everything in one transaction: who reads the database sees the old result or the new one. A cluster that is
still the same keeps its id; articles where density says nothing get NULL. --dry-run stores the complete run
without publishing. With a file of vectors instead of a database, labels and probabilities are written to files that
end in .npy or .csv; a pipe, or /dev/stdout, gets CSV.
--verify proves the result by exact distances alone before anything is published; a wrong one is thrown away.

Examples:
  asterism cluster reader.db
  asterism cluster reader.db --min-cluster-size 25 --min-samples 5 --dry-run
  asterism cluster postgresql://localhost/news --method leaf --json
  asterism cluster reader.db --attach 0.5            noise goes home where its neighbours agree
  asterism cluster reader.db --algorithm topics      a place for nearly every article, and how sure it is
  asterism cluster vectors.npy --labels labels.npy --probabilities p.csv --verify
  asterism cluster vectors.npy --n-clusters 40 --predict new.npy --predictions new-labels.csv

Too few clusters? Smaller --min-cluster-size, or --method leaf. Too much noise? Smaller --min-samples, --attach,
or --algorithm topics; --explain shows what each would give. One huge cluster? --method leaf, or --max-cluster-size, which makes noise of one that does not
split into smaller ones.)";

struct Own {
    bool dry_run = false;
    bool explain = false;
    pipeline::FileOutputs outputs;
    std::string clusters;  ///< a number
    analysis::Wanted wanted;

    [[nodiscard]] bool writes_files() const { return !outputs.labels.empty() || !outputs.probabilities.empty(); }
    [[nodiscard]] bool is_for_files() const { return writes_files() || wanted.anything() || !clusters.empty(); }
    [[nodiscard]] analysis::Wanted all_wanted() const {
        analysis::Wanted all = wanted;
        all.clusters = static_cast<int>(count_option("--n-clusters", clusters, 0));
        require(clusters.empty() || all.clusters > 0, "--n-clusters must be at least 1");
        return all;
    }
};

/// Looks, and changes nothing.
Outcome explain(const Session& session, const Own& own) {
    if (own.dry_run || own.is_for_files() || session.settings.flag("cluster.verify"))
        throw Error(ErrorKind::usage, "--explain stores and writes nothing; leave the other option out");
    const auto settings = clustering_settings(session.settings, false);
    const std::string& place = session.settings.database();
    const auto found = is_npy(place)
                           ? pipeline::explain_file(place, settings, &session.observer)
                           : pipeline::explain(*session.open(pipeline::Access::read), settings, &session.observer);
    return {session.json ? json_text(explanation_json(found)) : explanation_text(found)};
}

Json file_json(const pipeline::FileClustering& found) {
    Json json = {{"articles", found.labels.size()},  {"noise", found.noise},
                 {"rejected", found.rejected},       {"cluster_sizes", found.cluster_sizes},
                 {"persistence", found.persistence}, {"stages", stages_json(found.stages)}};
    json.update(pipeline::engine_json(found.engine));
    return json;
}

/// `more`: what else there is to say, in lines.
Outcome counts(const pipeline::FileClustering& found, const Own& own, const std::string& more) {
    std::string text = fmt::format("{} rows, {} clusters, {}{} noise, {} rejected", grouped(std::ssize(found.labels)),
                                   grouped(std::ssize(found.cluster_sizes)), attached_text(found.engine),
                                   grouped(found.noise), grouped(found.rejected));
    if (found.on_standard_output) return log_info("{}", text), Outcome();
    text.append("\n").append(more).append(notes_text(found.engine));
    if (!own.writes_files() && more.empty()) text += "nothing was written; --labels labels.npy keeps the labels\n";
    return {text};
}

/// More than labels is wanted of a file.
Outcome analyse(const Session& session, const Own& own, const analysis::Wanted& wanted,
                const pipeline::FileSettings& settings) {
    const auto found = analysis::analyse_file(session.settings.database(), settings, wanted, &session.observer);
    const std::string_view method = found.method == SelectionMethod::leaf ? "leaf" : "eom";
    if (session.json) {
        Json json = file_json(found.clustering);
        if (found.method) {
            json["method"] = method;
            json["cluster_selection_epsilon"] = found.cluster_selection_epsilon;
        }
        if (found.new_rows) {
            json["predicted"] = {{"rows", found.new_rows->labels.size()},
                                 {"noise", found.new_rows->noise},
                                 {"rejected", found.new_rows->rejected}};
        }
        return {json_text(json)};
    }
    std::string more;
    if (found.method)
        more += fmt::format("method {}, cluster_selection_epsilon {}\n", method, found.cluster_selection_epsilon);
    if (found.new_rows) {
        more += fmt::format("{} new rows, {} noise, {} rejected\n", grouped(std::ssize(found.new_rows->labels)),
                            grouped(found.new_rows->noise), grouped(found.new_rows->rejected));
    }
    return counts(found.clustering, own, more);
}

Outcome run_on_file(const Session& session, const Own& own) {
    if (own.dry_run) throw Error(ErrorKind::usage, "--dry-run is for databases; a file of vectors is never changed");
    pipeline::FileSettings settings{.engine = session.settings.cluster_options(),
                                    .algorithm = session.settings.algorithm_settings(),
                                    .strict = session.settings.flag("strict"),
                                    .verified = session.settings.flag("cluster.verify"),
                                    .outputs = own.outputs};
    settings.outputs.standard_output_taken = session.json;
    const analysis::Wanted wanted = own.all_wanted();
    if (wanted.anything()) return analyse(session, own, wanted, settings);
    const auto found = pipeline::cluster_file(session.settings.database(), settings, &session.observer);
    if (session.json) return {json_text(file_json(found))};
    return counts(found, own, {});
}

Outcome run(const Session& session, const Own& own) {
    if (own.explain) return explain(session, own);
    if (is_npy(session.settings.database())) return run_on_file(session, own);
    if (own.writes_files()) {
        throw Error(ErrorKind::usage,
                    "--labels and --probabilities are for .npy files; a database holds both in cluster_assignments");
    }
    require(!own.is_for_files(), "--n-clusters, --predict and the trees are for .npy files, not for a database");
    const auto settings = clustering_settings(session.settings, own.dry_run);
    const auto client = session.open(pipeline::Access::write);
    const auto report = pipeline::step2_clustering(*client, settings, &session.observer);
    return {session.json ? json_text(clustering_json(report)) : clustering_text(report, session.commands())};
}

}  // namespace

Command cluster_command() {
    const auto own = std::make_shared<Own>();
    return {
        .name = "cluster",
        .arguments = "[DB|FILE.npy]",
        .summary = "step 2, now: clusters, themes, publication",
        .teaching = kTeaching,
        .groups = {Group::engine, Group::themes, Group::labels, Group::threads, Group::strict, Group::tables},
        .most_words = 1,
        .options =
            {{.flag = "--dry-run", .present = &own->dry_run, .help = "compute and store everything, publish nothing"},
             {.flag = "--explain",
              .present = &own->explain,
              .help = "what each way would make of these vectors, in a table; nothing is stored"},
             {.flag = "--labels", .text = &own->outputs.labels, .help = "FILE.npy: write labels there (.npy or .csv)"},
             {.flag = "--probabilities",
              .text = &own->outputs.probabilities,
              .help = "FILE.npy: write membership probabilities there (.npy or .csv)"},
             {.flag = "--n-clusters",
              .text = &own->clusters,
              .help = "FILE.npy: so many, by the least cluster_selection_epsilon that gives them"},
             {.flag = "--predict",
              .text = &own->wanted.predict,
              .help = "FILE.npy: place the vectors of this .npy file in the clusters"},
             {.flag = "--predictions",
              .text = &own->wanted.predictions,
              .help = "FILE.npy: write the labels of --predict there (.npy, or .csv with probabilities)"},
             {.flag = "--condensed-tree",
              .text = &own->wanted.condensed_tree,
              .help = "FILE.npy: write parent, child, lambda, size there (.npy)"},
             {.flag = "--single-linkage",
              .text = &own->wanted.single_linkage,
              .help = "FILE.npy: write left, right, distance, size there (.npy)"},
             {.flag = "--spanning-tree",
              .text = &own->wanted.spanning_tree,
              .help = "FILE.npy: write row, row, mutual reachability there (.npy)"}},
        .database_word = first_word,
        .run = [own](const Session& session) { return run(session, *own); }};
}

}  // namespace asterism::cli
