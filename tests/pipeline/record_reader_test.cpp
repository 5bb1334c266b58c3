#include "pipeline/record_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <vector>

#include "asterism/error.hpp"

namespace asterism::pipeline {
namespace {

using namespace std::string_literals;
using testing::HasSubstr;

std::vector<Record> all(const std::string& text, InputFormat format) {
    std::istringstream in(text);
    const auto reader = make_record_reader(in, format);
    std::vector<Record> records;
    for (Record record; reader->next(record);)
        records.push_back(record);
    return records;
}

TEST(JsonlReader, one_object_a_line_with_its_line_number) {
    const auto records = all("\xEF\xBB\xBF{\"id\":1}\n\n  \r\n{\"id\":2}\r\n{\"id\":3}", InputFormat::jsonl);
    ASSERT_EQ(records.size(), 3U);
    EXPECT_EQ(records[0].object["id"], 1);
    EXPECT_EQ(records[1].line, 4);
    EXPECT_EQ(records[2].object["id"], 3) << "the last line needs no newline";
}

TEST(JsonlReader, a_bad_line_is_told_and_the_next_is_read) {
    const auto records = all("{\"id\":1\n[1,2]\n\"text\"\n{\"id\":1e999}\n{\"id\":5}\n", InputFormat::jsonl);
    ASSERT_EQ(records.size(), 5U);
    EXPECT_THAT(records[0].error, HasSubstr("not JSON"));
    EXPECT_THAT(records[1].error, HasSubstr("not a JSON object but array"));
    EXPECT_THAT(records[2].error, HasSubstr("not a JSON object but string"));
    EXPECT_THAT(records[3].error, HasSubstr("out of range"));
    EXPECT_EQ(records[4].error, "");
}

TEST(JsonlReader, raw_nul_bytes_and_latin_1_are_mended_before_parsing) {
    const auto records = all("{\"title\":\"a\0b caf\xE9\"}\n"s, InputFormat::jsonl);
    ASSERT_EQ(records.size(), 1U);
    EXPECT_TRUE(records[0].repaired);
    EXPECT_EQ(records[0].object["title"], "ab caf\uFFFD");
}

TEST(CsvReader, quotes_commas_and_line_breaks_as_rfc_4180_has_them) {
    const auto records =
        all("\xEF\xBB\xBF"
            "id,title,summary\r\n1,\"a, \"\"b\"\"\",\"two\r\nlines\"\r\n2,plain,\r\n",
            InputFormat::csv);
    ASSERT_EQ(records.size(), 2U);
    EXPECT_EQ(records[0].object["id"], "1");
    EXPECT_EQ(records[0].object["title"], "a, \"b\"");
    EXPECT_EQ(records[0].object["summary"], "two\r\nlines");
    EXPECT_EQ(records[0].line, 2);
    EXPECT_EQ(records[1].line, 4);
    EXPECT_FALSE(records[1].object.contains("summary")) << "an empty field is absent";
}

TEST(CsvReader, rows_of_another_length_and_open_quotes_are_bad_records) {
    const auto records = all("id,title\n1\n2,b,c\n\n3,ok\n4,\"open\n", InputFormat::csv);
    ASSERT_EQ(records.size(), 4U);
    EXPECT_THAT(records[0].error, HasSubstr("1 fields where the header has 2"));
    EXPECT_THAT(records[1].error, HasSubstr("3 fields"));
    EXPECT_EQ(records[2].error, "");
    EXPECT_THAT(records[3].error, HasSubstr("never closed"));
}

TEST(CsvReader, an_embedding_column_holds_a_json_array) {
    const auto records = all("id,embedding\n1,\"[0.5, 1]\"\n", InputFormat::csv);
    EXPECT_EQ(records.at(0).object["embedding"], nlohmann::json({0.5, 1}));
}

TEST(CsvReader, without_a_header_row_it_says_what_is_missing) {
    try {
        (void)all("", InputFormat::csv);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::data);
        EXPECT_THAT(error.what(), HasSubstr("name the columns"));
    }
}

TEST(RecordReader, the_format_follows_the_ending) {
    EXPECT_EQ(format_of("a.csv"), InputFormat::csv);
    EXPECT_EQ(format_of("A.CSV"), InputFormat::csv);
    EXPECT_EQ(format_of("a.jsonl"), InputFormat::jsonl);
    EXPECT_EQ(format_of("-"), InputFormat::jsonl);
}

}  // namespace
}  // namespace asterism::pipeline
