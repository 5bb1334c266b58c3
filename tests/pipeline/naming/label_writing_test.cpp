#include "pipeline/naming/label_writing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "asterism/error.hpp"
#include "net/server.hpp"

namespace asterism::pipeline {
namespace {

/// Mostly nobody listens at the endpoint: requests are counted, labels stay. tests/cli/label_endpoint.py has answers.
class LabelWriting : public testing::Test {
 protected:
    std::optional<themes::LabelRecord> write(const std::string& url, const KeepsLabel& keeps_label,
                                             int most_titles = 0) {
        LabelEndpoint endpoint;
        endpoint.most_titles = most_titles;
        endpoint.url = url;
        endpoint.model = std::string("m");
        return write_labels(
            named, endpoint, clusters, [](std::size_t label) { return std::vector{"title " + std::to_string(label)}; },
            keeps_label, Observer());
    }
    static themes::Theme theme(const std::string& label) {
        themes::Theme made;
        made.label = label;
        made.label_source = "builtin";
        made.keywords.push_back({"word", 1});
        return made;
    }
    std::vector<themes::Theme> named{theme("solar"), theme("orbit")};
    std::vector<store::RunCluster> clusters{{.label = 0, .centroid = {}, .article_count = 5},
                                            {.label = 1, .centroid = {}, .article_count = 9}};
};

constexpr const char* kNobody = "http://127.0.0.1:1/v1";

TEST_F(LabelWriting, does_nothing_without_an_endpoint) {
    EXPECT_FALSE(write("", {}));
}

TEST_F(LabelWriting, leaves_the_labels_of_an_endpoint_that_fails) {
    const auto record = write(kNobody, {});
    EXPECT_EQ(record->requests, 2);
    EXPECT_EQ(record->failures, 2);
    EXPECT_EQ(named[0].label, "solar");
    EXPECT_EQ(named[1].label_source, "builtin");
}

TEST_F(LabelWriting, does_not_ask_about_clusters_that_keep_their_label) {
    EXPECT_EQ(write(kNobody, [](std::size_t label, const themes::Theme&) { return label == 0; })->requests, 1);
    EXPECT_EQ(write(kNobody, [](std::size_t, const themes::Theme&) { return true; })->requests, 0);
}

TEST_F(LabelWriting, does_not_ask_about_a_cluster_without_a_word) {
    named[0].keywords.clear();
    EXPECT_EQ(write(kNobody, {})->requests, 1);
}

TEST_F(LabelWriting, sends_titles_only_where_some_may_leave_the_machine) {
    net::Server server([](int, httplib::Response& response) { response.status = 400; });
    (void)write(server.url(), {});
    (void)write(server.url(), {}, 3);
    const auto requests = server.requests();
    ASSERT_EQ(requests.size(), 4U);
    EXPECT_THAT(requests[0].body, testing::Not(testing::HasSubstr("title 1")));
    EXPECT_THAT(requests[2].body, testing::HasSubstr("title 1")) << "the largest cluster is first";
    EXPECT_THAT(requests[3].body, testing::HasSubstr("title 0"));
}

TEST_F(LabelWriting, refuses_an_address_it_cannot_use) {
    EXPECT_THROW((void)write("ftp://example.org", {}), Error);
}

}  // namespace
}  // namespace asterism::pipeline
