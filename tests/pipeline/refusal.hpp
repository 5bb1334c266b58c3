/// What a statement that must be refused says.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "asterism/error.hpp"

namespace asterism::pipeline {

inline std::string refusal(ErrorKind kind, const std::function<void()>& statement) {
    try {
        statement();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), kind) << error.what();
        return error.what();
    }
    ADD_FAILURE() << "nothing was thrown";
    return {};
}

}  // namespace asterism::pipeline
