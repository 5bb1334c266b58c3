/// Names that our bookkeeping needs: taken by somebody else, or dropped by him.
#include "store/own_tables.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "store/contract/reader_db_client_contract.hpp"

namespace asterism::store {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const auto kNoError = Each(Field(&Finding::severity, testing::Ne(Finding::Severity::error)));

ComputedRun two_articles() {
    ComputedRun run;
    run.add(std::int64_t{1}, 0).add(std::int64_t{2}, 0);
    return run;
}

}  // namespace

TEST_P(ReaderDBClientContract, ATableOfTheReadersUnderANameOfOursIsRefusedAndLeftAsItIs) {
    for (const auto name : kOwnTables) {
        store = GetParam().create();
        store->create_schema(names);
        const bool alike = name == "counters";
        store->execute(fmt::format("CREATE TABLE {} ({} TEXT, value BIGINT)", table(name), alike ? "name" : "mine"));
        store->execute(fmt::format("INSERT INTO {} VALUES ('visits', 7)", table(name)));
        const auto reader = store->open(names);
        const std::string message =
            error_message(ErrorKind::schema, [&] { reader->initialize_tables({.dimensions = kDimensions}); });
        EXPECT_THAT(message, AllOf(HasSubstr(table(name).substr(table(name).find(name))), HasSubstr("not Asterism's"),
                                   HasSubstr("rename it"), Not(HasSubstr("init"))));
        EXPECT_THAT(error_message(ErrorKind::schema, [&] { (void)reader->status(); }), HasSubstr("rename it"));
        EXPECT_THAT(reader->inspect(), Contains(AllOf(Field(&Finding::severity, Finding::Severity::error),
                                                      Field(&Finding::what, HasSubstr("not Asterism's")))));
        const std::vector<StoreUnderTest::SqlRow> kept{{"visits", "7"}};
        EXPECT_EQ(store->query("SELECT * FROM " + table(name)), kept);
        EXPECT_ANY_THROW(store->query("SELECT 1 FROM " + table("articles"))) << "nothing is half made";
    }
}

TEST_P(ReaderDBClientContract, ATableOfOursThatWasDroppedIsMissedByEveryCallAndInitMakesItAnew) {
    for (const std::string name : {"cluster_runs", "models", "vector_origins", "counters"}) {
        store = GetParam().create();
        auto reader = store->open(names);
        reader->initialize_tables({.dimensions = kDimensions});
        reader->upsert_articles(std::vector<Article>{titled(std::int64_t{1}, "a"), titled(std::int64_t{2}, "b")});
        const auto publish_anew = [&] {
            return reader->publish(reader->begin_run({}), two_articles().result(), [](const PublishedAssignments&) {
                return keeping(std::vector<std::optional<ClusterId>>(1));
            });
        };
        publish_anew();
        store->execute(fmt::format("DROP TABLE {}{}", table(name), GetParam().name == "sqlite" ? "" : " CASCADE"));
        reader = store->open(names);
        for (const std::function<void()>& call : std::vector<std::function<void()>>{
                 [&] { (void)reader->status(); }, [&] { reader->begin_run({}); }, [&] { reader->clusters(0); }})
            EXPECT_THAT(error_message(ErrorKind::schema, call), HasSubstr("asterism init")) << name;
        EXPECT_THAT(reader->inspect(), Contains(AllOf(Field(&Finding::severity, Finding::Severity::error),
                                                      Field(&Finding::what, HasSubstr(name)),
                                                      Field(&Finding::mend, HasSubstr("asterism init")))));
        EXPECT_THAT(reader->initialize_tables({.dimensions = kDimensions}).created, Contains(HasSubstr(name)));
        EXPECT_THAT(reader->initialize_tables({.dimensions = kDimensions}).created, IsEmpty()) << name;
        EXPECT_THAT(reader->inspect(), kNoError) << name;
        EXPECT_THAT(publish_anew().cluster_ids, ElementsAre(2)) << "no id is given twice";
        EXPECT_EQ(reader->status().clustered, 2);
    }
}

}  // namespace asterism::store
