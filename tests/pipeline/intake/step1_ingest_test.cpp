#include "pipeline/intake/step1_ingest.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <algorithm>
#include <limits>
#include <map>
#include <sstream>
#include <thread>
#include <vector>

#include "asterism/error.hpp"
#include "pipeline/intake/records.hpp"
#include "pipeline/intake/step1_embed.hpp"
#include "pipeline/reader_fixture.hpp"
#include "store/files/npy.hpp"

namespace asterism::pipeline {
namespace {

using testing::HasSubstr;

class Step1Ingest : public ReaderTest {
 protected:
    IngestReport ingest(const std::string& text, const IngestOptions& options = {}) {
        std::istringstream in(text);
        return step1_ingest(*client, in, options);
    }
    std::map<std::int64_t, std::string> titles() {
        std::map<std::int64_t, std::string> found;
        client->for_each_article(
            [&](const store::ArticleText& article) { found[std::get<std::int64_t>(article.id)] = article.title; });
        return found;
    }
    std::string refused(const std::string& text, const IngestOptions& options) {
        try {
            ingest(text, options);
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::data);
            return error.what();
        }
        ADD_FAILURE() << "nothing was thrown";
        return {};
    }
};

struct Cancelled : Observer {
    [[nodiscard]] bool cancelled() const override { return true; }
};

TEST_F(Step1Ingest, new_changed_and_unchanged_articles_are_told_apart) {
    const auto first = ingest("{\"id\":1,\"title\":\"a\"}\n{\"id\":2,\"title\":\"b\"}\n");
    EXPECT_EQ(first.articles.inserted, 2);
    const auto second = ingest("{\"id\":1,\"title\":\"a\"}\n{\"id\":2,\"title\":\"B\"}\n{\"id\":3,\"title\":\"c\"}\n");
    EXPECT_EQ(second.articles.inserted, 1);
    EXPECT_EQ(second.articles.updated, 1);
    EXPECT_EQ(second.articles.unchanged, 1);
    EXPECT_EQ(titles(), (std::map<std::int64_t, std::string>{{1, "a"}, {2, "B"}, {3, "c"}}));
}

TEST_F(Step1Ingest, bad_records_are_listed_with_their_lines_and_the_rest_goes_on) {
    const auto report = ingest("{\"id\":1}\nnonsense\n{\"title\":\"x\"}\n{\"id\":\"x\"}\n{\"id\":5}\n");
    EXPECT_EQ(report.records, 5);
    EXPECT_EQ(report.bad_records, 3);
    ASSERT_EQ(report.problems.size(), 3U);
    EXPECT_EQ(report.problems[0].line, 2);
    EXPECT_EQ(report.problems[2].line, 4);
    EXPECT_THAT(report.problems[2].what, HasSubstr("\"x\" is not a whole number"));
    EXPECT_EQ(titles().size(), 2U);
}

TEST_F(Step1Ingest, only_the_first_problems_of_each_kind_are_listed_and_all_are_counted) {
    std::string text;
    for (int id = 1; id <= 50; ++id)
        text += "{\"id\":" + std::to_string(id) + ",\"title\":[],\"published\":\"soon\",\"embedding\":[1]}\nnonsense\n";
    const auto report = ingest(text);
    EXPECT_EQ(report.bad_records, 50);
    EXPECT_EQ(report.vectors_left_out, 50);
    EXPECT_EQ(report.dates_ignored, 50);
    EXPECT_EQ(report.members_left_out, 50);
    EXPECT_EQ(report.left_out(), 200);
    EXPECT_EQ(report.problems.size(), 4U * kListedProblems);
    EXPECT_EQ(titles().size(), 50U);
}

TEST_F(Step1Ingest, strict_stores_nothing_when_anything_would_be_left_out) {
    const IngestOptions strict{.vectors = {}, .strict = true};
    for (const char* bad :
         {"nonsense", R"({"id":2,"embedding":[1,2]})", R"({"id":2,"embedding":[1,NaN,0,0]})",
          R"({"id":2,"embedding":"x"})", R"({"id":2,"title":[]})", R"({"id":2,"published":"soon"})",
          R"({"id":2,"title":NaN})", "{\"id\":2,\"title\":\"\xE9\"}", R"({"id":1.0,"title":"again"})"}) {
        const std::string message = refused(std::string("{\"id\":1,\"embedding\":[1,0,0,0]}\n") + bad + "\n", strict);
        EXPECT_THAT(message, HasSubstr("line 2")) << bad;
        EXPECT_THAT(message, HasSubstr("nothing was stored")) << bad;
        EXPECT_TRUE(titles().empty()) << bad;
    }
    for (const char* unread : {R"({"id":2,"author":"A"})", R"({"id":2,"article_id":3})"}) {
        EXPECT_THAT(refused(std::string("{\"id\":1}\n") + unread + "\n", strict), HasSubstr("which nobody reads"));
        EXPECT_TRUE(titles().empty()) << unread;
    }
    const std::string sound = R"({"id":1,"article_id":1,"title":null,"author":null,"embedding":[1,0,0,0]})";
    EXPECT_EQ(ingest(sound + "\n", strict).articles.inserted, 1) << "a sound input passes";
}

TEST_F(Step1Ingest, strict_ends_where_the_table_does_not_take_all) {
    const auto untitled = open_store(folder / "reader.db", {.title = ""}, Access::write);
    std::istringstream text("{\"id\":1,\"title\":\"a\"}\n");
    try {
        (void)step1_ingest(*untitled, text, {.vectors = {}, .strict = true});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::data);
        EXPECT_THAT(error.what(), HasSubstr("1 times title not stored"));
    }
}

TEST_F(Step1Ingest, strict_lets_another_file_have_the_same_article) {
    const std::vector<std::string> files{folder.write("monday.jsonl", "{\"id\":1,\"title\":\"a\"}\n"),
                                         folder.write("tuesday.jsonl", "{\"id\":1,\"title\":\"b\"}\n")};
    EXPECT_EQ(ingest_files(*client, files, "", {.vectors = {}, .strict = true}).at(1).articles.updated, 1);
}

TEST_F(Step1Ingest, strict_looks_at_vectors_beside_the_file_too) {
    Matrix vectors(kDimensions);
    for (int row = 0; row < 2; ++row)
        std::fill_n(vectors.add_row(), kDimensions, row == 0 ? 1.0F : std::numeric_limits<float>::infinity());
    EXPECT_THAT(refused("{\"id\":1}\n{\"id\":2}\n", {.vectors = vectors.view(), .strict = true}),
                HasSubstr("line 2: the vector holds NaN, infinity or a number beyond float32"));
    EXPECT_TRUE(titles().empty());
    const auto report = ingest("{\"id\":1,\"embedding\":\"x\"}\n{\"id\":2}\n", {.vectors = vectors.view()});
    EXPECT_EQ(report.vectors_stored, 1) << "the member beside it does not count";
    EXPECT_EQ(report.vectors_left_out, 1);
}

TEST_F(Step1Ingest, strict_refuses_a_vector_whose_place_another_origin_has) {
    ASSERT_EQ(ingest("{\"id\":1,\"title\":\"a\",\"embedding\":[1,0,0,0]}\n", {.vectors = {}, .model = "theirs"})
                  .vectors_stored,
              1);
    const std::string text = "{\"id\":1,\"title\":\"b\",\"embedding\":[0,1,0,0]}\n{\"id\":2,\"embedding\":[0,1,0,0]}\n";
    EXPECT_THAT(refused(text, {.vectors = {}, .model = "ours", .strict = true}),
                HasSubstr("line 1: the article \"1\""));
    EXPECT_EQ(titles(), (std::map<std::int64_t, std::string>{{1, "a"}}));
    const auto report = ingest(text, {.vectors = {}, .model = "ours"});
    EXPECT_EQ(report.vectors_stored, 1);
    EXPECT_EQ(report.vectors_left_out, 1);
    EXPECT_EQ(ingest(text, {.vectors = {}, .model = "ours", .replace = true, .strict = true}).vectors_stored, 2);
}

TEST_F(Step1Ingest, strict_settles_all_files_before_it_stores_the_first) {
    const std::vector<std::string> files{folder.write("a.jsonl", "{\"id\":1}\n"),
                                         folder.write("b.csv", "id,published\n2,x\n")};
    try {
        (void)ingest_files(*client, files, "", {.vectors = {}, .strict = true});
        FAIL();
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("b.csv line 2: \"published\" is no date"));
    }
    EXPECT_TRUE(titles().empty());
    const auto reports = ingest_files(*client, files, "", {});
    ASSERT_EQ(reports.size(), 2U);
    EXPECT_EQ(reports[0].articles.inserted, 1);
    EXPECT_EQ(reports[1].dates_ignored, 1);
    EXPECT_EQ(titles().size(), 2U);
}

TEST_F(Step1Ingest, a_pipe_can_be_read_strictly) {
    const std::string path = folder / "pipe";
    ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
    std::thread writer([&] { std::ofstream(path) << "{\"id\":1}\n{\"id\":2}\n"; });
    const auto reports = ingest_files(*client, std::vector{path}, "", {.vectors = {}, .strict = true});
    writer.join();
    EXPECT_EQ(reports.at(0).articles.inserted, 2);
}

TEST_F(Step1Ingest, no_file_is_stored_when_one_cannot_be_read) {
    const std::string good = folder.write("a.jsonl", "{\"id\":1}\n");
    for (const std::string& bad : {folder / "none.jsonl", folder.write("b.csv", "ID;Text\n1;a\n"),
                                   folder.write("c.xlsx", "PK\x03\x04...xl/workbook.xml")}) {
        EXPECT_THROW((void)ingest_files(*client, std::vector{good, bad}, "", {}), Error) << bad;
        EXPECT_TRUE(titles().empty()) << bad;
    }
}

TEST_F(Step1Ingest, one_bad_date_or_vector_costs_neither_its_article_nor_the_batch) {
    const auto report = ingest(
        "{\"id\":1,\"published_at\":\"-0044-03-15\"}\n{\"id\":2,\"published_at\":\"9999-12-31T23:59:59-05:00\"}\n"
        "{\"id\":3,\"published_at\":\"Wed, 01 May 24 10:20:30 +0200\",\"embedding\":\"[1,2,3,4]\"}\n"
        "{\"id\":4,\"published_at\":1714558830000,\"embedding\":[NaN,0,0,0]}\n{\"id\":5,\"title\":1984}\n");
    EXPECT_EQ(report.articles.inserted, 5);
    EXPECT_EQ(report.dates_ignored, 2);
    EXPECT_EQ(report.vectors_stored, 1);
    EXPECT_EQ(report.vectors_left_out, 1);
    std::string dates;
    client->for_each_article([&](const store::ArticleText& one) { dates += std::string(one.published_at) + "|"; });
    EXPECT_EQ(dates, "||2024-05-01T08:20:30Z|2024-05-01T10:20:30Z||");
    EXPECT_EQ(titles().at(5), "1984");
}

TEST_F(Step1Ingest, members_that_nobody_reads_are_named_with_their_records) {
    const auto report =
        ingest("{\"id\":1,\"Title\":\"a\"}\n{\"id\":2,\"Title\":\"b\",\"text\":\"c\"}\n{\"id\":3,\"text\":null}\n");
    EXPECT_EQ(report.unknown_members, (std::map<std::string, std::int64_t>{{"Title", 2}, {"text", 1}}));
    std::string many;
    for (int id = 1; id <= 300; ++id)
        many += "{\"id\":" + std::to_string(id) + ",\"x" + std::to_string(id) + "\":1}\n";
    const auto counted = ingest(many);
    EXPECT_EQ(counted.unknown_members.size(), kListedUnknownMembers);
    EXPECT_EQ(counted.more_unknown_members, 200);
}

TEST_F(Step1Ingest, an_article_that_the_table_refuses_costs_no_other) {
    execute("CREATE UNIQUE INDEX one_url ON articles (url)");
    std::string text;
    for (int id = 1; id <= 20; ++id)
        text += fmt::format("{{\"id\":{},\"url\":\"u{}\"}}\n", id, id == 13 ? 3 : id);
    IngestOptions strict;
    strict.strict = true;
    refused(text, strict);
    EXPECT_TRUE(titles().empty());
    const auto report = ingest(text);
    EXPECT_EQ(report.articles.inserted, 19);
    EXPECT_EQ(report.bad_records, 1);
    ASSERT_EQ(report.problems.size(), 1U);
    EXPECT_EQ(report.problems[0].line, 13);
    EXPECT_FALSE(titles().contains(13));
}

TEST_F(Step1Ingest, an_input_without_one_usable_record_is_an_error) {
    EXPECT_THAT(refused("nonsense\nmore nonsense\n", {}), HasSubstr("none of the 2 records"));
    EXPECT_EQ(ingest("").records, 0) << "an empty input is only empty";
}

TEST_F(Step1Ingest, a_file_that_is_cut_off_is_told_and_its_end_is_no_record) {
    const std::string whole = gzip("{\"id\":1}\n{\"id\":2}\n");
    const auto report = ingest(whole.substr(0, whole.size() - 4));
    EXPECT_EQ(report.records, 2);
    EXPECT_EQ(report.articles.inserted, 2);
    EXPECT_EQ(report.bad_records, 0);
    EXPECT_EQ(report.cut_off, 1);
    ASSERT_EQ(report.problems.size(), 1U);
    EXPECT_THAT(report.problems[0].what, HasSubstr("the gzip data ends early"));
    const auto array = ingest("[{\"id\":3},\n{\"id\":4}");
    EXPECT_EQ(array.records, 2);
    EXPECT_EQ(array.cut_off, 1);
    EXPECT_THAT(refused(whole.substr(0, whole.size() - 4), {.vectors = {}, .strict = true}),
                HasSubstr("1 files damaged or cut off"));
    EXPECT_THAT(refused(whole.substr(0, 12), {}), HasSubstr("nothing can be used"));
}

TEST_F(Step1Ingest, reading_vectors_beside_a_file_can_be_interrupted) {
    Cancelled observer;
    const std::string vectors = folder / "v.npy";
    store::write_npy(vectors, std::vector<double>(4, 1.0));
    try {
        (void)ingest_files(*client, std::vector<std::string>{folder / "comes_later.jsonl"}, vectors, {}, &observer);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::interrupted);
    }
}

TEST_F(Step1Ingest, commands_in_messages_name_the_file_and_the_reader) {
    const std::string answer = folder.write("it's.json", R"({"status":"FILE","articles":[{"id":1}]})");
    const std::string cut = folder.write("cut.jsonl.gz", gzip("{\"id\":1}\n{\"id\":2}\n").substr(0, 30));
    const std::string bzip2 = folder.write("b.jsonl", "BZh91AY");
    const auto told = [&](const std::string& file) {
        try {
            return ingest_files(*client, std::vector{file}, "", {}).at(0).problems.at(0).what;
        } catch (const Error& error) {
            return std::string(error.what());
        }
    };
    const std::string line = client->commands().line("ingest", "-");
    EXPECT_THAT(told(answer), HasSubstr("[]' " + store::shell_quoted(answer) + " | " + line));
    EXPECT_THAT(told(cut), HasSubstr("\"gzip -t " + cut + "\" tests it"));
    EXPECT_THAT(told(bzip2), HasSubstr("bzcat " + bzip2 + " | " + line));
    add_groups(3, 9);
    (void)step1_embed(*client, {.replace = true});
    const std::string vectors = folder.write("vectors.jsonl", "{\"id\":8,\"embedding\":[1,0,0,0]}\n");
    EXPECT_THAT(told(vectors), HasSubstr(client->commands().line("ingest", vectors + " --replace")));
}

TEST_F(Step1Ingest, of_two_records_with_one_id_the_later_counts) {
    const auto report = ingest("{\"id\":1,\"title\":\"old\"}\n{\"id\":1,\"title\":\"new\",\"embedding\":[1,0,0,0]}\n");
    EXPECT_EQ(report.repeated_ids, 1);
    EXPECT_EQ(titles().at(1), "new");
    EXPECT_EQ(client->status().embeddings, 1);
}

TEST_F(Step1Ingest, several_batches_are_as_good_as_one) {
    std::string text;
    for (int id = 1; id <= 12001; ++id)
        text += "{\"id\":" + std::to_string(id) + ",\"embedding\":[1,2,3,4]}\n";
    const auto report = ingest(text);
    EXPECT_EQ(report.articles.inserted, 12001);
    EXPECT_EQ(report.vectors_stored, 12001);
    EXPECT_EQ(client->status().embeddings, 12001);
}

TEST_F(Step1Ingest, vectors_that_do_not_fit_are_left_out_but_their_articles_stay) {
    const auto report = ingest(
        "{\"id\":1,\"embedding\":[1,2]}\n{\"id\":2,\"embedding\":[1e39,0,0,0]}\n"
        "{\"id\":3,\"embedding\":[1,0,0,0]}\n{\"id\":4,\"embedding\":[]}\n");
    EXPECT_EQ(report.vectors_stored, 1);
    EXPECT_EQ(report.vectors_left_out, 2);
    EXPECT_EQ(titles().size(), 4U);
    EXPECT_THAT(report.problems.at(0).what, HasSubstr("2 dimensions, the table 4"));
    EXPECT_THAT(report.problems.at(1).what, HasSubstr("1e+39, which float32 has no room for"));
}

TEST_F(Step1Ingest, row_i_of_the_vectors_belongs_to_record_i_bad_records_included) {
    Matrix vectors(kDimensions);
    for (int i = 0; i < 3; ++i) {
        float* row = vectors.add_row();
        for (int k = 0; k < kDimensions; ++k)
            row[k] = static_cast<float>(10 * i + k + 1);
    }
    const auto report = ingest("{\"id\":30}\nnonsense\n\n{\"id\":10}\n", {.vectors = vectors.view(), .model = "mine"});
    EXPECT_EQ(report.vectors_stored, 2);
    const auto rows = client->get_all_embeddings({});
    ASSERT_EQ(rows.ids.size(), 2U);
    EXPECT_EQ(rows.ids.integer(0), 10);
    EXPECT_EQ(rows.vectors.row(0)[0], 21.0F);
    EXPECT_EQ(rows.vectors.row(1)[0], 1.0F);
    client->for_each_article([](const store::ArticleText& article) { EXPECT_EQ(article.embedded_model, "mine"); });
}

TEST_F(Step1Ingest, a_vector_takes_the_place_of_its_own_models_and_of_no_other) {
    ingest("{\"id\":1,\"embedding\":[1,0,0,0]}\n{\"id\":2,\"embedding\":[1,0,0,0]}\n",
           {.vectors = {}, .model = "mine"});
    add_vector(2, {0, 0, 0, 1}, "theirs");
    const std::string again =
        "{\"id\":1,\"title\":\"t\",\"embedding\":[0,1,0,0]}\n{\"id\":2,\"title\":\"t\",\"embedding\":[0,1,0,0]}\n";
    const auto report = ingest(again, {.vectors = {}, .model = "mine"});
    EXPECT_EQ(report.articles.updated, 2);
    EXPECT_EQ(report.vectors_stored, 1);
    EXPECT_EQ(report.vectors_left_out, 1);
    ASSERT_EQ(report.problems.size(), 1U);
    EXPECT_EQ(report.problems[0].line, 2);
    EXPECT_THAT(report.problems[0].what, HasSubstr("another or unknown origin, which stays; --replace"));
    const auto rows = client->get_all_embeddings({});
    EXPECT_EQ(rows.vectors.row(0)[1], 1.0F);
    EXPECT_EQ(rows.vectors.row(1)[3], 1.0F);
    EXPECT_EQ(ingest(again, {.vectors = {}, .model = "mine", .replace = true}).vectors_stored, 2);
    EXPECT_EQ(client->get_all_embeddings({}).vectors.row(1)[1], 1.0F);
}

TEST_F(Step1Ingest, vectors_from_elsewhere_do_not_come_beside_those_that_embed_made) {
    ingest(
        "{\"id\":1,\"title\":\"wind and sun\"}\n{\"id\":2,\"title\":\"wind and rain\"}\n{\"id\":3,\"title\":\"sun and "
        "sea\"}\n");
    (void)step1_embed(*client, {});
    const std::string text =
        "{\"id\":1,\"title\":\"new\",\"embedding\":[1,0,0,0]}\n{\"id\":9,\"embedding\":[1,0,0,0]}\n";
    EXPECT_THAT(refused(text, {}), HasSubstr("the reader holds 3 that were made here"));
    EXPECT_EQ(titles().size(), 3U) << "nothing was stored";
    EXPECT_EQ(titles().at(1), "wind and sun");
    Matrix vectors(kDimensions);
    for (int i = 0; i < 2; ++i)
        std::ranges::fill_n(vectors.add_row(), kDimensions, 1.0F);
    EXPECT_THAT(refused("{\"id\":1}\n{\"id\":2}\n", {.vectors = vectors.view()}), HasSubstr("--replace"));
    EXPECT_EQ(ingest("{\"id\":4,\"title\":\"sea\"}\n").articles.inserted, 1) << "articles alone may come";
    EXPECT_EQ(ingest(text, {.vectors = {}, .replace = true}).vectors_stored, 2);
    EXPECT_EQ(client->get_all_embeddings({}).made_here, 0);
    EXPECT_EQ(client->status().embeddings, 2) << "those that embed made are gone";
}

TEST_F(Step1Ingest, another_number_of_vectors_than_records_stores_nothing) {
    Matrix vectors(kDimensions);
    for (int k = 0; k < kDimensions; ++k)
        vectors.add_row()[0] = 1;
    EXPECT_THAT(refused("{\"id\":1}\n", {.vectors = vectors.view()}),
                HasSubstr("1 records and its embeddings have 4 rows"));
    EXPECT_TRUE(titles().empty());
}

TEST_F(Step1Ingest, vectors_of_another_dimension_name_the_command_that_helps) {
    Matrix vectors(7);
    vectors.add_row();
    EXPECT_THAT(refused("{\"id\":1}\n", {.vectors = vectors.view()}), HasSubstr("`asterism init --dimensions 7`"));
}

TEST_F(Step1Ingest, mended_texts_and_unreadable_dates_are_counted) {
    const auto report = ingest("{\"id\":1,\"title\":\"a\\u0000b\"}\n{\"id\":2,\"published_at\":\"soon\"}\n");
    EXPECT_EQ(report.repaired, 1);
    EXPECT_EQ(report.dates_ignored, 1);
    EXPECT_EQ(titles().at(1), "ab");
}

TEST_F(Step1Ingest, a_file_that_is_not_there_is_named) {
    try {
        (void)ingest_files(*client, std::vector{folder / "none.jsonl"}, "", {});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::data);
        EXPECT_THAT(error.what(), HasSubstr("none.jsonl"));
    }
    EXPECT_THROW((void)ingest_files(*client, std::vector{folder / "."}, "", {}), Error);
}

}  // namespace
}  // namespace asterism::pipeline
