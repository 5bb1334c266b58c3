#include "store/vector_counts.hpp"

#include <gmock/gmock.h>

namespace asterism::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

VectorCounts counts_of(std::int64_t made_here, std::int64_t unknown, std::map<std::string, std::int64_t> named) {
    return {.made_here = made_here, .unknown = unknown, .named = std::move(named)};
}

std::vector<Finding> findings_of(const VectorCounts& counts, std::int64_t without) {
    std::vector<Finding> findings;
    inspect_origins(counts, without, CommandForm{}, findings);
    return findings;
}

TEST(VectorCounts, are_taken_by_origin) {
    VectorCounts counts;
    const ArticleId id = std::int64_t{1};
    counts.add({.id = id, .model = "lsa-1", .made_here = true});
    counts.add({.id = id, .model = "lsa-1", .made_here = false});
    counts.add({.id = id, .model = "", .made_here = false});
    EXPECT_EQ(counts.made_here, 1);
    EXPECT_EQ(counts.unknown, 1);
    EXPECT_EQ(counts.named, (std::map<std::string, std::int64_t>{{"lsa-1", 1}}));
    EXPECT_EQ(counts.elsewhere(), 2);
    EXPECT_TRUE(counts.mixed());
    EXPECT_FALSE(counts_of(1, 0, {}).mixed());
    EXPECT_FALSE(counts_of(0, 1, {{"a", 3}}).mixed());
}

TEST(VectorCounts, are_described_most_frequent_model_first) {
    EXPECT_EQ(describe_elsewhere(counts_of(0, 3, {{"a", 1}, {"minilm", 12}})),
              "12 of \"minilm\", 1 of \"a\", 3 of unknown origin");
    EXPECT_EQ(describe_elsewhere(counts_of(0, 0, {{"a", 5}, {"b", 4}, {"c", 3}, {"d", 2}, {"e", 1}})),
              "5 of \"a\", 4 of \"b\", 3 of \"c\", 3 of other models");
}

TEST(VectorCounts, vectors_of_one_origin_are_in_order) {
    EXPECT_THAT(findings_of(counts_of(9, 0, {}), 0), IsEmpty());
    EXPECT_THAT(findings_of(counts_of(0, 9, {}), 0), IsEmpty());
    EXPECT_THAT(findings_of({}, 0), IsEmpty());
}

TEST(VectorCounts, a_mixture_with_ours_is_an_error_and_one_of_models_a_warning) {
    const auto mixed = findings_of(counts_of(9, 0, {{"minilm", 2}}), 0);
    ASSERT_EQ(mixed.size(), 1U);
    EXPECT_EQ(mixed[0].severity, Finding::Severity::error);
    EXPECT_THAT(mixed[0].what, HasSubstr("9 vectors were made here"));
    EXPECT_THAT(mixed[0].what, HasSubstr("2 of \"minilm\""));
    EXPECT_THAT(mixed[0].mend, HasSubstr("asterism embed --remove"));
    const auto models = findings_of(counts_of(0, 1, {{"minilm", 2}}), 0);
    ASSERT_EQ(models.size(), 1U);
    EXPECT_EQ(models[0].severity, Finding::Severity::warning);
}

TEST(VectorCounts, articles_without_a_vector_get_it_from_where_the_others_have_theirs) {
    EXPECT_THAT(findings_of({}, 4), ElementsAre(testing::Field(&Finding::mend, "asterism embed")));
    EXPECT_THAT(findings_of(counts_of(0, 9, {}), 4),
                ElementsAre(testing::Field(&Finding::mend, HasSubstr("asterism ingest FILE --embeddings"))));
}

}  // namespace
}  // namespace asterism::store
