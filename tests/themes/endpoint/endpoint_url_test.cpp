#include "themes/endpoint/endpoint_url.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "asterism/error.hpp"

namespace asterism::themes {
namespace {

std::string refused(const std::string& url, const std::string& key = "") {
    try {
        check_key(parse_endpoint(url), key);
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::usage);
        return error.what();
    }
    ADD_FAILURE() << url << " passed";
    return {};
}

TEST(EndpointUrl, is_taken_apart) {
    const EndpointUrl url = parse_endpoint("https://api.example.org:8443/openai/v1/");
    EXPECT_EQ(url.origin, "https://api.example.org:8443");
    EXPECT_EQ(url.base_path, "/openai/v1");
    EXPECT_TRUE(url.https);
    EXPECT_FALSE(url.loopback);
    EXPECT_EQ(parse_endpoint("http://[::1]:9/v1").origin, "http://[::1]:9");
    for (const char* own : {"http://localhost", "http://127.0.0.1:1/v1", "http://127.9.9.9", "http://[::1]"})
        EXPECT_TRUE(parse_endpoint(own).loopback) << own;
    for (const char* other : {"http://127.0.0.1.example.org", "http://127.example.org", "http://localhost.example.org"})
        EXPECT_FALSE(parse_endpoint(other).loopback) << other;
}

TEST(EndpointUrl, that_cannot_be_used_is_refused) {
    for (const char* url :
         {"", "example.org", "ftp://example.org", "http://", "http://:80", "http://a b", "http://a\nb", "http://h:0",
          "http://h:65536", "http://h:x", "http://h:", "http://[::1", "http://[::1]x"})
        EXPECT_THAT(refused(url), testing::HasSubstr("the label endpoint")) << url;
}

TEST(EndpointUrl, that_holds_a_secret_is_refused_without_repeating_it) {
    for (const char* url : {"https://me:s3cret@h/v1", "https://h/v1?key=s3cret", "https://h/v1#s3cret"}) {
        const std::string message = refused(url);
        EXPECT_THAT(message, testing::HasSubstr("ASTERISM_LABEL_KEY"));
        EXPECT_THAT(message, testing::Not(testing::HasSubstr("s3cret")));
    }
}

TEST(EndpointUrl, takes_a_key_only_where_the_network_cannot_read_it) {
    check_key(parse_endpoint("https://example.org"), "s3cret");
    check_key(parse_endpoint("http://127.0.0.1"), "s3cret");
    check_key(parse_endpoint("http://example.org"), "");
    EXPECT_THAT(refused("http://example.org", "s3cret"), testing::Not(testing::HasSubstr("s3cret")));
    EXPECT_THAT(refused("https://example.org", "s3cret\r\nX: y"), testing::Not(testing::HasSubstr("s3cret")));
}

}  // namespace
}  // namespace asterism::themes
