#include "pipeline/digest.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <cstdint>
#include <new>

namespace asterism::pipeline {
namespace {

struct FreeState {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
};

std::string hex(XXH128_hash_t digest) {
    return fmt::format("{:016x}{:016x}", digest.high64, digest.low64);
}

std::unique_ptr<XXH3_state_t, FreeState> new_state() {
    std::unique_ptr<XXH3_state_t, FreeState> state(XXH3_createState());
    if (!state) throw std::bad_alloc();
    XXH3_128bits_reset(state.get());
    return state;
}

void add_integer(XXH3_state_t* state, std::int64_t value) {
    XXH3_128bits_update(state, &value, sizeof value);
}

}  // namespace

std::string content_hash(std::string_view text) {
    return hex(XXH3_128bits(text.data(), text.size()));
}

std::string input_fingerprint(const ArticleIds& ids, MatrixView vectors) {
    const auto state = new_state();
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (is_integer(ids.type())) {
            add_integer(state.get(), ids.integer(i));
        } else {
            const std::string_view text = ids.text(i);
            add_integer(state.get(), static_cast<std::int64_t>(text.size()));
            XXH3_128bits_update(state.get(), text.data(), text.size());
        }
        XXH3_128bits_update(state.get(), vectors.row(i), vectors.cols * sizeof(float));
    }
    return hex(XXH3_128bits_digest(state.get()));
}

std::string weights_digest(std::span<const SpanningEdge> tree) {
    const auto state = new_state();
    for (const SpanningEdge& edge : tree)
        XXH3_128bits_update(state.get(), &edge.weight, sizeof edge.weight);
    return hex(XXH3_128bits_digest(state.get()));
}

}  // namespace asterism::pipeline
