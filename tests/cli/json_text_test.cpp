#include "cli/json_text.hpp"

#include <gtest/gtest.h>

#include <string>

#include "text/visible.hpp"

namespace asterism::cli {
namespace {

TEST(JsonText, escapes_hidden_characters_and_gives_a_script_the_same_text) {
    const std::string title = "safe\u202Egpj \u2028 می\u200Cخواهم \U000E0041 \u0085 \x7F é";
    const std::string text = json_text({{"title", title}});
    EXPECT_NE(text.find("safe\\u202egpj"), std::string::npos) << text;
    EXPECT_NE(text.find("\\udb40\\udc41"), std::string::npos) << text;
    EXPECT_EQ(text::visible_text(text), text) << "what the terminal is kept from is not there";
    EXPECT_EQ(Json::parse(text)["title"].get<std::string>(), title);
}

}  // namespace
}  // namespace asterism::cli
