#include "pipeline/intake/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "asterism/error.hpp"
#include "pipeline/intake/gunzip.hpp"
#include "pipeline/intake/utf16_bytes.hpp"

namespace asterism::pipeline {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kHead = 4096;  ///< as much as it takes to tell the kinds apart

struct Kind {
    std::string_view begin;
    std::string_view what;
};

constexpr std::string_view kAsCsv = "save it as CSV in UTF-8 and ingest that";

/// Longer beginnings first where one is the beginning of another.
constexpr std::array kKinds{
    Kind{"PAR1", "a Parquet file; write it as JSONL or CSV (pandas: read_parquet, then to_json with lines=True)"},
    Kind{"ARROW1", "an Arrow file; write it as JSONL or CSV (pandas: read_feather, then to_json with lines=True)"},
    Kind{"Obj\x01", "an Avro file; write it as JSONL (\"avro-tools tojson FILE\")"},
    Kind{"\x93NUMPY", "an .npy file of vectors; give it with --embeddings beside the file of articles"},
    Kind{"\x80\x04\x95", "a Python pickle; write it as JSONL with json.dumps"},
    Kind{"SQLite format 3\0"sv, "an SQLite database; export its table (\"sqlite3 -csv -header FILE 'SELECT ...'\")"},
    Kind{"PGDMP", "a dump of PostgreSQL; restore it, or use COPY ... TO STDOUT (FORMAT csv, HEADER)"},
    Kind{"%PDF", "a PDF; take the text out first"},
    Kind{"{\\rtf", "an RTF document; take the text out first"},
    Kind{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office document (.xls, .doc); save it as CSV in UTF-8"},
    Kind{"BZh", "compressed with bzip2: bzcat FILE | asterism ingest DB -"},
    Kind{"\xFD\x37zXZ\0"sv, "compressed with xz: xzcat FILE | asterism ingest DB -"},
    Kind{"\x28\xB5\x2F\xFD", "compressed with zstd: zstdcat FILE | asterism ingest DB -"},
    Kind{"\x04\x22\x4D\x18", "compressed with lz4: lz4 -dc FILE | asterism ingest DB -"},
    Kind{"7z\xBC\xAF\x27\x1C", "a 7z archive: 7z e -so FILE | asterism ingest DB -"},
    Kind{"\xFF\xFE\0\0"sv, "UTF-32 text: iconv -f UTF-32 -t UTF-8 FILE | asterism ingest DB -"},
    Kind{"\0\0\xFE\xFF"sv, "UTF-32 text: iconv -f UTF-32 -t UTF-8 FILE | asterism ingest DB -"},
    Kind{"\x89PNG", "a picture"},
    Kind{"\xFF\xD8\xFF", "a picture"},
    Kind{"\x7F"
         "ELF",
         "a program"},
};

std::string zip_kind(std::string_view head) {
    const auto holds = [&](std::string_view name) { return head.find(name) != std::string_view::npos; };
    if (holds("xl/") || holds("opendocument.spreadsheet")) return fmt::format("a spreadsheet; {}", kAsCsv);
    if (holds("word/") || holds("opendocument.text")) return "a text document; take the text out first";
    if (holds("[Content_Types].xml"))
        return fmt::format("an Office document (.xlsx, .docx); a spreadsheet can be read: {}", kAsCsv);
    return "a zip archive: unzip -p FILE | asterism ingest DB -";
}

/// HTML and XML may begin with blanks, in any case.
std::string markup_kind(std::string_view head) {
    std::string low(head.substr(std::min(head.find_first_not_of(" \t\r\n"), head.size())).substr(0, 500));
    std::ranges::transform(low, low.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const auto holds = [&](std::string_view name) { return low.find(name) != std::string::npos; };
    if (!low.starts_with('<')) return {};
    if (holds("<rss") || holds("<feed") || holds("<rdf"))
        return "a feed (RSS or Atom); write one JSON object a line with id, title, summary, url and published";
    if (low.starts_with("<!doctype html") || holds("<html"))
        return "an HTML page (was an error page saved in place of the file?)";
    if (low.starts_with("<?xml")) return "XML; write one JSON object a line with id, title, summary and the like";
    return {};
}

}  // namespace

std::string foreign_kind(std::string_view head) {
    for (const auto& [begin, what] : kKinds)
        if (head.starts_with(begin)) return std::string(what);
    if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06")) return zip_kind(head);
    if (head.size() > 262 && head.substr(257, 5) == "ustar")
        return "a tar archive: tar -xOf FILE | asterism ingest DB -";
    return markup_kind(head);
}

std::unique_ptr<PeekedBytes> plain_text(std::istream& in) {
    auto bytes = std::make_unique<PeekedBytes>(std::make_unique<StreamBytes>(in));
    if (is_gzip(bytes->peek(kHead))) bytes = std::make_unique<PeekedBytes>(gunzipped(std::move(bytes)));
    const std::string_view head = bytes->peek(kHead);
    if (const std::string kind = is_gzip(head) ? "compressed twice; give it through zcat" : foreign_kind(head);
        !kind.empty())
        throw Error(ErrorKind::data, fmt::format("it is neither JSON nor CSV, it seems to be {}", kind));
    if (const auto order = utf16_order(head))
        bytes = std::make_unique<PeekedBytes>(from_utf16(std::move(bytes), *order));
    while (bytes->peek(kByteOrderMark.size()) == kByteOrderMark)
        bytes->skip(kByteOrderMark.size());
    return bytes;
}

}  // namespace asterism::pipeline
