#include "pipeline/intake/plain_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/intake/records.hpp"

namespace asterism::pipeline {
namespace {

using namespace std::string_literals;
using testing::HasSubstr;

TEST(PlainText, other_kinds_of_files_are_named_with_the_way_out) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"PK\x03\x04\x14\0\x06\0[Content_Types].xml"s, "CSV"},
        {"PK\x03\x04\x14\0\0\0\x08\0xl/workbook.xml"s, "spreadsheet"},
        {"PK\x03\x04\x14\0\0\0\x08\0articles.csv"s, "unzip -p"},
        {"PAR1\x15\x04", "Parquet"},
        {"SQLite format 3\0\x10"s, "SQLite"},
        {"%PDF-1.7", "PDF"},
        {"<!DOCTYPE html><html>", "HTML"},
        {"\n <html lang=en>", "HTML"},
        {"<?xml version=\"1.0\"?>\n<rss version=\"2.0\">", "feed"},
        {"<?xml version=\"1.0\"?><articles/>", "XML"},
        {"BZh91AY", "bzcat"},
        {"\xFD\x37zXZ\0"s, "xzcat"},
        {"\x28\xB5\x2F\xFD", "zstdcat"},
        {"\x93NUMPY\x01", "--embeddings"},
        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "Office"},
        {"\xFF\xFE\0\0{\0\0\0"s, "UTF-32"},
        {"PGDMP\x01", "PostgreSQL"},
        {"a.csv" + std::string(252, '\0') + "ustar\0"s, "tar"}};
    for (const auto& [bytes, word] : cases) {
        EXPECT_THAT(refusal_of(bytes), HasSubstr(word)) << bytes;
        EXPECT_THAT(refusal_of(gzip(bytes)), HasSubstr(word)) << "compressed: " << bytes;
    }
    EXPECT_THAT(refusal_of(gzip(gzip("{\"id\":1}"))), HasSubstr("twice"));
}

TEST(PlainText, articles_are_none_of_these) {
    for (const char* text : {"{\"id\":1}", "id,title", "[", "", "PK,id", "<b>,id\n1,2", "Object,id"})
        EXPECT_EQ(foreign_kind(text), "") << text;
}

}  // namespace
}  // namespace asterism::pipeline
