#include "pipeline/intake/csv_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/intake/records.hpp"

namespace asterism::pipeline {
namespace {

using std::string_literals::operator""s;
using testing::HasSubstr;

std::vector<Record> all(const std::string& text) {
    return all_records(text, InputFormat::csv);
}
std::string refused(const std::string& text) {
    return refusal_of(text, InputFormat::csv);
}

TEST(CsvReader, quotes_commas_and_line_breaks_as_rfc_4180_has_them) {
    const auto records = all("id,title,summary\r\n1,\"a, \"\"b\"\"\",\"two\r\nlines\"\r\n2,plain,\r\n");
    ASSERT_EQ(records.size(), 2U);
    EXPECT_EQ(records[0].object["id"], "1");
    EXPECT_EQ(records[0].object["title"], "a, \"b\"");
    EXPECT_EQ(records[0].object["summary"], "two\r\nlines");
    EXPECT_EQ(records[0].line, 2);
    EXPECT_EQ(records[1].line, 4);
    EXPECT_FALSE(records[1].object.contains("summary")) << "an empty field is absent";
}

TEST(CsvReader, the_header_row_says_what_stands_between_the_fields) {
    for (const std::string delimiter : {",", ";", "\t", "|"}) {
        std::string text = "id,title,summary\n1,\"a,b\",c\n";
        for (auto at = text.find(','); at != std::string::npos; at = text.find(',', at + 1))
            text.replace(at, 1, delimiter);
        const auto records = all(text);
        ASSERT_EQ(records.size(), 1U) << delimiter;
        EXPECT_EQ(records[0].object["title"], "a" + delimiter + "b");
    }
    EXPECT_EQ(all("sep=;\nid;title\n1;a,b\n").at(0).object["title"], "a,b");
    EXPECT_EQ(all("\"sep=;\"\nid;title\n1;a,b\n").at(0).object["title"], "a,b");
    EXPECT_EQ(all("\"sep=\t\"\r\nid\ttitle\r\n1\ta,b\r\n").at(0).object["title"], "a,b");
    EXPECT_EQ(all("id\n1\n").at(0).object["id"], "1") << "one column needs none";
    EXPECT_EQ(all("id;a,b,c,d;title\n1;x;t\n").at(0).object["title"], "t") << "known names count more than columns";
}

TEST(CsvReader, blanks_around_names_and_quoted_fields_are_dropped) {
    const auto records = all(" id , title ,\t\"summary\" \n1,\"a, b\" , \"c, d\"\n");
    ASSERT_EQ(records.size(), 1U);
    EXPECT_EQ(records[0].object["id"], "1");
    EXPECT_EQ(records[0].object["title"], "a, b");
    EXPECT_EQ(records[0].object["summary"], "c, d");
}

TEST(CsvReader, text_behind_a_closing_quote_and_quotes_inside_a_field_are_kept) {
    EXPECT_EQ(all("id,title\n1,\"Foo\" bar\n").at(0).object["title"], "Foo bar");
    EXPECT_EQ(all("id,title\n1,a 5\" disk\n").at(0).object["title"], "a 5\" disk");
}

TEST(CsvReader, rows_of_another_length_are_bad_records) {
    const auto records = all("id,title\n1\n2,b,c\n\n3,ok\n,,,\n , \n4,fine\n");
    ASSERT_EQ(records.size(), 4U);
    EXPECT_THAT(records[0].error, HasSubstr("1 fields where the header has 2"));
    EXPECT_THAT(records[1].error, HasSubstr("3 fields"));
    EXPECT_EQ(records[2].error, "");
    EXPECT_EQ(records[3].object["id"], "4") << "rows without text are passed over, as spreadsheets leave them";
}

TEST(CsvReader, a_quote_left_open_costs_one_row) {
    const auto records = all("id,title\n1,a\n2,\"open\n3,c\n4,\"d\"\n5,e\n");
    ASSERT_EQ(records.size(), 5U);
    EXPECT_THAT(records[1].error, HasSubstr("never closed"));
    EXPECT_EQ(records[1].line, 3);
    EXPECT_EQ(records[2].object["title"], "c");
    EXPECT_EQ(records[3].object["title"], "d");
    EXPECT_EQ(outline("id,title\n1,\"open\n2,b\n3,c"), "!2 2 3") << "also where no quote comes any more";
}

TEST(CsvReader, a_header_that_cannot_be_used_is_refused) {
    EXPECT_THAT(refused(""), HasSubstr("name the columns"));
    EXPECT_THAT(refused("\n\r\n"), HasSubstr("name the columns"));
    EXPECT_THAT(refused("ID,Title\n1,a\n"),
                HasSubstr("holds \"ID\", \"Title\"; \"ID\" is another name: did you mean \"id\"?"));
    EXPECT_THAT(refused("Article_ID,Title\n1,a\n"), HasSubstr("did you mean"));
    EXPECT_THAT(refused("id,title,title\n1,a,b\n"), HasSubstr("names \"title\" twice"));
    EXPECT_THAT(refused("id,\"title\n1,a\n"), HasSubstr("never closed"));
    EXPECT_EQ(all("id,x,x\n1,a,b\n").size(), 1U) << "columns that nobody reads may be equal";
}

TEST(CsvReader, null_as_databases_write_it_is_absent) {
    EXPECT_FALSE(all("id\ttitle\n1\t\\N\n").at(0).object.contains("title"));
}

TEST(CsvReader, a_column_without_a_name_has_a_number) {
    EXPECT_EQ(all(",id\n7,1\n").at(0).object["column 1"], "7");
}

TEST(CsvReader, an_embedding_column_is_handed_on_as_it_is) {
    EXPECT_EQ(all("id,embedding\n1,\"[0.5, 1]\"\n").at(0).object["embedding"], "[0.5, 1]");
}

TEST(CsvReader, latin_1_and_nul_bytes_are_mended) {
    const auto records = all("id,title\n1,caf\xE9\n2,a\0b\n3,fine\n"s);
    ASSERT_EQ(records.size(), 3U);
    EXPECT_EQ(records[0].object["title"], "caf\uFFFD");
    EXPECT_EQ(records[1].object["title"], "ab");
    EXPECT_TRUE(records[0].repaired && records[1].repaired && !records[2].repaired);
}

TEST(CsvReader, long_fields_are_read_in_parts) {
    for (std::size_t shift = 0; shift < 40; ++shift) {
        const std::string text((1U << 16U) - 20 + shift, 'x');
        const auto records = all("id,title\r\n1,\"" + text + "\"\"\r\n\"\r\n2,b\r\n");
        ASSERT_EQ(records.size(), 2U) << shift;
        EXPECT_EQ(records[0].object["title"], text + "\"\r\n");
        EXPECT_EQ(records[1].line, 4);
    }
}

}  // namespace
}  // namespace asterism::pipeline
