/// Rows that the server hides, and writes that something holds back: never fewer rows than a call says.
#include <fmt/format.h>

#include "store/postgres/postgres_fixture.hpp"

namespace asterism::store {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::Not;

class HiddenRows : public PostgresTest {
 protected:
    /// Tables with six articles and their vectors, and a role that may do everything but sees what policies let it.
    void make_reader() {
        const auto client = open_reader(6);
        embed(*client);
        role = database.create_role("");
        for (const auto* rights : {"USAGE ON SCHEMA reader", "ALL ON ALL TABLES IN SCHEMA reader"})
            database.sql().execute(fmt::format("GRANT {} TO {}", rights, role));
    }
    void protect(const std::string& table, const std::string& policies = "") {
        database.sql().execute(fmt::format("ALTER TABLE reader.{} ENABLE ROW LEVEL SECURITY; {}", table,
                                           fmt::format(fmt::runtime(policies), role)));
    }
    static void embed(ReaderDBClient& client, std::int64_t articles = 6) {
        ArticleIds ids;
        Matrix vectors(3);
        for (std::int64_t id = 1; id <= articles; ++id) {
            ids.push_back(id);
            const float row[] = {1, static_cast<float>(id), 0};
            std::copy_n(row, 3, vectors.add_row());
        }
        client.upsert_embeddings(ids, vectors.view(), "lsa-1",
                                 std::vector<std::string>(static_cast<std::size_t>(articles), "hash"));
    }
    static PublishReport publish(ReaderDBClient& client) {
        return client.publish(client.begin_run({}), small_run().result(), all_new(2));
    }
    std::vector<Finding> errors_of(ReaderDBClient& client) {
        std::vector<Finding> errors;
        for (const auto& finding : client.inspect())
            if (finding.severity == Finding::Severity::error) errors.push_back(finding);
        return errors;
    }
    std::string role;
};

/// A function for triggers.
std::string function(const std::string& body) {
    return "CREATE FUNCTION public.stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + body + " END $$; ";
}

}  // namespace

TEST_F(HiddenRows, UnderRowLevelSecurityAreAPrivilegeErrorWithItsCure) {
    make_reader();
    protect("articles", "CREATE POLICY part ON reader.articles TO {} USING (article_id < 3)");
    const auto client = open(database.url_as(role));
    for (const std::function<void()>& call : std::vector<std::function<void()>>{
             [&] { (void)client->status(); }, [&] { (void)client->get_all_embeddings({}); },
             [&] { client->for_each_article([](const ArticleText&) {}); }, [&] { publish(*client); },
             [&] { client->upsert_articles(std::vector{titled(std::int64_t{1}, "t")}); }}) {
        const auto message = error_message(ErrorKind::privilege, call);
        EXPECT_THAT(message, HasSubstr("CREATE POLICY asterism"));
        EXPECT_THAT(message, HasSubstr("\"" + role + "\" BYPASSRLS"));
    }
    EXPECT_EQ(article_clusters(), "- - - - - -");
    const auto errors = errors_of(*client);
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_THAT(errors[0].what, HasSubstr("row-level security of \"reader\".\"articles\" may hide rows"));
    EXPECT_THAT(client->initialize_tables({.dimensions = 3}).warnings, Contains(HasSubstr("row-level security")));
    database.sql().execute(errors[0].mend.substr(0, errors[0].mend.find(';')));
    const auto mended = open(database.url_as(role));
    EXPECT_THAT(errors_of(*mended), testing::IsEmpty());
    EXPECT_EQ(publish(*mended).articles_changed, 5);
    EXPECT_EQ(article_clusters(), "1 1 1 2 2 -");
}

TEST_F(HiddenRows, OfAnyTableThatARunUsesAreAnError) {
    make_reader();
    for (const auto* table : {"embeddings", "clusters", "cluster_runs", "counters"}) {
        protect(table);
        const auto client = open(database.url_as(role));
        error_message(ErrorKind::privilege, [&] {
            (void)client->get_all_embeddings({});
            publish(*client);
        });
        database.sql().execute(fmt::format("ALTER TABLE reader.{} DISABLE ROW LEVEL SECURITY", table));
    }
    EXPECT_EQ(article_clusters(), "- - - - - -");
}

TEST_F(HiddenRows, ARoleThatSeesEveryRowIsNotHeldUp) {
    make_reader();
    for (const auto* table : {"articles", "embeddings", "clusters"})
        protect(table);
    for (const auto* table : {"articles", "embeddings", "clusters"})
        database.sql().execute(
            fmt::format("CREATE POLICY r ON reader.{0} FOR SELECT TO {1} USING (true); CREATE POLICY w "
                        "ON reader.{0} FOR UPDATE USING (true); CREATE POLICY a ON reader.{0} FOR "
                        "INSERT TO {1} WITH CHECK (true)",
                        table, role));
    EXPECT_EQ(publish(*open(database.url_as(role))).articles_changed, 5);
    database.sql().execute("CREATE POLICY but ON reader.articles AS RESTRICTIVE USING (article_id > 2)");
    error_message(ErrorKind::privilege, [&] { (void)open(database.url_as(role))->status(); });
    database.sql().execute(fmt::format("ALTER ROLE {} BYPASSRLS", role));
    EXPECT_EQ(open(database.url_as(role))->status().articles, 6);
}

TEST_F(HiddenRows, FromTheOwnerHimselfAreAnError) {
    make_reader();
    database.sql().execute(fmt::format("ALTER TABLE reader.articles OWNER TO {}", role));
    protect("articles");
    EXPECT_EQ(open(database.url_as(role))->status().articles, 6) << "policies do not bind the owner";
    database.sql().execute("ALTER TABLE reader.articles FORCE ROW LEVEL SECURITY");
    error_message(ErrorKind::privilege, [&] { (void)open(database.url_as(role))->status(); });
}

TEST_F(HiddenRows, ATriggerThatHoldsArticlesBackFailsThePublishAndIsNamed) {
    const auto client = open_reader(6);
    database.sql().execute(function("IF NEW.article_id = 4 THEN RETURN NULL; END IF; RETURN NEW;") +
                           "CREATE TRIGGER frost BEFORE UPDATE ON reader.articles FOR EACH ROW EXECUTE FUNCTION "
                           "public.stop()");
    const auto message = error_message(ErrorKind::privilege, [&] { publish(*client); });
    EXPECT_THAT(message, AllOf(HasSubstr("1 articles did not take their cluster"), HasSubstr("the trigger frost")));
    EXPECT_EQ(article_clusters(), "- - - - - -");
    EXPECT_TRUE(client->clusters(0).empty());
    ArticleIds ids;
    ids.push_back(std::int64_t{4});
    error_message(ErrorKind::privilege, [&] { client->update_article_cluster(std::int64_t{4}, 5); });
    error_message(ErrorKind::privilege,
                  [&] { client->batch_update_article_clusters(ids, std::vector<std::optional<ClusterId>>{5}); });
}

TEST_F(HiddenRows, ATriggerThatTakesTheChangeBackFailsThePublish) {
    const auto client = open_reader(6);
    database.sql().execute(function("NEW.cluster_id := OLD.cluster_id; RETURN NEW;") +
                           "CREATE TRIGGER keep BEFORE UPDATE ON reader.articles FOR EACH ROW EXECUTE FUNCTION "
                           "public.stop()");
    EXPECT_THAT(error_message(ErrorKind::privilege, [&] { publish(*client); }), HasSubstr("5 articles"));
}

TEST_F(HiddenRows, ARuleInPlaceOfTheUpdateFailsThePublish) {
    const auto client = open_reader(6);
    const RunId run = client->begin_run({});
    database.sql().execute("CREATE RULE never AS ON UPDATE TO reader.articles DO INSTEAD NOTHING");
    EXPECT_THAT(error_message(ErrorKind::privilege, [&] { client->publish(run, small_run().result(), all_new(2)); }),
                HasSubstr("the rule never"));
}

TEST_F(HiddenRows, ATriggerThatHoldsClustersBackFailsThePublish) {
    const auto client = open_reader(6);
    database.sql().execute(function("RETURN NULL;") +
                           "CREATE TRIGGER frost BEFORE INSERT ON reader.clusters FOR EACH ROW EXECUTE FUNCTION "
                           "public.stop()");
    EXPECT_THAT(error_message(ErrorKind::privilege, [&] { publish(*client); }),
                HasSubstr("\"reader\".\"clusters\" holds them back (the trigger frost)"));
    EXPECT_EQ(article_clusters(), "- - - - - -");
}

TEST_F(HiddenRows, ATriggerOnATableOfOursThatHoldsRowsBackIsNamed) {
    const auto client = open_reader(6);
    publish(*client);
    database.sql().execute(function("RETURN NULL;"));
    const auto hold = [&](const std::string& event, const std::string& table, const std::function<void()>& call) {
        const std::string on = " ON reader." + table;
        database.sql().execute("CREATE TRIGGER frost BEFORE " + event + on +
                               " FOR EACH ROW EXECUTE FUNCTION public.stop()");
        EXPECT_THAT(error_message(ErrorKind::privilege, call), AllOf(HasSubstr(table), HasSubstr("the trigger frost")));
        database.sql().execute("DROP TRIGGER frost" + on);
    };
    for (const auto* table : {"run_clusters", "cluster_assignments", "cluster_events"})
        hold("INSERT", table, [&] { publish(*client); });
    const RunId run = client->begin_run({});
    hold("UPDATE", "cluster_runs", [&] { client->publish(run, small_run().result(), all_new(2)); });
    hold("UPDATE", "counters", [&] { client->begin_run({}); });
    hold("INSERT", "vector_origins", [&] { embed(*client); });
    hold("UPDATE", "clusters", [&] {
        client->edit_metadata([](const LivingClusters& living) {
            return std::vector<MetadataChange>{{living.clusters[0].id, "{}"}};
        });
    });
    embed(*client);
    hold("DELETE", "vector_origins", [&] { client->remove_made_vectors(); });
    EXPECT_EQ(client->remove_made_vectors(), 6);
}

TEST_F(HiddenRows, ATriggerThatHoldsArticlesBackFailsTheIngest) {
    const auto client = open_reader(2);
    database.sql().execute(
        function("IF NEW.title = 'no' THEN RETURN NULL; END IF; NEW.url := 'u'; RETURN NEW;") +
        "CREATE TRIGGER picky BEFORE INSERT OR UPDATE ON reader.articles FOR EACH ROW EXECUTE FUNCTION "
        "public.stop()");
    const auto upsert = [&](std::int64_t id, const std::string& title) {
        return client->upsert_articles(std::vector{titled(id, title), titled(std::int64_t{1}, "article 1")});
    };
    EXPECT_EQ(upsert(3, "yes").inserted, 1) << "a trigger may change what it lets through";
    EXPECT_THAT(error_message(ErrorKind::privilege, [&] { upsert(4, "no"); }), HasSubstr("articles were not written"));
    EXPECT_EQ(client->status().articles, 3);
}

TEST_F(HiddenRows, ATriggerThatNormalisesTextsLeavesNothingToWriteTheSecondTime) {
    const auto client = open_reader(0);
    database.sql().execute(
        function("IF NEW.title = 'no' THEN RETURN NULL; END IF; NEW.title := lower(trim(NEW.title)); RETURN NEW;") +
        "CREATE TRIGGER tidy BEFORE INSERT OR UPDATE ON reader.articles FOR EACH ROW EXECUTE FUNCTION public.stop()");
    std::vector<Article> articles{titled(std::int64_t{1}, " One"), titled(std::int64_t{2}, "Two ")};
    EXPECT_EQ(client->upsert_articles(articles).inserted, 2);
    const auto row = [&] {
        return database.sql().value("SELECT xmin || title FROM reader.articles WHERE article_id = 1");
    };
    const std::string before = row();
    EXPECT_EQ(client->upsert_articles(articles).unchanged, 2);
    EXPECT_EQ(row(), before) << "asking wrote nothing";
    articles[1].title = "zwei";
    articles.push_back(titled(std::int64_t{3}, "Three"));
    const auto report = client->upsert_articles(articles);
    EXPECT_EQ(report.updated, 1);
    EXPECT_EQ(report.inserted, 1);
    articles[0].title = "no";
    EXPECT_THAT(error_message(ErrorKind::privilege, [&] { client->upsert_articles(articles); }),
                HasSubstr("1 articles were not written"));
}

TEST_F(HiddenRows, ATriggerThatHoldsVectorsBackFailsTheEmbedding) {
    const auto client = open_reader(6);
    database.sql().execute(function("IF NEW.article_id > 4 THEN RETURN NULL; END IF; RETURN NEW;") +
                           "CREATE TRIGGER frost BEFORE INSERT OR UPDATE ON reader.embeddings FOR EACH ROW EXECUTE "
                           "FUNCTION public.stop()");
    EXPECT_THAT(error_message(ErrorKind::privilege, [&] { embed(*client); }), HasSubstr("2 vectors were not written"));
    EXPECT_EQ(database.sql().value("SELECT count(*) FROM reader.vector_origins"), "0");
    embed(*client, 4);
    EXPECT_EQ(client->get_all_embeddings({}).made_here, 4);
}

TEST_F(HiddenRows, AVectorThatATriggerChangesIsKnownAgain) {
    const auto client = open_reader(6);
    database.sql().execute(function("NEW.embedding := l2_normalize(NEW.embedding); RETURN NEW;") +
                           "CREATE TRIGGER normalise BEFORE INSERT OR UPDATE ON reader.embeddings FOR EACH ROW EXECUTE "
                           "FUNCTION public.stop(); ALTER FUNCTION public.stop() SET search_path = public");
    embed(*client);
    EXPECT_EQ(client->get_all_embeddings({}).made_here, 6);
    embed(*client);
}

TEST_F(HiddenRows, ArticlesDeletedMeanwhileAreCountedAndNoError) {
    const auto client = open_reader(6);
    const RunId run = client->begin_run({});
    database.sql().execute("DELETE FROM reader.articles WHERE article_id IN (1, 6)");
    const auto report = client->publish(run, small_run().result(), all_new(2));
    EXPECT_EQ(report.articles_changed, 4);
    EXPECT_EQ(report.articles_gone, 2);
}

TEST_F(HiddenRows, EveryCureForRowLevelSecurityWorksWhenPasted) {
    make_reader();
    const auto cure = [&](const std::string& table) {
        const auto client = open(database.url_as(role));
        const auto errors = errors_of(*client);
        ASSERT_EQ(errors.size(), 1U);
        EXPECT_THAT(errors[0].what, HasSubstr(table));
        error_message(ErrorKind::privilege, [&] { publish(*client); });
        database.sql().execute(errors[0].mend);
        EXPECT_THAT(errors_of(*open(database.url_as(role))), testing::IsEmpty());
    };
    protect("articles", "CREATE POLICY asterism ON reader.articles TO {} USING (article_id < 3)");
    cure("\"reader\".\"articles\"");
    protect("clusters",
            "CREATE POLICY seen ON reader.clusters FOR SELECT USING (true); "
            "CREATE POLICY changed ON reader.clusters FOR UPDATE USING (true)");
    cure("\"reader\".\"clusters\"");
    EXPECT_EQ(publish(*open(database.url_as(role))).articles_changed, 5);
    protect("counters", "CREATE POLICY but ON reader.counters AS RESTRICTIVE TO {} USING (value > 0)");
    const auto errors = errors_of(*open(database.url_as(role)));
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors[0].mend, "ALTER ROLE \"" + role + "\" BYPASSRLS;");
}

TEST_F(HiddenRows, BeneathAViewAreFoundBeforeAnythingIsMadeAndCured) {
    role = database.create_role("");
    database.sql().execute(
        "CREATE SCHEMA app; CREATE TABLE app.posts (article_id bigint PRIMARY KEY, title text, cluster_id bigint); "
        "INSERT INTO app.posts SELECT i, 't' FROM generate_series(1, 6) i; ALTER TABLE app.posts ENABLE ROW LEVEL "
        "SECURITY; CREATE SCHEMA reader; CREATE VIEW reader.articles WITH (security_invoker = true) AS SELECT * FROM "
        "app.posts; CREATE TABLE reader.embeddings (article_id bigint PRIMARY KEY, embedding vector(3)); "
        "INSERT INTO reader.embeddings SELECT i, '[1,2,3]' FROM generate_series(1, 6) i");
    for (const auto* rights : {"USAGE ON SCHEMA app", "USAGE, CREATE ON SCHEMA reader", "ALL ON app.posts",
                               "ALL ON ALL TABLES IN SCHEMA reader"})
        database.sql().execute(fmt::format("GRANT {} TO {}", rights, role));
    const auto of_posts = [](const std::vector<Finding>& findings) {
        std::string mend;
        for (const auto& finding : findings)
            if (finding.what.find("\"app\".\"posts\" may hide rows") != std::string::npos) mend = finding.mend;
        return mend;
    };
    const std::string mend = of_posts(errors_of(*open(database.url_as(role))));
    EXPECT_THAT(mend, HasSubstr("CREATE POLICY asterism ON \"app\".\"posts\""));
    EXPECT_THAT(open(database.url_as(role))->initialize_tables({.dimensions = 3}).warnings,
                Contains(HasSubstr("\"app\".\"posts\"")));
    EXPECT_THAT(error_message(ErrorKind::privilege, [&] { (void)open(database.url_as(role))->status(); }),
                HasSubstr("CREATE POLICY asterism ON \"app\".\"posts\""));
    database.sql().execute(mend);
    const auto client = open(database.url_as(role));
    EXPECT_THAT(errors_of(*client), testing::IsEmpty());
    EXPECT_EQ(publish(*client).articles_changed, 5);
}

TEST_F(HiddenRows, RightsThatLackOnAColumnOrForTemporaryTablesAreGrantedByWhatIsSaid) {
    make_reader();
    database.sql().execute(
        fmt::format("REVOKE TEMPORARY ON DATABASE {1} FROM PUBLIC; REVOKE ALL ON reader.articles FROM {0}; "
                    "GRANT SELECT (article_id, title, cluster_id), UPDATE (cluster_id) ON reader.articles TO {0}",
                    role, database.name()));
    const auto client = open(database.url_as(role));
    const auto errors = errors_of(*client);
    EXPECT_THAT(errors, Contains(Field(&Finding::what, HasSubstr("temporary tables"))));
    EXPECT_THAT(errors, Contains(Field(&Finding::mend, HasSubstr("GRANT SELECT (\"content\")"))));
    for (const auto& error : errors)
        database.sql().execute(error.mend);
    EXPECT_THAT(errors_of(*client), testing::IsEmpty());
    EXPECT_EQ(publish(*client).articles_changed, 5);
}

TEST_F(HiddenRows, RightsOnTheColumnsThatARunTouchesAreEnough) {
    make_reader();
    database.sql().execute(fmt::format(
        "REVOKE ALL ON reader.articles FROM {0}; GRANT SELECT, UPDATE (cluster_id) ON reader.articles TO {0}", role));
    const auto client = open(database.url_as(role));
    EXPECT_THAT(errors_of(*client), testing::IsEmpty());
    EXPECT_EQ(publish(*client).articles_changed, 5);
    database.sql().execute(fmt::format("REVOKE UPDATE (cluster_id) ON reader.articles FROM {}", role));
    EXPECT_THAT(errors_of(*client), ElementsAre(Field(&Finding::what, HasSubstr("may not UPDATE"))));
    database.sql().execute("UPDATE reader.articles SET cluster_id = NULL");
    error_message(ErrorKind::privilege, [&] { publish(*client); });
}

TEST_F(HiddenRows, WhatDoctorAsksForIsEnoughForARunWithLayersAndForPlacing) {
    make_reader();
    database.sql().execute(fmt::format(
        "REVOKE ALL ON ALL TABLES IN SCHEMA reader FROM {0}; GRANT SELECT ON ALL TABLES IN SCHEMA reader TO {0}",
        role));
    const auto client = open(database.url_as(role));
    const auto errors = errors_of(*client);
    EXPECT_THAT(errors, Contains(Field(&Finding::mend, HasSubstr("GRANT UPDATE ON \"reader\".\"layer_clusters\""))));
    for (const auto& error : errors)
        database.sql().execute(error.mend);
    EXPECT_THAT(errors_of(*client), testing::IsEmpty());
    RunResult run = small_run().result();
    run.layers = {{.label = 0, .centroid = {1, 0, 0}, .article_count = 5, .layer = Layer::theme}};
    for (RunCluster& cluster : run.clusters)
        cluster.parent = 0;
    run.assignments = Assignments(IdType::int8);
    for (std::int64_t id = 1; id <= 5; ++id) {
        run.assignments.ids.push_back(id);
        run.assignments.add(id <= 3 ? 0 : 1, 1, 0, How::density);
    }
    const RunId id = client->begin_run({});
    const auto report = client->publish(id, run, [](const PublishedAssignments&) {
        return Lineage{.kept = {std::nullopt, std::nullopt}, .events = {}, .kept_layers = {std::nullopt}};
    });
    EXPECT_THAT(report.layer_ids, ElementsAre(3));
    Assignments more(IdType::int8);
    more.ids.push_back(std::int64_t{6});
    more.add(0, 1, 0, How::incremental);
    EXPECT_EQ(client->add_to_published(id, more, report.cluster_ids).value().added, 1);
    EXPECT_EQ(client->find_cluster(3).value().article_count, 6);
}

TEST_F(HiddenRows, AViewOfSomeArticlesIsAllThereIsAndOthersVectorsAreLeftOut) {
    database.sql().execute(
        "CREATE SCHEMA app; CREATE TABLE app.all_posts (article_id bigint PRIMARY KEY, title text, cluster_id bigint, "
        "seen "
        "boolean); INSERT INTO app.all_posts SELECT i, 't', NULL, i < 6 FROM generate_series(1, 8) i; "
        "CREATE VIEW app.articles AS SELECT article_id, title, cluster_id FROM app.all_posts WHERE seen; "
        "CREATE TABLE app.embeddings (article_id bigint PRIMARY KEY, embedding vector(3)); "
        "INSERT INTO app.embeddings SELECT i, '[1,2,3]' FROM generate_series(1, 8) i");
    names.schema = "app";
    const auto client = open();
    client->initialize_tables({.dimensions = 3});
    const auto rows = client->get_all_embeddings({});
    EXPECT_EQ(rows.ids.size(), 5U);
    EXPECT_EQ(rows.orphans, 3);
    EXPECT_EQ(publish(*client).articles_gone, 1) << "article 6 of the run is not in the view";
    EXPECT_EQ(database.sql().value("SELECT count(cluster_id) FROM app.all_posts"), "5");
    EXPECT_THAT(client->inspect(), Each(Field(&Finding::mend, Not(HasSubstr("DELETE")))))
        << "their vectors are in order";
}

TEST_F(HiddenRows, IdsOfAnotherTypeInTheTableOfVectorsMeetTheirArticles) {
    database.sql().execute(
        "CREATE SCHEMA reader; CREATE TABLE reader.articles (article_id bigint PRIMARY KEY, title text); "
        "CREATE TABLE reader.embeddings (article_id integer PRIMARY KEY, embedding vector(3)); "
        "INSERT INTO reader.articles SELECT i, 't' FROM generate_series(1, 3) i; "
        "INSERT INTO reader.embeddings VALUES (1, '[1,2,3]'), (9, '[1,2,3]')");
    const auto client = open();
    client->initialize_tables({.dimensions = 3});
    EXPECT_EQ(client->get_all_embeddings({}).ids.size(), 1U);
    EXPECT_EQ(client->status().orphans, 1);
    ArticleIds ids;
    ids.push_back(std::int64_t{2});
    const float vector[] = {3, 2, 1};
    const std::vector<std::string> hash{"h"};
    EXPECT_EQ(client->upsert_embeddings(ids, {vector, 1, 3}, "lsa-1", hash).stored, 1);
    EXPECT_EQ(client->upsert_embeddings(ids, {vector, 1, 3}, "lsa-2", hash).stored, 1);
    EXPECT_EQ(client->get_all_embeddings({}).made_here, 1);
    EXPECT_EQ(client->remove_made_vectors(), 1);
}

TEST_F(HiddenRows, HalfPrecisionVectorsAreKnownAgainAfterTheirRounding) {
    database.sql().execute(
        "CREATE SCHEMA reader; CREATE TABLE reader.articles (article_id bigint PRIMARY KEY, title text); "
        "CREATE TABLE reader.embeddings (article_id bigint PRIMARY KEY, embedding halfvec(3)); "
        "INSERT INTO reader.articles VALUES (1, 't')");
    const auto client = open();
    client->initialize_tables({.dimensions = 3});
    ArticleIds ids;
    ids.push_back(std::int64_t{1});
    const float vector[] = {0.1F, 0.2F, 0.3F};
    const std::vector<std::string> hash{"h"};
    client->upsert_embeddings(ids, {vector, 1, 3}, "lsa-1", hash);
    EXPECT_EQ(client->get_all_embeddings({}).made_here, 1);
    EXPECT_EQ(client->upsert_embeddings(ids, {vector, 1, 3}, "lsa-2", hash).stored, 1);
}

}  // namespace asterism::store
