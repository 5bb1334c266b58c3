#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "cli/command.hpp"

namespace asterism::cli {
namespace {

/// The man page as it is read: without font changes and escapes.
std::string manual() {
    std::ostringstream out;
    out << std::ifstream(ASTERISM_MANUAL).rdbuf();
    std::string text = out.str();
    for (const std::string escape : {"\\fB", "\\fI", "\\fR"}) {
        for (auto at = text.find(escape); at != std::string::npos; at = text.find(escape, at))
            text.erase(at, escape.size());
    }
    std::erase(text, '\\');
    return text;
}

TEST(Manual, names_every_command_option_and_setting) {
    const std::string text = manual();
    for (const SettingSpec& spec : setting_specs())
        EXPECT_THAT(text, testing::HasSubstr(std::string(spec.flag)));
    for (const Command& command : all_commands()) {
        EXPECT_THAT(text, testing::HasSubstr("asterism " + std::string(command.name)));
        for (const OwnOption& own : command.options)
            EXPECT_THAT(text, testing::HasSubstr(std::string(own.flag)));
    }
}

}  // namespace
}  // namespace asterism::cli
