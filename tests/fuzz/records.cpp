/// JSON and CSV: from the bytes of a file to articles. The first byte chooses the format and the type of the ids.
#include <algorithm>
#include <sstream>
#include <string>

#include "fuzz/expect.hpp"
#include "pipeline/intake/article_fields.hpp"
#include "pipeline/intake/record_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace asterism;
    if (size == 0) return 0;
    const auto format = data[0] % 2 == 0 ? pipeline::InputFormat::jsonl : pipeline::InputFormat::csv;
    const IdType id_type = static_cast<IdType>(data[0] / 2 % 4);
    std::istringstream in(std::string(reinterpret_cast<const char*>(data) + 1, size - 1));
    fuzz::passes_or_is(ErrorKind::data, [&] {
        const auto reader = pipeline::make_record_reader(in, format);
        std::int64_t last = 0;
        for (pipeline::Record record; reader->next(record);) {
            fuzz::expect(record.line >= std::max<std::int64_t>(1, last),
                         "every record has its line, none before the last");
            last = record.line;
            const auto input = pipeline::article_from(record, id_type);
            const auto& article = input.article;
            for (const auto* text : {&article.title, &article.summary, &article.content, &article.url})
                fuzz::expect(text->value_or("").find('\0') == std::string::npos, "no text holds a NUL byte");
        }
    });
    return 0;
}
