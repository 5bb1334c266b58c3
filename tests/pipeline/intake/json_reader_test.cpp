#include "pipeline/intake/json_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/intake/records.hpp"

namespace asterism::pipeline {
namespace {

using namespace std::string_literals;
using testing::HasSubstr;

std::vector<Record> all(const std::string& text) {
    return all_records(text, InputFormat::jsonl);
}

TEST(JsonReader, numbers_of_the_record_itself_keep_their_spelling) {
    const auto records = all_records(R"({"id":1.0,"title":1e400,"a":{"b":2.50},"c":[3.5],"d":4.50} {"id":12})");
    EXPECT_EQ(records.at(0).literals, (Literals{{"id", "1.0"}, {"d", "4.50"}}));
    EXPECT_EQ(records.at(0).object.at("title"), "1e400") << "which no double is";
    EXPECT_TRUE(records.at(1).literals.empty());
}

TEST(JsonReader, one_object_a_line_with_its_line_number) {
    const auto records = all("{\"id\":1}\n\n  \r\n{\"id\":2}\r\n{\"id\":3}");
    ASSERT_EQ(records.size(), 3U);
    EXPECT_EQ(records[0].object["id"], 1);
    EXPECT_EQ(records[1].line, 4);
    EXPECT_EQ(records[2].object["id"], 3) << "the last line needs no newline";
}

TEST(JsonReader, a_bad_line_is_told_and_the_next_is_read) {
    const auto records = all("{\"id\":1\n[1,2]\n\"text\"\n{\"id\":tru}\n{\"id\":5}\n");
    ASSERT_EQ(records.size(), 5U);
    EXPECT_THAT(records[0].error, HasSubstr("not JSON"));
    EXPECT_THAT(records[1].error, HasSubstr("not a JSON object but array"));
    EXPECT_THAT(records[2].error, HasSubstr("not a JSON object but string"));
    EXPECT_THAT(records[3].error, HasSubstr("not JSON (at byte 10)"));
    EXPECT_EQ(records[4].error, "");
}

TEST(JsonReader, an_array_is_read_element_by_element) {
    EXPECT_EQ(outline("[{\"id\":1},{\"id\":2},\n{\"id\":3}]\n"), "1 2 3");
    EXPECT_EQ(outline("[\n  {\n    \"id\": 1\n  },\n  {\n    \"id\": 2\n  }\n]\n"), "1 2");
    EXPECT_EQ(outline("[{\n  \"id\": 1\n}, {\n  \"id\": 2\n}]"), "1 2");
    EXPECT_EQ(outline("[]"), "");
    EXPECT_EQ(outline("[{\"id\":1},null,7,{\"id\":2}]"), "1 !1 !1 2");
    EXPECT_EQ(outline("[{\"id\":1}]\n[{\"id\":2}]\n"), "1 !2") << "a second array is no record of ours, and is named";
}

TEST(JsonReader, an_array_that_is_cut_off_says_so) {
    const auto records = all("[{\"id\":1},\n{\"id\":2}\n");
    ASSERT_EQ(records.size(), 3U);
    EXPECT_THAT(records[2].error, HasSubstr("never closed"));
    EXPECT_EQ(outline("[{\"id\":1},\n{\"id\":2"), "1 !2") << "once is enough";
}

TEST(JsonReader, objects_over_several_lines_and_behind_each_other) {
    const auto records =
        all("{\n  \"id\": 1,\n  \"title\": \"a}\\\"{\"\n}\n{\"id\":2}{\"id\":3} {\"id\":4},\n\x1E{\"id\":5}\n");
    ASSERT_EQ(records.size(), 5U);
    EXPECT_EQ(records[0].line, 1);
    EXPECT_EQ(records[0].object["title"], "a}\"{");
    for (std::size_t i = 1; i < 4; ++i)
        EXPECT_EQ(records[i].line, 5);
    EXPECT_EQ(records[4].object["id"], 5);
}

TEST(JsonReader, a_record_that_was_cut_off_costs_no_other) {
    EXPECT_EQ(outline("{\"id\":1}\n{\"id\":2\n{\"id\":3}\n{\"id\":4}\n"), "1 !2 3 4");
    EXPECT_EQ(outline("{\"id\":1}\n{\"id\":2,\n{\"id\":3}\n{\"id\":4}\n"), "1 !2 3 4");
    EXPECT_EQ(outline("{\"id\":1}\n{\"id\":2,\"title\":\n{\"id\":3}\n{\"id\":4}\n"), "1 !2 3 4");
    EXPECT_EQ(outline("{\"id\":1}\n{\"id\":2,\"embedding\":[1,\n{\"id\":3}\n{\"id\":4}\n"), "1 !2 3 4");
    EXPECT_EQ(outline("{\"id\":1}\n{\"id\":2,\"title\":\"half\n{\"id\":3}\n{\"id\":4}\n"), "1 !2 3 4");
    EXPECT_EQ(outline("{\"id\":1}\n{\"id\":2}}\n{\"id\":3}\n"), "1 2 !2 3");
    EXPECT_EQ(outline("{\"id\":1}\n{\"id\":2]\n{\"id\":3}\n"), "1 !2 3");
    EXPECT_EQ(outline("{\"id\":1}\n{\"id\":2"), "1 !2");
    EXPECT_EQ(outline("{\"id\":1,\"title\":\n{\"id\":2}\n"), "!1 2");
}

TEST(JsonReader, a_broken_record_over_several_lines_is_one_bad_record) {
    const std::string text =
        "[\n  {\n    \"id\": 1,\n    \"x\": [\n      {\"id\": 8}\n    ]]\n  },\n  {\n    \"id\": 2\n  }\n]\n";
    EXPECT_EQ(outline(text), "!2 2");
    EXPECT_EQ(outline("[{\n  \"id\": 1]\n}, {\n  \"id\": 2\n}]\n"), "!1 2");
}

TEST(JsonReader, what_other_programs_take_for_json_is_mended_and_counted) {
    const auto records =
        all("{\"id\":1,\"title\":\"lone \\ud800 half\"}\n{\"id\":2,\"embedding\":[NaN,-Infinity]}\n"
            "{\"id\":3,\"title\":\"C:\\dir\\x\"}\n{\"id\":1e999}\n{\"id\":5,}\n{\"id\":6,\"title\":\"a\tb\"}\n{\"id\":"
            "7}\n");
    ASSERT_EQ(records.size(), 7U);
    for (std::size_t i = 0; i < 6; ++i) {
        EXPECT_EQ(records[i].error, "") << i;
        EXPECT_TRUE(records[i].repaired) << i;
    }
    EXPECT_EQ(records[0].object["title"], "lone \uFFFD half");
    EXPECT_TRUE(records[1].object["embedding"][1].is_null());
    EXPECT_EQ(records[2].object["title"], "C:\\dir\\x");
    EXPECT_EQ(records[3].object["id"], "1e999");
    EXPECT_EQ(records[5].object["title"], "a\tb");
    EXPECT_FALSE(records[6].repaired);
}

TEST(JsonReader, raw_nul_bytes_and_latin_1_are_mended_before_parsing) {
    const auto records = all("{\"title\":\"a\0b caf\xE9\"}\n\0\0\0\n"s);
    ASSERT_EQ(records.size(), 1U) << "zeros at the end of a file are nothing";
    EXPECT_TRUE(records[0].repaired);
    EXPECT_EQ(records[0].object["title"], "ab caf\uFFFD");
}

TEST(JsonReader, python_dictionaries_are_recognised) {
    EXPECT_THAT(all("{'id': 1}\n").at(0).error, HasSubstr("json.dumps"));
}

TEST(JsonReader, long_records_are_read_in_parts) {
    const std::string title(300000, 'x');
    const auto records =
        all("[{\"id\":1,\"title\":\"" + title + "\"},{\"id\":2,\"title\":\"" + title + "\\\"\"},{\"id\":3}]");
    ASSERT_EQ(records.size(), 3U);
    EXPECT_EQ(records[0].object["title"], title);
    EXPECT_EQ(records[1].object["title"], title + "\"");
    for (std::size_t shift = 0; shift < 70; ++shift) {  // escapes and line ends at every edge of a part
        const std::string long_title = std::string((1U << 16U) - 60 + shift, 'x') + "\\\"\\\\\\u00e9";
        EXPECT_EQ(outline("{\"id\":1,\"title\":\"" + long_title + "\"}\r\n{\"id\":2}\r\n"), "1 2") << shift;
    }
}

TEST(JsonReader, a_record_without_end_is_given_up_and_the_next_line_is_read) {
    const std::string endless = "{\"id\":1,\"title\":\"" + std::string(kLongestRecord + 100, 'x');
    const auto records = all(endless + "\n{\"id\":2}\n");
    ASSERT_EQ(records.size(), 2U);
    EXPECT_THAT(records[0].error, HasSubstr("longer than 64 MiB"));
    EXPECT_EQ(records[1].object["id"], 2);
}

}  // namespace
}  // namespace asterism::pipeline
