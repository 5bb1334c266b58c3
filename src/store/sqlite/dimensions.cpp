#include "store/sqlite/dimensions.hpp"

#include <fmt/format.h>

#include "asterism/error.hpp"

namespace asterism::store::sqlite {

void require_dimensions(Session& session, std::size_t dimensions) {
    const auto expected = session.counter("dimensions").value_or(0);
    if (static_cast<std::int64_t>(dimensions) == expected) return;
    throw Error(
        ErrorKind::data,
        fmt::format("a vector has {} dimensions, but \"{}\" is made for {}; while it is empty, this changes that: {}",
                    dimensions, session.path().string(), expected,
                    session.commands().told("init", fmt::format("--dimensions {}", dimensions))));
}

std::optional<std::int64_t> stored_dimensions(Session& session) {
    if (const auto found = query_integer(session.connection(), session.sql("most_frequent_dimension"))) return found;
    return query_integer(session.connection(), session.sql("centroid_dimension"));
}

int dimensions_there(Session& session) {
    const auto made_for = session.counter("dimensions").value_or(0);
    return made_for > 0 ? static_cast<int>(made_for)
                        : static_cast<int>(stored_dimensions(session).value_or(kUsualDimensions));
}

void set_dimensions(Session& session, int dimensions) {
    if (session.counter("dimensions") == dimensions) return;
    const auto stored = stored_dimensions(session);
    if (stored && *stored != dimensions)
        throw Error(ErrorKind::schema,
                    fmt::format("\"{}\" holds vectors of {} dimensions, not {}; use another database, or keep them: {}",
                                session.connection().location(), *stored, dimensions,
                                session.commands().told("init", fmt::format("--dimensions {}", *stored))));
    session.set_counter("dimensions", dimensions);
}

}  // namespace asterism::store::sqlite
