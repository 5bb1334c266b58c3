/// Passwords stay out of messages, locations and notes.
#include <fmt/format.h>

#include "store/postgres/postgres_fixture.hpp"

namespace asterism::store {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kPassword = "s3cr3t-p4ss";
class Secrets : public PostgresTest {};

}  // namespace

TEST_F(Secrets, AWrongPasswordIsAConnectionErrorThatDoesNotNameIt) {
    const auto role = database.create_role("PASSWORD 'another'");
    const auto message = error_message(ErrorKind::connection, [&] { open(database.tcp_url(role, kPassword)); });
    EXPECT_THAT(message, HasSubstr("password authentication failed"));
    EXPECT_THAT(message, HasSubstr(fmt::format("postgresql://{}@127.0.0.1", role)));
    EXPECT_THAT(message, Not(HasSubstr(kPassword)));
}

TEST_F(Secrets, TheRightPasswordOpensTheReaderAndIsNotInItsLocation) {
    open_reader(1);
    const auto role = database.create_role(fmt::format("SUPERUSER PASSWORD '{}'", kPassword));
    const auto client = open(database.tcp_url(role, kPassword));
    EXPECT_THAT(client->status().location, testing::StartsWith(fmt::format("postgresql://{}@127.0.0.1:", role)));
    EXPECT_THAT(client->status().location, Not(HasSubstr(kPassword)));
    for (const auto& finding : client->inspect())
        EXPECT_THAT(finding.what, Not(HasSubstr(kPassword)));
}

TEST_F(Secrets, AMessageOfTheServerThatRepeatsThePasswordIsBlackened) {
    open_reader(1);
    const auto role = database.create_role(fmt::format("SUPERUSER PASSWORD '{}'", kPassword));
    database.sql().execute(fmt::format(
        "CREATE FUNCTION public.tell() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'it is {}' USING "
        "ERRCODE = '22000'; END $$; CREATE TRIGGER tell BEFORE INSERT ON reader.clusters FOR EACH ROW EXECUTE FUNCTION "
        "public.tell()",
        kPassword));
    const auto client = open(database.tcp_url(role, kPassword));
    const auto message = error_message(ErrorKind::data, [&] {
        client->upsert_cluster(std::vector<float>{1, 2, 3}, 1);
    });
    EXPECT_THAT(message, HasSubstr("it is ***"));
}

TEST_F(Secrets, AConnectionStringThatCannotBeReadIsNotRepeated) {
    for (const auto& conninfo :
         {fmt::format("postgresql://me:{}@[::1", kPassword), fmt::format("host=x password '{}'", kPassword),
          fmt::format("host=x {}", kPassword), fmt::format("postgresql://me:{}%zz@host/db", kPassword)}) {
        const auto message = error_message(ErrorKind::usage, [&] { open(conninfo); });
        EXPECT_THAT(message, Not(HasSubstr(kPassword)));
        EXPECT_THAT(message, HasSubstr("connection string"));
    }
}

TEST_F(Secrets, AServerThatIsNotThereIsNamedWithoutPassword) {
    const auto conninfo = fmt::format("postgresql://me:{}@127.0.0.1:1/db", kPassword);
    const auto message = error_message(ErrorKind::connection, [&] { open(conninfo); });
    EXPECT_THAT(message, HasSubstr("postgresql://me@127.0.0.1:1/db"));
    EXPECT_THAT(message, Not(HasSubstr(kPassword)));
}

TEST_F(Secrets, AnUnknownDatabaseIsAConnectionError) {
    auto url = database.url();
    url.replace(url.find(database.name()), database.name().size(), "no_such_database");
    EXPECT_THAT(error_message(ErrorKind::connection, [&] { open(url); }), HasSubstr("no_such_database"));
}

}  // namespace asterism::store
