#include "pipeline/run/option_notes.hpp"

#include <gmock/gmock.h>

namespace asterism::pipeline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

ClusterOptions sizes(int min_cluster_size, std::optional<int> min_samples) {
    ClusterOptions options;
    options.min_cluster_size = min_cluster_size;
    options.min_samples = min_samples;
    return options;
}

TEST(OptionNotes, options_that_the_rows_can_meet_need_none) {
    EXPECT_THAT(option_notes({}, 60, {}), IsEmpty());
    EXPECT_THAT(option_notes(sizes(60, 59), 60, {}), IsEmpty());
    EXPECT_THAT(option_notes(sizes(60, {}), 60, {}), IsEmpty()) << "min_samples was not asked for";
}

TEST(OptionNotes, sizes_beyond_the_rows_are_told_with_both_numbers) {
    EXPECT_THAT(option_notes(sizes(61, {}), 60, {}),
                ElementsAre("--min-cluster-size 61 is more than the 60 vectors there are, so no part of them can be a "
                            "cluster"));
    EXPECT_THAT(option_notes(sizes(5, 60), 60, {}),
                ElementsAre("--min-samples 60 is more than the 59 neighbours that a vector has here, so 59 is used"));
    EXPECT_THAT(option_notes(sizes(9, 9), 2, {}), testing::SizeIs(2));
    EXPECT_THAT(option_notes(sizes(5, 5), 1, {}), ElementsAre(HasSubstr("the 1 vector there")));
}

TEST(OptionNotes, a_limit_that_made_noise_says_of_how_much) {
    ClusterOptions options;
    options.max_cluster_size = 40;
    EXPECT_THAT(option_notes(options, 200, {}), IsEmpty());
    EXPECT_THAT(option_notes(options, 200, {.clusters = 4, .rows = 200}),
                ElementsAre(HasSubstr("--max-cluster-size 40 made noise of 200 vectors in 4 larger clusters")));
    EXPECT_THAT(option_notes(options, 200, {.clusters = 1, .rows = 1}),
                ElementsAre(HasSubstr("of 1 vector in 1 larger cluster:")));
}

}  // namespace
}  // namespace asterism::pipeline
