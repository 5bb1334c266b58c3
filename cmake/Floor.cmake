# One floor of the house = one static library. asterism_floor(NAME [BATCHED] SOURCES ... DEPENDS ...) makes target
# asterism_NAME.
#
# -ffp-contract=off everywhere: a contracted `1 - dot * x` would differ between instruction sets, and the same bytes on every
# machine are a promise. Nothing is built with -march=native: wider kernels carry their own flags and are picked at run time.

add_library(asterism_flags INTERFACE)
target_compile_features(asterism_flags INTERFACE cxx_std_20)
target_compile_options(asterism_flags INTERFACE -ffp-contract=off -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
    -Wconversion -Wno-sign-conversion)
# GCC 12 sees overlaps in operator+ of std::string that are none (GCC bug 105651).
target_compile_options(asterism_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
# Out of precompiled headers it takes its own library for code of ours, and sees more of them.
if(ASTERISM_FAST_BUILD)
    target_compile_options(asterism_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds>
        $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow> $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overread>)
endif()
if(ASTERISM_WERROR)
    target_compile_options(asterism_flags INTERFACE -Werror)
endif()
# A target with UNSANITIZED has no checks of its own. What only looks at pointers is left to the address sanitizer: these
# checks stand at every access, and take as long to compile as all the rest.
if(ASTERISM_SANITIZE)
    set(sanitized $<NOT:$<BOOL:$<TARGET_PROPERTY:UNSANITIZED>>>)
    set(checks -fsanitize=${ASTERISM_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    if(ASTERISM_SANITIZE MATCHES "undefined" AND ASTERISM_SANITIZE MATCHES "address")
        list(APPEND checks -fno-sanitize=null,alignment,object-size,vptr,pointer-overflow,nonnull-attribute,returns-nonnull-attribute)
    endif()
    target_compile_options(asterism_flags INTERFACE "$<${sanitized}:${checks}>")
    target_link_options(asterism_flags INTERFACE -fsanitize=${ASTERISM_SANITIZE})
endif()
if(ASTERISM_COVERAGE)
    target_compile_options(asterism_flags INTERFACE --coverage)
    target_link_options(asterism_flags INTERFACE --coverage)
endif()

# Reading headers and filling in templates is most of what a build does here. -DASTERISM_FAST_BUILD=ON reads those of the
# standard library and of other projects once, for the first target, and all others take them from it; floors that say BATCHED
# are compiled several files at a time. What is shipped is built without, so that every file says itself what it needs.
set(ASTERISM_HEADERS <algorithm> <array> <bit> <charconv> <chrono> <cmath> <cstdint> <cstring> <filesystem> <fstream>
    <functional> <limits> <map> <memory> <numeric> <optional> <random> <set> <span> <sstream> <string> <string_view> <thread>
    <utility> <vector> <fmt/format.h> <fmt/ranges.h>)
if(NOT ASTERISM_ENGINE_ONLY)
    list(APPEND ASTERISM_HEADERS <nlohmann/json.hpp>)
endif()

# `first`: the target of the same kind and the same flags whose headers the others take. `ARGN`: what only this kind needs.
function(asterism_precompile target first)
    if(NOT ASTERISM_FAST_BUILD OR target STREQUAL asterism_base)  # which has macros of its own, spdlog's
        return()
    endif()
    if(target STREQUAL first)
        target_precompile_headers(${target} PRIVATE ${ASTERISM_HEADERS} ${ARGN})
    else()
        target_precompile_headers(${target} REUSE_FROM ${first})
    endif()
endfunction()

function(asterism_floor name)
    cmake_parse_arguments(FLOOR "BATCHED" "" "SOURCES;DEPENDS" ${ARGN})
    add_library(asterism_${name} STATIC ${FLOOR_SOURCES})
    target_include_directories(asterism_${name} PUBLIC ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)
    target_link_libraries(asterism_${name} PUBLIC ${FLOOR_DEPENDS} Threads::Threads PRIVATE asterism_flags)
    asterism_precompile(asterism_${name} asterism_simd)
    if(ASTERISM_FAST_BUILD AND FLOOR_BATCHED)
        set_target_properties(asterism_${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
    endif()
endfunction()

# Test bodies are not hot, and half of what there is to build. The address sanitizer needs no part in them either: the code
# under test carries its checks with it.
function(asterism_build_quickly target)
    if(ASTERISM_SANITIZE)
        target_compile_options(${target} PRIVATE -O0)
        if(NOT ASTERISM_SANITIZE MATCHES thread)
            set_target_properties(${target} PROPERTIES UNSANITIZED ON)
        endif()
    else()
        target_compile_options(${target} PRIVATE -O1)
    endif()
endfunction()

# asterism_test(NAME SOURCES ... DEPENDS ... [LABELS ...]): one GoogleTest program per floor, its cases listed in ctest.
function(asterism_test name)
    cmake_parse_arguments(TEST "" "" "SOURCES;DEPENDS;LABELS" ${ARGN})
    add_executable(${name}_test ${TEST_SOURCES})
    target_include_directories(${name}_test PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_link_libraries(${name}_test PRIVATE ${TEST_DEPENDS} asterism_flags GTest::gtest_main GTest::gmock)
    asterism_build_quickly(${name}_test)
    asterism_precompile(${name}_test base_test <gtest/gtest.h> <gmock/gmock.h>)
    # -DASTERISM_TESTS=program: only what depends on how it was compiled, beside the scripts that run the program.
    if(ASTERISM_TESTS STREQUAL "program" AND NOT name IN_LIST ASTERISM_TESTS_OF_EVERY_BUILD)
        set_target_properties(${name}_test PROPERTIES EXCLUDE_FROM_ALL ON)
        return()
    endif()
    gtest_discover_tests(${name}_test TEST_PREFIX "${name}/" DISCOVERY_TIMEOUT 120
        PROPERTIES TIMEOUT 900 LABELS "${TEST_LABELS}")
endfunction()
