/// Times as every store keeps them: ISO 8601 in, UTC "YYYY-MM-DDTHH:MM:SSZ" out.
///
/// Thread safety: pure functions; no time zone database and no locale is read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace asterism::store {

/// Accepts "2024-05-01", "2024-05-01T10:30", "2024-05-01 10:30:15.25+02:00", "...Z", "...+0200", "...+02". Fractions of
/// a second are cut off; no offset means UTC. nullopt for anything else, days such as February 30 included.
[[nodiscard]] std::optional<std::string> to_utc(std::string_view iso8601);

/// The same form from seconds since 1970-01-01T00:00:00Z. Years 0 to 9999; nullopt outside.
[[nodiscard]] std::optional<std::string> to_utc(std::int64_t unix_seconds);

}  // namespace asterism::store
