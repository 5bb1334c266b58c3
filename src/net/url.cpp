#include "net/url.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "asterism/error.hpp"

namespace asterism::net {
namespace {

[[noreturn]] void refuse(const Addressee& addressee, const std::string& why) {
    throw Error(ErrorKind::usage, fmt::format("{} {}; name it such as {}", addressee.name, why, addressee.example));
}

bool is_host_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
           c == '_';
}

/// All of 127.0.0.0/8, written as four numbers: "127.example.org" is a name anybody may own.
bool is_loopback(std::string_view host) {
    const bool numeric = host.find_first_not_of("0123456789.") == std::string_view::npos;
    return host == "localhost" || host == "[::1]" ||
           (host.starts_with("127.") && numeric && std::ranges::count(host, '.') == 3);
}

void check_port(std::string_view port, const Addressee& addressee) {
    int number = 0;
    const auto [end, fault] = std::from_chars(port.data(), port.data() + port.size(), number);
    if (fault != std::errc() || end != port.data() + port.size() || number < 1 || number > 65535)
        refuse(addressee, fmt::format("has no port \"{}\"", port));
}

}  // namespace

Url parse_url(std::string_view url, const Addressee& addressee) {
    Url parsed;
    parsed.https = url.starts_with("https://");
    if (!parsed.https && !url.starts_with("http://"))
        refuse(addressee, "begins neither with https:// nor with http://");
    if (url.find_first_of("@?#") != std::string_view::npos)
        refuse(addressee,
               fmt::format("may hold no user, query or fragment (a key belongs into {})", addressee.key_name));
    const auto bad = [](unsigned char c) { return c <= ' ' || c >= 0x7f; };
    if (std::ranges::any_of(url, bad)) refuse(addressee, "holds a blank or another character that no URL may have");
    const std::size_t begin = url.find("//") + 2;
    const std::size_t slash = std::min(url.find('/', begin), url.size());
    const std::string_view authority = url.substr(begin, slash - begin);
    const bool bracketed = authority.starts_with('[');
    const std::size_t host_end = bracketed ? authority.find(']') : std::min(authority.find(':'), authority.size());
    if (host_end == std::string_view::npos) refuse(addressee, "has a \"[\" without \"]\"");
    const std::string_view host = authority.substr(0, host_end + (bracketed ? 1 : 0));
    if (host.empty() || (!bracketed && !std::ranges::all_of(host, is_host_character)))
        refuse(addressee, fmt::format("has no host \"{}\"", host));
    const std::string_view rest = authority.substr(host.size());
    if (!rest.empty() && rest.front() != ':') refuse(addressee, fmt::format("has \"{}\" behind its host", rest));
    if (!rest.empty()) check_port(rest.substr(1), addressee);
    parsed.loopback = is_loopback(host);
    parsed.origin = std::string(url.substr(0, slash));
    parsed.base_path = std::string(url.substr(slash));
    while (parsed.base_path.ends_with('/'))
        parsed.base_path.pop_back();
    return parsed;
}

void check_key(const Url& url, std::string_view key, const Addressee& addressee) {
    if (key.empty()) return;
    if (!url.https && !url.loopback)
        refuse(addressee,
               fmt::format("is http on another machine, which would show {} to the network: use https or unset it",
                           addressee.key_name));
    const auto bad = [](unsigned char c) { return c <= ' ' || c >= 0x7f; };
    if (std::ranges::any_of(key, bad))
        throw Error(ErrorKind::usage, fmt::format("{} holds a blank or another character that no key has; set it anew",
                                                  addressee.key_name));
}

}  // namespace asterism::net
