/// What `init` accepts must run, in every store: readers that lack columns, or have some that cannot do.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "store/contract/reader_db_client_contract.hpp"
#include "store/identifiers.hpp"

namespace asterism::store {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::vector<Finding> errors(ReaderDBClient& reader) {
    std::vector<Finding> found;
    for (const auto& finding : reader.inspect())
        if (finding.severity == Finding::Severity::error) found.push_back(finding);
    return found;
}

std::vector<Finding> findings_about(ReaderDBClient& reader, const std::string& text) {
    std::vector<Finding> found;
    for (const auto& finding : reader.inspect())
        if (finding.what.find(text) != std::string::npos) found.push_back(finding);
    return found;
}

Article full_article(std::int64_t id) {
    Article article = titled(id, "a title");
    article.summary = "a summary";
    article.content = "contents that changed";
    article.url = "https://example.org";
    article.published_at = "2024-05-01";
    return article;
}

/// documents(id, content, embedding), as many retrieval systems have them.
const TableNames kDocuments{.articles = "documents",
                            .article_id = "id",
                            .title = "",
                            .summary = "",
                            .url = "",
                            .published_at = "",
                            .embeddings = "documents",
                            .embeddings_article_id = "id"};

}  // namespace

TEST_P(ReaderDBClientContract, DocumentsOfContentsAloneAreReadClusteredAndShown) {
    names = kDocuments;
    store->create_schema(names);
    store->execute(fmt::format("CREATE TABLE {} (id {} NOT NULL PRIMARY KEY, content TEXT NOT NULL, embedding {})",
                               table("documents"), store->id_column_type(IdType::int8), store->vector_column_type()));
    for (int id = 1; id <= 3; ++id)
        store->execute(fmt::format("INSERT INTO {} VALUES ({}, 'contents {}', {})", table("documents"), id, id,
                                   store->vector_literal(std::vector<float>{1, 0, static_cast<float>(id)})));
    const auto reader = store->open(names);
    EXPECT_THAT(reader->initialize_tables({.dimensions = kDimensions}).warnings, Not(Contains(HasSubstr("no column"))));
    EXPECT_THAT(errors(*reader), IsEmpty());
    std::vector<std::string> read;
    reader->for_each_article([&](const ArticleText& article) {
        read.push_back(fmt::format("{}|{}|{}", article.title, article.summary, article.content));
        EXPECT_EQ(article.published_at, "");
        EXPECT_FALSE(article.date_unread);
    });
    EXPECT_THAT(read, ElementsAre("||contents 1", "||contents 2", "||contents 3"));
    publish(ComputedRun().add(std::int64_t{1}, 0).add(std::int64_t{2}, 0, 0.5).add(std::int64_t{3}, -1),
            {std::nullopt});
    const auto shown = client().cluster_articles(1, 0);
    ASSERT_EQ(shown.size(), 2U);
    EXPECT_EQ(shown[0].title, "contents 1");

    client().require_writable(Work::ingest);
    const auto report = client().upsert_articles(std::vector{full_article(1), full_article(9)});
    EXPECT_EQ(report.inserted, 1);
    EXPECT_EQ(report.updated, 1);
    std::vector<std::string> lost;
    for (const auto& one : report.unstored)
        lost.push_back(fmt::format("{} {}", one.member, one.articles));
    EXPECT_THAT(lost, ElementsAre("title 2", "summary 2", "url 2", "published_at 2"));
    EXPECT_EQ(client().upsert_articles(std::vector{full_article(1)}).unchanged, 1);
    client().require_writable(Work::embed);
}

TEST_P(ReaderDBClientContract, TablesOfOurOwnMakeOnlyTheColumnsThatHaveNames) {
    names.summary = names.url = names.published_at = "";
    add_articles(2);
    EXPECT_EQ(client().upsert_articles(std::vector{full_article(1)}).unstored.size(), 3U);
    EXPECT_EQ(store->query("SELECT * FROM " + table("articles"))[0].size(), 4U) << "id, title, content, cluster";
}

TEST_P(ReaderDBClientContract, AColumnThatIsNamedMustBeThereAndAUsualOneMayBeMissing) {
    create_source_tables(IdType::int8);
    EXPECT_THAT(store->open(names)->initialize_tables({.dimensions = kDimensions}).warnings,
                Contains(AllOf(HasSubstr("no column \"published_at\""), HasSubstr("none"))));
    names.summary = "abstract";
    for (const std::function<void(ReaderDBClient&)>& call : std::vector<std::function<void(ReaderDBClient&)>>{
             [](auto& reader) { reader.initialize_tables({.dimensions = kDimensions}); },
             [](auto& reader) { reader.require_writable(Work::ingest); },
             [](auto& reader) { reader.require_writable(Work::embed); }, [](auto& reader) { reader.begin_run({}); }}) {
        EXPECT_THAT(error_message(ErrorKind::schema, [&] { call(*store->open(names)); }),
                    AllOf(HasSubstr("no column \"abstract\""), HasSubstr("\"summary\"")));
    }
    EXPECT_EQ(findings_about(*store->open(names), "no column \"abstract\"").size(), 1U);
}

TEST_P(ReaderDBClientContract, AClusterColumnOfTextsIsRefusedFoundAndMended) {
    create_source_tables(IdType::int8);
    insert_source_article(std::int64_t{1});
    insert_source_embedding(std::int64_t{1}, std::vector<float>{1, 0, 0});
    store->execute("ALTER TABLE " + table("articles") + " ADD COLUMN cluster_id TEXT");
    const auto refused =
        error_message(ErrorKind::schema, [&] { store->open(names)->initialize_tables({.dimensions = kDimensions}); });
    EXPECT_THAT(refused, AllOf(HasSubstr("\"cluster_id\""), HasSubstr("ALTER TABLE")));
    store->execute("ALTER TABLE " + table("articles") + " RENAME COLUMN cluster_id TO aside");
    client();
    store->execute("ALTER TABLE " + table("articles") + " RENAME COLUMN cluster_id TO ours");
    store->execute("ALTER TABLE " + table("articles") + " RENAME COLUMN aside TO cluster_id");
    const auto reader = store->open(names);
    EXPECT_THAT(error_message(ErrorKind::schema, [&] { reader->begin_run({}); }), HasSubstr("\"cluster_id\""));
    EXPECT_THAT(reader->runs(0), IsEmpty());
    const auto found = errors(*reader);
    ASSERT_EQ(found.size(), 1U);
    store->execute(found[0].mend);
    store->open(names)->initialize_tables({.dimensions = kDimensions});
    EXPECT_THAT(errors(*store->open(names)), IsEmpty());
    publish(ComputedRun().add(std::int64_t{1}, -1), {});
}

TEST_P(ReaderDBClientContract, DatesOfTextAreReadWhereTheyAreDates) {
    create_source_tables(IdType::int8);
    store->execute("ALTER TABLE " + table("articles") + " ADD COLUMN published_at TEXT");
    const std::vector<std::pair<std::string, std::string>> dates{
        {"n/a", ""}, {"2024-05-01", "2024-05-01T00:00:00Z"}, {"1714559400", "2024-05-01T10:30:00Z"}};
    for (std::size_t i = 0; i < dates.size(); ++i) {
        insert_source_article(static_cast<std::int64_t>(i));
        store->execute(fmt::format("UPDATE {} SET published_at = '{}' WHERE article_id = {}", table("articles"),
                                   dates[i].first, i));
    }
    std::size_t seen = 0;
    client().for_each_article([&](const ArticleText& article) {
        EXPECT_EQ(article.published_at, dates[seen].second);
        EXPECT_EQ(article.date_unread, seen == 0);
        ++seen;
    });
    EXPECT_EQ(seen, dates.size());
    EXPECT_THAT(errors(client()), IsEmpty());
}

TEST_P(ReaderDBClientContract, AViewOfVectorsIsReadAndTakesNone) {
    create_source_tables(IdType::int8);
    for (const std::int64_t id : {1, 2}) {
        insert_source_article(id);
        insert_source_embedding(id, std::vector<float>{1, 0, static_cast<float>(id)});
    }
    store->execute(
        fmt::format("CREATE VIEW {0} AS SELECT e.article_id, e.embedding FROM {1} e JOIN {2} a ON a.article_id = "
                    "e.article_id",
                    table("joined"), table("embeddings"), table("articles")));
    names.embeddings = "joined";
    EXPECT_EQ(client().get_all_embeddings({}).ids.size(), 2U);
    client().initialize_tables({.dimensions = kDimensions});
    client().for_each_article([](const ArticleText& article) { EXPECT_EQ(article.embedded_model, ""); });
    publish(ComputedRun().add(std::int64_t{1}, 0).add(std::int64_t{2}, 0), {std::nullopt});
    EXPECT_THAT(errors(client()), IsEmpty());
    EXPECT_THAT(error_message(ErrorKind::schema, [&] { client().require_writable(Work::embed); }), HasSubstr("joined"));
}

TEST_P(ReaderDBClientContract, MoreThanOneVectorForAnArticleIsFoundWithAViewThatMendsIt) {
    create_source_tables(IdType::int8, false);
    for (const std::int64_t id : {1, 2, 2, 3, 3, 3}) {
        if (store->query(fmt::format("SELECT 1 FROM {} WHERE article_id = {}", table("articles"), id)).empty())
            insert_source_article(id);
        insert_source_embedding(id, std::vector<float>{1, 0, static_cast<float>(id)});
    }
    client();
    const auto found = errors(client());
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found[0].what, HasSubstr("2 articles have more than one vector (2, 3)"));
    store->execute(found[0].mend);
    names.embeddings = "article_vectors";
    const auto reader = store->open(names);
    reader->initialize_tables({.dimensions = kDimensions});
    EXPECT_THAT(errors(*reader), IsEmpty());
    EXPECT_EQ(reader->get_all_embeddings({}).ids.size(), 3U);
}

TEST_P(ReaderDBClientContract, ArticlesThatShareAnIdOrHaveNoneAreToldWithTheirCounts) {
    store->create_schema(names);
    store->execute(fmt::format("CREATE TABLE {} (article_id {}, title TEXT)", table("articles"),
                               store->id_column_type(IdType::int8)));
    store->execute(
        fmt::format("INSERT INTO {} VALUES (1, 'a'), (1, 'b'), (2, 'c'), (NULL, 'd'), (NULL, 'e')", table("articles")));
    store->execute(fmt::format("CREATE TABLE {} (article_id {}, embedding {})", table("embeddings"),
                               store->id_column_type(IdType::int8), store->vector_column_type()));
    for (const std::int64_t id : {1, 2})
        insert_source_embedding(id, std::vector<float>{1, 0, static_cast<float>(id)});
    client();
    const auto repeated = findings_about(client(), "stand in more than one row");
    ASSERT_EQ(repeated.size(), 1U);
    EXPECT_THAT(repeated[0].what, HasSubstr("1 values of \"article_id\""));
    EXPECT_EQ(repeated[0].severity, Finding::Severity::error);
    EXPECT_THAT(findings_about(client(), "2 articles of"), testing::SizeIs(1));
    EXPECT_THAT(error_message(ErrorKind::data, [&] { client().begin_run({}); }), HasSubstr("no run begins"));
    EXPECT_THAT(error_message(ErrorKind::data, [&] { client().require_writable(Work::run); }), HasSubstr("(1)"));

    store->execute(fmt::format("UPDATE {} SET article_id = 3 WHERE title = 'b'", table("articles")));
    EXPECT_EQ(client().status().articles, 3) << "those without an id are nobody's";
    int seen = 0;
    client().for_each_article([&](const ArticleText&) { ++seen; });
    EXPECT_EQ(seen, 3);
    store->execute(fmt::format("UPDATE {} SET cluster_id = 9 WHERE article_id IS NULL", table("articles")));
    const auto report = publish(ComputedRun().add(std::int64_t{1}, 0).add(std::int64_t{2}, 0), {std::nullopt});
    EXPECT_EQ(report.articles_gone, 0);
    EXPECT_EQ(client().status().clustered, 2);
    EXPECT_THAT(findings_about(client(), "articles have no vector"), testing::SizeIs(1));
    EXPECT_THAT(findings_about(client(), "1 articles have no vector"), testing::SizeIs(1));
    EXPECT_THAT(errors(client()), IsEmpty());
}

TEST_P(ReaderDBClientContract, VectorsThatNoRunCanUseAreCounted) {
    create_source_tables(IdType::int8);
    for (const std::int64_t id : {1, 2, 3, 4, 5, 6})
        insert_source_article(id);
    for (const std::int64_t id : {1, 2, 6})
        insert_source_embedding(id, std::vector<float>{1, 0, 0});
    insert_source_embedding(std::int64_t{3}, std::vector<float>{0, 0, 0});
    insert_source_embedding(std::int64_t{4}, std::vector<float>{1, 2});
    insert_source_embedding(std::int64_t{5}, std::nullopt);
    client();
    const auto found = findings_about(client(), "every run leaves out");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found[0].what, HasSubstr("1 wrong_dimension, 1 zero_norm"));
    EXPECT_EQ(found[0].severity, Finding::Severity::warning);
}

TEST_P(ReaderDBClientContract, InterruptedRunsAreOneLineUntilARunIsPublished) {
    add_articles(2);
    client().begin_run({});
    EXPECT_THAT(findings_about(client(), "run 1 has been running since"), testing::SizeIs(1));
    for (int more = 0; more < 119; ++more)
        client().begin_run({});
    const auto found = findings_about(client(), "running since");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found[0].what, HasSubstr("120 runs, 1 to 120, have been running since"));
    EXPECT_THAT(found[0].mend, HasSubstr("asterism cluster"));
    publish(ComputedRun().add(std::int64_t{1}, 0).add(std::int64_t{2}, 0), {std::nullopt});
    EXPECT_THAT(findings_about(client(), "running since"), IsEmpty());
}

}  // namespace asterism::store
