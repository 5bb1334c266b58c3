/// Whose a vector is, and what may take its place; vectors of no article.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <map>

#include "store/contract/reader_db_client_contract.hpp"

namespace asterism::store {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::vector<float> kTheirs{0, 1, 0}, kOurs{1, 0, 0}, kNext{0, 0, 1};
const std::vector<std::string> kHash{"of the text"};

/// "model", or "model, made here", by id.
std::map<std::int64_t, std::string> origins(ReaderDBClient& reader) {
    std::map<std::int64_t, std::string> found;
    reader.for_each_vector([&](const StoredVector& vector) {
        found[std::get<std::int64_t>(vector.id)] = std::string(vector.model) + (vector.made_here ? ", made here" : "");
    });
    return found;
}

std::map<std::int64_t, std::vector<float>> vectors(ReaderDBClient& reader) {
    const auto rows = reader.get_all_embeddings({});
    std::map<std::int64_t, std::vector<float>> found;
    for (std::size_t i = 0; i < rows.ids.size(); ++i)
        found[rows.ids.integer(i)].assign(rows.vectors.view()[i].begin(), rows.vectors.view()[i].end());
    return found;
}

VectorReport write(ReaderDBClient& reader, std::int64_t id, const std::vector<float>& vector, std::string_view model,
                   std::span<const std::string> hashes, Replace replace = Replace::same_origin) {
    ArticleIds ids;
    ids.push_back(id);
    return reader.upsert_embeddings(ids, {vector.data(), 1, vector.size()}, model, hashes, replace);
}
VectorReport make(ReaderDBClient& reader, std::int64_t id, const std::vector<float>& vector,
                  Replace replace = Replace::same_origin) {
    return write(reader, id, vector, "lsa-1", kHash, replace);
}

using Origins = std::map<std::int64_t, std::string>;

}  // namespace

TEST_P(ReaderDBClientContract, AVectorOfUnknownOriginIsSomebodysAndStays) {
    create_source_tables(IdType::int8);
    for (const std::int64_t id : {1, 2})
        insert_source_article(id);
    insert_source_embedding(std::int64_t{1}, kTheirs);
    insert_source_embedding(std::int64_t{2}, std::nullopt);
    EXPECT_EQ(origins(client()), (Origins{{1, ""}}));
    const auto refused = make(client(), 1, kOurs);
    EXPECT_EQ(refused.stored, 0);
    EXPECT_THAT(refused.kept, ElementsAre(0U));
    EXPECT_THAT(write(client(), 1, kOurs, "brought", {}).kept, ElementsAre(0U));
    EXPECT_EQ(make(client(), 2, kOurs).stored, 1) << "no vector stood there";
    EXPECT_EQ(vectors(client()), (std::map<std::int64_t, std::vector<float>>{{1, kTheirs}, {2, kOurs}}));
    EXPECT_EQ(client().get_all_embeddings({}).made_here, 1);
    EXPECT_EQ(make(client(), 1, kOurs, Replace::any).stored, 1) << "unless it is named";
    EXPECT_EQ(vectors(client()).at(1), kOurs);
}

TEST_P(ReaderDBClientContract, WhatWasMadeHereIsKnownAgainInAnyTableAndMadeAnew) {
    for (const bool existing : {true, false}) {
        store = GetParam().create();
        if (existing) create_source_tables(IdType::int8);
        const auto reader = store->open(names);
        reader->initialize_tables({.dimensions = kDimensions});
        reader->upsert_articles(std::vector<Article>{titled(std::int64_t{1}, "t")});
        make(*reader, 1, kOurs);
        EXPECT_EQ(origins(*store->open(names)), (Origins{{1, "lsa-1, made here"}}));
        EXPECT_EQ(write(*reader, 1, kNext, "lsa-2", kHash).stored, 1);
        EXPECT_EQ(origins(*reader), (Origins{{1, "lsa-2, made here"}}));
        EXPECT_EQ(vectors(*reader).at(1), kNext);
        reader->for_each_article([](const ArticleText& article) {
            EXPECT_EQ(article.embedded_hash, kHash[0]);
            EXPECT_EQ(article.embedded_model, "lsa-2");
        });
    }
}

TEST_P(ReaderDBClientContract, AVectorThatSomebodyPutInThePlaceOfOursIsHis) {
    add_articles(2);
    make(client(), 1, kOurs);
    write(client(), 2, kTheirs, "minilm", {});
    overwrite(1, 2);
    EXPECT_EQ(origins(client()), (Origins{{1, "lsa-1"}, {2, "minilm"}})) << "the table says so, the vector does not";
    EXPECT_EQ(client().get_all_embeddings({}).made_here, 0);
    EXPECT_THAT(make(client(), 1, kNext).kept, ElementsAre(0U));
    EXPECT_EQ(vectors(client()).at(1), kTheirs);
}

TEST_P(ReaderDBClientContract, AModelThatWeDidNotWriteIsAnothersEvenUnderOurName) {
    add_articles(1);
    make(client(), 1, kOurs);
    for (const std::string model : {"minilm", "lsa-theirs", ""}) {
        store->execute(fmt::format("UPDATE {} SET model = '{}'", table(names.embeddings), model));
        EXPECT_EQ(origins(client()), (Origins{{1, model}}));
        EXPECT_THAT(make(client(), 1, kNext).kept, ElementsAre(0U)) << model;
    }
    EXPECT_EQ(vectors(client()).at(1), kOurs);
}

TEST_P(ReaderDBClientContract, ABroughtVectorIsReplacedUnderItsOwnNameOnly) {
    for (const bool existing : {true, false}) {
        store = GetParam().create();
        if (existing) create_source_tables(IdType::int8);
        const auto reader = store->open(names);
        reader->initialize_tables({.dimensions = kDimensions});
        reader->upsert_articles(std::vector<Article>{titled(std::int64_t{1}, "t")});
        EXPECT_EQ(write(*reader, 1, kTheirs, "minilm", {}).stored, 1);
        EXPECT_EQ(origins(*reader), (Origins{{1, "minilm"}}));
        EXPECT_EQ(write(*reader, 1, kNext, "minilm", {}).stored, 1);
        EXPECT_THAT(write(*reader, 1, kOurs, "another", {}).kept, ElementsAre(0U));
        EXPECT_THAT(write(*reader, 1, kOurs, "", {}).kept, ElementsAre(0U));
        EXPECT_THAT(make(*reader, 1, kOurs).kept, ElementsAre(0U));
        EXPECT_EQ(vectors(*reader).at(1), kNext);
        EXPECT_EQ(write(*reader, 1, kOurs, "another", {}, Replace::any).stored, 1);
        EXPECT_EQ(origins(*reader), (Origins{{1, "another"}}));
    }
}

TEST_P(ReaderDBClientContract, VectorsBesideTheirArticlesAreTrackedAndNoOtherColumnIsTouched) {
    store->create_schema(names);
    names.articles = names.embeddings = "phones";
    store->execute(
        fmt::format("CREATE TABLE {} (article_id {} PRIMARY KEY, title TEXT NOT NULL, summary TEXT, content TEXT, "
                    "url TEXT, embedding {}, model TEXT, content_hash TEXT)",
                    table("phones"), store->id_column_type(IdType::int8), store->vector_column_type()));
    store->execute(
        fmt::format("INSERT INTO {} (article_id, title, embedding, model, content_hash) VALUES "
                    "(1, 'one', NULL, 'Nexus', 'mine'), (2, 'two', {}, 'lsa-1', 'mine')",
                    table("phones"), store->vector_literal(kTheirs)));
    EXPECT_EQ(origins(client()), (Origins{{2, ""}})) << "what kind of phone it is says nothing of the vector";
    EXPECT_EQ(make(client(), 1, kOurs).stored, 1);
    EXPECT_EQ(make(client(), 1, kNext).stored, 1) << "known again";
    EXPECT_THAT(make(client(), 2, kOurs).kept, ElementsAre(0U));
    EXPECT_EQ(origins(client()), (Origins{{1, "lsa-1, made here"}, {2, ""}}));
    error_message(ErrorKind::data, [&] { make(client(), 99, kOurs); });
    using Row = StoreUnderTest::SqlRow;
    EXPECT_THAT(
        store->query(fmt::format("SELECT title, model, content_hash FROM {} ORDER BY article_id", table("phones"))),
        ElementsAre(Row{"one", "Nexus", "mine"}, Row{"two", "lsa-1", "mine"}));
    EXPECT_EQ(client().remove_made_vectors(), 1);
    EXPECT_EQ(vectors(client()), (std::map<std::int64_t, std::vector<float>>{{2, kTheirs}}));
    EXPECT_EQ(client().status().articles, 2);
}

TEST_P(ReaderDBClientContract, RemovingTakesWhatWasMadeHereAndNothingElse) {
    add_articles(4);
    make(client(), 1, kOurs);
    write(client(), 2, kTheirs, "minilm", {});
    make(client(), 3, kOurs);
    overwrite(3, 2);
    EXPECT_EQ(client().remove_made_vectors(), 1);
    EXPECT_EQ(client().remove_made_vectors(), 0);
    EXPECT_EQ(vectors(client()), (std::map<std::int64_t, std::vector<float>>{{2, kTheirs}, {3, kTheirs}}));
    EXPECT_EQ(client().status().embeddings, 2);
    EXPECT_EQ(make(client(), 1, kNext).stored, 1) << "and one may come again";
}

TEST_P(ReaderDBClientContract, OfSeveralVectorsForOneArticleTheLastOneIsKnownAgain) {
    add_articles(2);
    ArticleIds ids;
    for (const std::int64_t id : {1, 2, 1})
        ids.push_back(id);
    const float rows[] = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    EXPECT_EQ(client().upsert_embeddings(ids, {rows, 3, 3}, "lsa-1", std::vector<std::string>{"a", "b", "c"}).stored,
              2);
    EXPECT_EQ(vectors(client()).at(1), kNext);
    EXPECT_EQ(origins(client()), (Origins{{1, "lsa-1, made here"}, {2, "lsa-1, made here"}}));
}

TEST_P(ReaderDBClientContract, AnEmbeddingOfNoArticleIsRefusedWhereNoKeySaysSo) {
    create_source_tables(IdType::int8);
    EXPECT_THAT(error_message(ErrorKind::data, [&] { make(client(), 99, kOurs); }), HasSubstr("99"));
    EXPECT_THAT(store->query("SELECT 1 FROM " + table(names.embeddings)), IsEmpty());
}

TEST_P(ReaderDBClientContract, VectorsOfNoArticleAreLeftOutAndCounted) {
    create_source_tables(IdType::int8);
    for (const std::int64_t id : {1, 2, 3})
        insert_source_article(id);
    for (const std::int64_t id : {1, 2, 50, 51})
        insert_source_embedding(id, kTheirs);
    insert_source_embedding(std::int64_t{3}, std::nullopt);
    insert_source_embedding(std::int64_t{52}, std::nullopt);
    const auto rows = client().get_all_embeddings({});
    EXPECT_EQ(rows.ids.size(), 2U);
    EXPECT_EQ(rows.rejected.size(), 1U);
    EXPECT_EQ(rows.orphans, 3);
    EXPECT_EQ(origins(client()).size(), 2U);
    const auto status = client().status();
    EXPECT_EQ(status.embeddings, 2);
    EXPECT_EQ(status.orphans, 3);
}

TEST_P(ReaderDBClientContract, InspectionNamesVectorsOfNoArticleAndWhatItSaysRemovesThem) {
    create_source_tables(IdType::int8);
    insert_source_article(std::int64_t{1});
    for (const std::int64_t id : {1, 50, 51})
        insert_source_embedding(id, kTheirs);
    const auto about_orphans = [&] {
        for (const auto& finding : client().inspect())
            if (finding.what.find("belong to no article") != std::string::npos) return finding;
        return Finding{};
    };
    const Finding found = about_orphans();
    EXPECT_EQ(found.severity, Finding::Severity::warning);
    EXPECT_THAT(found.what, HasSubstr("2 vectors"));
    store->execute(found.mend);
    EXPECT_EQ(about_orphans().what, "");
    EXPECT_EQ(client().status().embeddings, 1);
}

TEST_P(ReaderDBClientContract, InspectionNamesVectorsOfTwoOrigins) {
    add_articles(3);
    make(client(), 1, kOurs);
    write(client(), 2, kTheirs, "minilm", {});
    EXPECT_THAT(client().inspect(),
                Contains(testing::AllOf(testing::Field(&Finding::what, HasSubstr("1 of \"minilm\"")),
                                        testing::Field(&Finding::mend, HasSubstr("asterism embed --remove")))));
}

TEST_P(ReaderDBClientContract, AReaderOfVersionOneIsTakenOverWithItsVectors) {
    store->restore_version_1();
    const auto reader = store->open(names);
    EXPECT_THAT(error_message(ErrorKind::schema, [&] { reader->status(); }), HasSubstr("asterism init"));
    reader->initialize_tables({.dimensions = kDimensions});
    EXPECT_EQ(origins(*reader),
              (Origins{{1, "lsa, made here"}, {2, "lsa, made here"}, {3, "minilm"}, {4, "minilm"}, {5, "minilm"}}));
    EXPECT_EQ(make(*reader, 1, kNext).stored, 1);
    EXPECT_THAT(make(*reader, 4, kNext).kept, ElementsAre(0U));
    EXPECT_THAT(reader->initialize_tables({.dimensions = kDimensions}).created, IsEmpty());
}

}  // namespace asterism::store
