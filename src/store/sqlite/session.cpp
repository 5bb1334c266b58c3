#include "store/sqlite/session.hpp"

#include <fmt/format.h>

#include <chrono>

#include "asterism/error.hpp"
#include "base/utc_time.hpp"
#include "store/sqlite/articles.hpp"
#include "store/sqlite/own_tables.hpp"

namespace asterism::store::sqlite {

Connection& Session::connection() {
    if (db_ == nullptr) {
        const auto mode = options_.read_only ? OpenMode::read_only : OpenMode::read_write;
        db_ = std::make_unique<Connection>(options_.path, mode, options_.busy_timeout_ms, options_.commands);
        db_->watch(observer_);
    }
    return *db_;
}

Connection& Session::create() {
    if (db_ == nullptr)
        db_ =
            std::make_unique<Connection>(options_.path, OpenMode::create, options_.busy_timeout_ms, options_.commands);
    ready_ = false;
    return *db_;
}

void Session::watch(const Observer* observer) {
    observer_ = observer;
    if (db_ != nullptr) db_->watch(observer);
}

Connection& Session::ready() {
    Connection& db = connection();
    if (ready_) return db;
    const OwnTables own = read_own_tables(*this);
    refuse_errors(own.foreign);
    const auto version = own.version;
    if (version == 0)
        throw Error(ErrorKind::schema, fmt::format("\"{}\" has no tables of Asterism yet; this makes them: {}",
                                                   db.location(), commands().told("init")));
    if (version > kSchemaVersion)
        throw Error(ErrorKind::schema,
                    fmt::format("the tables of \"{}\" are of version {}, this program knows up to {}; "
                                "use the newer program",
                                db.location(), version, kSchemaVersion));
    if (version < kSchemaVersion)
        throw Error(ErrorKind::schema, fmt::format("the tables of \"{}\" are of the older version {}; this upgrades "
                                                   "them: {}",
                                                   db.location(), version, commands().told("init")));
    if (!own.missing.empty())
        throw Error(ErrorKind::schema, fmt::format("\"{}\" has no table \"{}\" any more; this makes it: {}",
                                                   db.location(), own.missing.front(), commands().told("init")));
    read_tables();
    describe_vectors();
    ready_ = true;
    return db;
}

void Session::read_tables() {
    articles_ = table(options_.names.articles);
    embeddings_ = table(options_.names.embeddings);
    for (std::size_t k = 0; k < kOptionalColumns; ++k)
        stored_[k] = why_not_stored(*this, k).empty();
    statements_.set_columns(articles_, stored_);
}

void Session::describe_vectors() {
    const TableNames& names = options_.names;
    vectors_ = {.beside_articles = same_name(names.embeddings, names.articles),
                .models = false,
                .ours = prepare("made_embeddings").bind(1, std::string_view(names.embeddings)).step()};
    vectors_.models = !vectors_.beside_articles && embeddings_.find("model") != nullptr;
    statements_.describe_vectors(vectors_.models, vectors_.ours);
}

std::optional<std::int64_t> Session::counter(std::string_view name) {
    auto statement = prepare("get_counter");
    statement.bind(1, name);
    if (!statement.step()) return std::nullopt;
    return statement.integer(0);
}

void Session::set_counter(std::string_view name, std::int64_t value) {
    prepare("set_counter").bind(1, name).bind(2, value).run();
}

std::string utc_now() {
    return format_utc(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

}  // namespace asterism::store::sqlite
