#include "cli/setting_specs.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace asterism::cli {
namespace {

using enum ValueKind;

constexpr std::array kSpecs{
    SettingSpec{"database", "", "", Group::database, location, 0, {}, "postgresql:// URL or path of an SQLite file"},

    SettingSpec{"init.dimensions", "--dimensions", "256", Group::init, integer, 1, {}, "dimensions of the vectors"},

    SettingSpec{"cluster.min_cluster_size",
                "--min-cluster-size",
                "10",
                Group::engine,
                integer,
                2,
                {},
                "smallest group that counts as a cluster; larger = fewer, broader clusters"},
    SettingSpec{"cluster.min_samples",
                "--min-samples",
                "",
                Group::engine,
                integer,
                1,
                {},
                "neighbours, itself not counted, that make a place dense; larger = more noise [--min-cluster-size]"},
    SettingSpec{"cluster.method", "--method", "eom", Group::engine, choice, 0, "eom|leaf",
                "eom: the most persistent clusters; leaf: the finest ones"},
    SettingSpec{"cluster.cluster_selection_epsilon",
                "--cluster-selection-epsilon",
                "0",
                Group::engine,
                number,
                0,
                {},
                "clusters that split below this distance stay one"},
    SettingSpec{"cluster.max_cluster_size",
                "--max-cluster-size",
                "0",
                Group::engine,
                integer,
                0,
                {},
                "eom selects no cluster larger than this where it splits further (0 = no limit)"},
    SettingSpec{"cluster.allow_single_cluster",
                "--allow-single-cluster",
                "false",
                Group::engine,
                flag,
                0,
                {},
                "all articles may be one cluster"},
    SettingSpec{"cluster.alpha", "--alpha", "1", Group::engine, number, 0, {}, "distances are divided by this"},
    SettingSpec{"cluster.metric", "--metric", "cosine", Group::engine, choice, 0, "cosine|euclidean",
                "distance of vectors"},
    SettingSpec{"cluster.ties", "--ties", "canonical", Group::engine, choice, 0, "canonical|hdbscan",
                "canonical: labels depend on nothing but the data; hdbscan: as hdbscan 0.8.40"},
    SettingSpec{"cluster.verify",
                "--verify",
                "false",
                Group::engine,
                flag,
                0,
                {},
                "prove the result by exact distances before it is published (a sample above 20,000 vectors)"},

    SettingSpec{"threads",
                "--threads",
                "0",
                Group::threads,
                integer,
                0,
                {},
                "cores to use (0 = all); never changes the result"},
    SettingSpec{"strict",
                "--strict",
                "false",
                Group::strict,
                flag,
                0,
                {},
                "refuse bad rows (exit 3) instead of leaving them out"},

    SettingSpec{
        "ingest.model", "--model", "external", Group::ingest, text, 0, {}, "name stored beside vectors that come in"},
    SettingSpec{"ingest.format", "--format", "auto", Group::ingest, choice, 0, "auto|jsonl|csv",
                "auto: .csv is CSV, all else JSONL"},

    SettingSpec{"every",
                "--every",
                "",
                Group::schedule,
                interval,
                0,
                {},
                "how often to cluster: 30m, 12h, 1d, hourly, daily, weekly"},

    SettingSpec{"step1.command",
                "--step1-command",
                "",
                Group::step1,
                text,
                0,
                {},
                "a shell command that ingests and embeds, instead of the built-in step 1"},
    SettingSpec{
        "step1.files", "--file", "", Group::step1, list, 0, {}, "JSONL or CSV to ingest first; may be repeated"},

    SettingSpec{"tables.schema", "--schema", "reader", Group::tables, text, 0, {}, "schema of all tables (PostgreSQL)"},
    SettingSpec{"tables.articles", "--articles-table", "articles", Group::tables, text, 0, {}, "table of articles"},
    SettingSpec{"tables.id_column",
                "--id-column",
                "article_id",
                Group::tables,
                text,
                0,
                {},
                "its key (int4, int8, text, uuid)"},
    SettingSpec{"tables.title_column", "--title-column", "title", Group::tables, text, 0, {}, "its title"},
    SettingSpec{"tables.summary_column", "--summary-column", "summary", Group::tables, text, 0, {}, "its summary"},
    SettingSpec{"tables.content_column", "--content-column", "content", Group::tables, text, 0, {}, "its full text"},
    SettingSpec{"tables.url_column", "--url-column", "url", Group::tables, text, 0, {}, "its address"},
    SettingSpec{
        "tables.published_column", "--published-column", "published_at", Group::tables, text, 0, {}, "its date"},
    SettingSpec{"tables.cluster_column",
                "--cluster-column",
                "cluster_id",
                Group::tables,
                text,
                0,
                {},
                "where its cluster is written"},
    SettingSpec{"tables.embeddings",
                "--embeddings-table",
                "embeddings",
                Group::tables,
                text,
                0,
                {},
                "table of vectors; may be the articles table"},
    SettingSpec{"tables.embeddings_id_column",
                "--embeddings-id-column",
                "article_id",
                Group::tables,
                text,
                0,
                {},
                "article id in the table of vectors"},
    SettingSpec{"tables.embedding_column", "--embedding-column", "embedding", Group::tables, text, 0, {}, "the vector"},
    SettingSpec{"tables.clusters", "--clusters-table", "clusters", Group::tables, text, 0, {}, "table of clusters"},
};

}  // namespace

std::span<const SettingSpec> setting_specs() {
    return kSpecs;
}

const SettingSpec* find_spec(std::string_view key) {
    const auto* found = std::ranges::find(kSpecs, key, &SettingSpec::key);
    return found == kSpecs.end() ? nullptr : found;
}

std::string variable_of(const SettingSpec& spec) {
    if (spec.flag.empty()) return "ASTERISM_DB";
    std::string name = "ASTERISM_" + std::string(spec.flag.substr(2));
    std::ranges::transform(name, name.begin(),
                           [](unsigned char c) { return c == '-' ? '_' : static_cast<char>(std::toupper(c)); });
    return name;
}

}  // namespace asterism::cli
