#include "store/postgres/unusable_vectors.hpp"

#include <fmt/format.h>

#include <limits>

#include "store/findings.hpp"
#include "store/identifiers.hpp"
#include "store/postgres/schema.hpp"

namespace asterism::store::postgres {
namespace {

using Severity = Finding::Severity;

constexpr std::string_view kView = "article_vectors";

/// A view with one vector for each article: their mean where pgvector has one, else any of them.
std::string one_for_each(const Session& session) {
    const Table& table = session.catalogue().embeddings;
    const std::string id = quote_identifier(session.names().embeddings_article_id);
    const std::string vector = quote_identifier(session.names().embedding);
    const bool array = table.require(session.names().embedding).type.starts_with('_');
    return fmt::format("CREATE VIEW {} AS SELECT {}{}, {} AS {} FROM {} {} BY {};", qualified(session.names(), kView),
                       array ? fmt::format("DISTINCT ON ({}) ", id) : "", id,
                       array ? vector : fmt::format("avg({})", vector), vector, table.name, array ? "ORDER" : "GROUP",
                       id);
}

void inspect_repeated(Session& session, std::vector<Finding>& findings) {
    const Result repeated = session.run("repeated_vectors");
    if (repeated.integer(0, 0) == 0) return;
    findings.push_back(
        {Severity::error,
         fmt::format("{} articles have more than one vector ({}{}), so no run begins; delete what is too "
                     "much, or make a view with one for each and name it with --embeddings-table {}",
                     repeated.integer(0, 0), repeated.bytes(0, 1), repeated.integer(0, 0) > 5 ? ", ..." : "", kView),
         one_for_each(session)});
}

/// The questions of unusable_vectors.sql.
void set_questions(Session& session, int dimensions) {
    const std::string name = quote_identifier(session.names().embedding);
    const Column& column = session.catalogue().embeddings.require(session.names().embedding);
    const bool array = column.type.starts_with('_');
    const auto set = [&](const char* question, const std::string& of_array, const std::string& of_vector) {
        session.set_placeholder(question, array ? of_array : of_vector);
    };
    set("is_other", fmt::format("cardinality({0}) <> {1} OR array_ndims({0}) IS DISTINCT FROM 1", name, dimensions),
        fmt::format("vector_dims({}) <> {}", name, dimensions));
    set("is_broken",
        fmt::format(
            "'NaN' = ANY ({0}) OR 'Infinity' = ANY ({0}) OR '-Infinity' = ANY ({0}) OR array_position({0}, NULL) "
            "IS NOT NULL",
            name),
        "false");
    set("is_beyond",
        fmt::format("EXISTS (SELECT FROM unnest({}) AS value WHERE abs(value) > {} AND abs(value) < 'Infinity')", name,
                    std::numeric_limits<float>::max()),
        "false");
    set("is_zero", fmt::format("0 = ALL ({})", name), fmt::format("vector_norm({}::vector) = 0", name));
}

void count_unusable(Session& session, std::vector<Finding>& findings) {
    set_questions(session, source_dimensions(session));
    const Result counts = session.run("unusable_vectors");
    auto finding = told({{Rejection::wrong_dimension, counts.integer(0, 0)},
                         {Rejection::not_finite, counts.integer(0, 1)},
                         {Rejection::zero_norm, counts.integer(0, 2)},
                         {Rejection::beyond_float32, counts.integer(0, 3)}});
    if (finding) findings.push_back(std::move(*finding));
}

}  // namespace

void inspect_unusable_vectors(Session& session, std::vector<Finding>& findings) {
    inspect_repeated(session, findings);
    count_unusable(session, findings);
}

}  // namespace asterism::store::postgres
