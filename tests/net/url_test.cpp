#include "net/url.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "asterism/error.hpp"

namespace asterism::net {
namespace {

constexpr Addressee kEndpoint{"the label endpoint", "$ASTERISM_LABEL_KEY", "https://api.example.org/v1"};

Url parsed(const std::string& url) {
    return parse_url(url, kEndpoint);
}

std::string refused(const std::string& url, const std::string& key = "") {
    try {
        check_key(parsed(url), key, kEndpoint);
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::usage);
        return error.what();
    }
    ADD_FAILURE() << url << " passed";
    return {};
}

TEST(Url, is_taken_apart) {
    const Url url = parsed("https://api.example.org:8443/openai/v1/");
    EXPECT_EQ(url.origin, "https://api.example.org:8443");
    EXPECT_EQ(url.base_path, "/openai/v1");
    EXPECT_TRUE(url.https);
    EXPECT_FALSE(url.loopback);
    EXPECT_EQ(parsed("http://[::1]:9/v1").origin, "http://[::1]:9");
    for (const char* own : {"http://localhost", "http://127.0.0.1:1/v1", "http://127.9.9.9", "http://[::1]"})
        EXPECT_TRUE(parsed(own).loopback) << own;
    for (const char* other : {"http://127.0.0.1.example.org", "http://127.example.org", "http://localhost.example.org"})
        EXPECT_FALSE(parsed(other).loopback) << other;
}

TEST(Url, that_cannot_be_used_is_refused) {
    for (const char* url :
         {"", "example.org", "ftp://example.org", "http://", "http://:80", "http://a b", "http://a\nb", "http://h:0",
          "http://h:65536", "http://h:x", "http://h:", "http://[::1", "http://[::1]x"})
        EXPECT_THAT(refused(url), testing::AllOf(testing::StartsWith("the label endpoint "),
                                                 testing::HasSubstr("; name it such as https://api")))
            << url;
}

TEST(Url, that_holds_a_secret_is_refused_without_repeating_it) {
    for (const char* url : {"https://me:s3cret@h/v1", "https://h/v1?key=s3cret", "https://h/v1#s3cret"}) {
        const std::string message = refused(url);
        EXPECT_THAT(message, testing::HasSubstr("ASTERISM_LABEL_KEY"));
        EXPECT_THAT(message, testing::Not(testing::HasSubstr("s3cret")));
    }
}

TEST(Url, takes_a_key_only_where_the_network_cannot_read_it) {
    check_key(parsed("https://example.org"), "s3cret", kEndpoint);
    check_key(parsed("http://127.0.0.1"), "s3cret", kEndpoint);
    check_key(parsed("http://example.org"), "", kEndpoint);
    EXPECT_THAT(refused("http://example.org", "s3cret"), testing::Not(testing::HasSubstr("s3cret")));
    EXPECT_THAT(refused("https://example.org", "s3cret\r\nX: y"), testing::Not(testing::HasSubstr("s3cret")));
}

}  // namespace
}  // namespace asterism::net
