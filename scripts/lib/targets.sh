# Which targets of src/simd/target.hpp this machine's processor runs, as its kernel describes it. Sourced.

expected_targets() {
    local features targets=scalar
    features=" $(sed -n '/^\(flags\|Features\)/{s/.*: //p;q}' /proc/cpuinfo) "
    if has_features avx2 fma; then targets="$targets avx2"; fi
    if has_features avx512f avx512vl avx512dq avx512bw avx512_vnni; then targets="$targets avx512"; fi
    if has_features asimddp; then targets="$targets neon"; fi
    echo "$targets"
}

# Whether the caller's list has all of them.
has_features() {
    local feature
    for feature in "$@"; do
        case "$features" in
            *" $feature "*) ;;
            *) return 1 ;;
        esac
    done
}
