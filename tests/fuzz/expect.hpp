/// What a fuzz target promises: a broken promise ends the program, which the fuzzer takes for a crash.
#pragma once

#include <cstdio>
#include <cstdlib>

#include "asterism/error.hpp"

namespace asterism::fuzz {

inline void expect(bool kept, const char* promise) {
    if (kept) return;
    std::fprintf(stderr, "broken: %s\n", promise);
    std::abort();
}

/// Runs `body`; an Error must be of this kind and say something, and no other exception may come.
template <class Body>
bool passes_or_is(ErrorKind kind, Body&& body) {
    try {
        body();
        return true;
    } catch (const Error& error) {
        expect(error.kind() == kind, error.what());
        expect(*error.what() != '\0', "an error says what is wrong");
        return false;
    }
}

}  // namespace asterism::fuzz
