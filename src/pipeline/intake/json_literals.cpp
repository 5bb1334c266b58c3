#include "pipeline/intake/json_literals.hpp"

#include <nlohmann/json.hpp>

namespace asterism::pipeline {
namespace {

class Finder : public nlohmann::json_sax<nlohmann::json> {
 public:
    explicit Finder(Literals& found) : found_(found) {}

    bool number_float(number_float_t, const string_t& literal) override {
        if (depth_ == 1) found_[member_] = literal;
        return true;
    }
    bool key(string_t& name) override {
        if (depth_ == 1) member_ = name;
        return true;
    }
    bool start_object(std::size_t) override { return ++depth_, true; }
    bool end_object() override { return --depth_, true; }
    bool start_array(std::size_t) override { return ++depth_, true; }
    bool end_array() override { return --depth_, true; }
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

 private:
    Literals& found_;
    std::string member_;
    int depth_ = 0;
};

}  // namespace

Literals number_literals(std::string_view object) {
    Literals found;
    Finder finder(found);
    nlohmann::json::sax_parse(object, &finder);
    return found;
}

}  // namespace asterism::pipeline
