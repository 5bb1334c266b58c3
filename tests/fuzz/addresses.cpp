/// What a user calls a database, and the passwords in it.
#include <algorithm>
#include <string>

#include "fuzz/expect.hpp"
#include "pipeline/database_address.hpp"
#include "store/secrets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace asterism;
    const std::string text(reinterpret_cast<const char*>(data), std::find(data, data + size, 0) - data);
    const auto secrets = store::secrets_in(text);
    std::size_t end = 0;
    for (const auto secret : secrets) {
        fuzz::expect(end <= secret.begin && secret.begin < secret.end && secret.end <= text.size(), "in order, inside");
        end = secret.end;
    }
    fuzz::expect(!secrets.empty() || store::without_secrets(text) == text, "what holds no secret stays");
    fuzz::passes_or_is(ErrorKind::usage, [&] {
        const auto database = pipeline::database_address(text);
        const bool path = database.store == pipeline::StoreKind::sqlite;
        fuzz::expect(path == pipeline::is_path(text), "a path is a path to both");
        const bool marked = text.front() == '/' || text.front() == '.' || text.front() == ' ';
        if (path && !marked)
            fuzz::expect(secrets.empty() && text.find("://") == std::string::npos, "no address is a path");
        // What is settled once stays as it is.
        fuzz::expect(pipeline::database_address(database.address).address == database.address, "settled");
    });
    return 0;
}
