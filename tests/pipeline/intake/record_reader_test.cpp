#include "pipeline/intake/record_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "pipeline/intake/records.hpp"

namespace asterism::pipeline {
namespace {

using testing::HasSubstr;

TEST(RecordReader, what_the_input_begins_with_says_its_format) {
    EXPECT_EQ(outline("{\"id\":1}\n"), "1");
    EXPECT_EQ(outline(" \n[{\"id\":1}]"), "1");
    EXPECT_EQ(outline("id,title\n1,a\n"), "1");
    EXPECT_EQ(outline("title\tid\na\t1\n"), "1");
    EXPECT_EQ(all_records("{\"id\":1}\n", InputFormat::automatic, "wrong.csv").at(0).object["id"], 1);
    EXPECT_EQ(all_records("id,title\n1,a\n", InputFormat::automatic, "wrong.jsonl").at(0).object["title"], "a");
}

TEST(RecordReader, where_that_does_not_say_it_the_name_does) {
    EXPECT_THAT(refusal_of("nr,title\n1,a\n", InputFormat::automatic, "a.CSV"), HasSubstr("no column \"article_id\""));
    EXPECT_THAT(refusal_of("nr\ttitle\n1\ta\n", InputFormat::automatic, "a.tsv"), HasSubstr("no column"));
    EXPECT_THAT(refusal_of(gzip("nr,title\n1,a\n"), InputFormat::automatic, "a.csv.gz"), HasSubstr("no column"));
    EXPECT_EQ(outline("nr,title\n1,a\n"), "!1 !2") << "else it is JSON, one bad record a line";
    EXPECT_EQ(outline(""), "");
}

TEST(RecordReader, a_format_that_was_asked_for_counts) {
    EXPECT_EQ(outline("id,title\n1,a\n", InputFormat::jsonl), "!1 !2");
    EXPECT_THAT(refusal_of("{\"id\":1}\n", InputFormat::csv), HasSubstr("no column"));
}

TEST(RecordReader, gzip_and_utf_16_are_undone_one_inside_the_other) {
    const std::u16string csv = u"id;title\r\n1;Zürich 🚀\r\n";
    for (const bool big_endian : {false, true}) {
        const auto records = all_records(gzip(utf16(csv, big_endian)));
        ASSERT_EQ(records.size(), 1U);
        EXPECT_EQ(records[0].object["title"], "Zürich 🚀");
        EXPECT_FALSE(records[0].repaired);
    }
    EXPECT_EQ(outline(utf16(u"{\"id\":1}\n{\"id\":2}", false)), "1 2");
    EXPECT_EQ(outline(utf16(u"{\"id\":1}\n{\"id\":2}", true).substr(2)), "1 2") << "without a byte order mark";
}

TEST(RecordReader, lines_may_end_with_carriage_returns_alone) {
    EXPECT_EQ(outline("{\"id\":1}\r{\"id\":2}\rnonsense\r{\"id\":4}\r"), "1 2 !3 4");
    EXPECT_EQ(outline("id,title\r1,a\r2,\"b\nc\"\r3,d"), "1 2 3");
    EXPECT_EQ(outline("id,title\r\n1,a\r\n2,b\r\n"), "1 2");
}

TEST(RecordReader, a_byte_order_mark_stands_before_anything) {
    EXPECT_EQ(outline("\xEF\xBB\xBF{\"id\":1}"), "1");
    EXPECT_EQ(outline("\xEF\xBB\xBF\"id\",\"title\"\n1,a\n"), "1");
    EXPECT_EQ(outline("\xEF\xBB\xBFid,title\n1,a\n"), "1");
    EXPECT_EQ(outline(gzip("\xEF\xBB\xBF\"id\"\n1\n")), "1");
}

TEST(RecordReader, damaged_gzip_gives_what_came_before_and_names_the_place) {
    std::string text;
    for (int id = 1; id <= 20000; ++id)
        text += "{\"id\":" + std::to_string(id) + ",\"title\":\"" + std::to_string(id * 7919 % 10007) + "\"}\n";
    const std::string whole = gzip(text);
    const auto records = all_records(whole.substr(0, whole.size() / 2));
    ASSERT_GT(records.size(), 100U);
    for (std::size_t i = 0; i + 1 < records.size(); ++i)
        EXPECT_EQ(records[i].object["id"], i + 1);
    EXPECT_THAT(records.back().error, HasSubstr("gzip data ends early or is damaged"));
    EXPECT_THAT(refusal_of(gzip("id,title\n1,a\n").substr(0, 15), InputFormat::csv), HasSubstr("gzip data"));
}

// The bytes of any file may be wrong: whatever they are, reading ends, and every record is read or named.
TEST(RecordReader, random_changes_of_small_inputs_never_fail_otherwise) {
    const std::vector<std::string> seeds{
        "{\"id\":1,\"title\":\"a \\u00e9 b\",\"embedding\":[1,2.5]}\n{\"id\":2,\"title\":\"\\\"q\\\"\"}\n{\"id\":3}\n",
        "[\n  {\n    \"id\": 1,\n    \"x\": [1, {\"y\": 2}]\n  },\n  {\n    \"id\": 2\n  }\n]\n",
        "id,title,summary\n1,\"a, \"\"b\"\"\",c\r\n2,\"two\nlines\",d\n3,e,f\n",
        "\xEF\xBB\xBFid;title\r1;a\r2;\"b;c\"\r",
        gzip("{\"id\":1}\n{\"id\":2}\n"),
        utf16(u"id,title\n1,a\n", true)};
    const std::string alphabet = "\"\\{}[],;:\r\n\t \x00\xFF\xC3u1e-|";
    std::mt19937 random(17);
    for (int round = 0; round < 20000; ++round) {
        std::string text = seeds[random() % seeds.size()];
        for (auto changes = 1 + random() % 4; changes > 0 && !text.empty(); --changes) {
            const auto at = random() % text.size();
            const char c = alphabet[random() % alphabet.size()];
            switch (random() % 4) {
                case 0:
                    text[at] = c;
                    break;
                case 1:
                    text.insert(at, 1, c);
                    break;
                case 2:
                    text.erase(at, 1 + random() % 3);
                    break;
                default:
                    text.resize(at);
            }
        }
        try {
            for (const Record& record : all_records(text)) {
                EXPECT_TRUE(record.error.empty() ? record.object.is_object() : record.line > 0) << text;
            }
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::data) << text;
        }
    }
}

}  // namespace
}  // namespace asterism::pipeline
