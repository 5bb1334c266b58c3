/// The dates articles come with.
#include <string>

#include "base/utc_time.hpp"
#include "fuzz/expect.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace asterism;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto time = parse_time(text);
    if (!time) return 0;
    const std::string written = format_utc(*time);
    fuzz::expect(written.size() == 20 && written[4] == '-' && written[19] == 'Z', "a year of four digits");
    fuzz::expect(written >= "0001", "no year before 1");
    fuzz::expect(parse_time(written) == time, "what is written is read as the same time");
    return 0;
}
