/// A binary COPY as a server might send it, and the vectors and ids in it. The first byte says the dimensions, the
/// second where the stream is cut into messages.
#include <algorithm>
#include <string>
#include <vector>

#include "fuzz/expect.hpp"
#include "store/postgres/copy_format.hpp"
#include "store/postgres/id_values.hpp"

namespace {

using namespace asterism;

void read_field(std::string_view bytes, std::vector<float>& row) {
    using enum store::postgres::IdWire;
    const auto as_internal = [](auto body) { fuzz::passes_or_is(ErrorKind::internal, body); };
    as_internal([&] { (void)store::postgres::read_vector(bytes, row.size(), row.data()); });
    as_internal([&] { (void)store::postgres::read_array(bytes, row.size(), row.data()); });
    for (const auto wire : {int2, int4, int8, text, uuid})
        as_internal([&] { (void)store::postgres::read_id(wire, bytes); });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    std::vector<float> row(data[0] % 17);
    const std::size_t step = data[1] + 1U;
    const std::vector<char> stream(data + 2, data + size);
    store::postgres::CopyFormat format;
    std::vector<std::string_view> fields;
    fuzz::passes_or_is(ErrorKind::internal, [&] {
        for (std::size_t begin = 0; begin < stream.size(); begin += step) {
            // A copy of its own, so that the address sanitizer sees a read beyond it.
            const std::vector<char> message(stream.data() + begin,
                                            stream.data() + std::min(begin + step, stream.size()));
            format.parse({message.data(), message.size()}, fields);
            for (const auto field : fields)
                read_field(field, row);
        }
    });
    return 0;
}
