# How the scripts configure and build. Sourced from the repository's root.

# Objects that have been compiled before, in any build folder, are not compiled again.
if command -v ccache >/dev/null; then
    export CMAKE_CXX_COMPILER_LAUNCHER=ccache CMAKE_C_COMPILER_LAUNCHER=ccache
    export CCACHE_DEPEND=1  # the compiler's own list of headers: an empty cache costs no second pass over them
fi

# configure_preset PRESET [OPTION...]: quiet unless it fails.
configure_preset() {
    local log=build/$1.configure.log
    mkdir -p build
    if ! cmake --preset "$@" >"$log" 2>&1; then
        cat "$log" >&2
        return 1
    fi
}

# build_preset PRESET [TARGET]: shows compiler output, without a line for each file that succeeds.
build_preset() {
    cmake --build "build/$1" --target "${2:-all}" -- --quiet
}
