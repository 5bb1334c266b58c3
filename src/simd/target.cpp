#include "simd/target.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

#include "asterism/error.hpp"

#if defined(__aarch64__)
#include <sys/auxv.h>
#endif

namespace asterism::simd {
namespace {

constexpr std::array<std::string_view, 4> kNames{"scalar", "avx2", "avx512", "neon"};

Target choose() {
    const std::vector<Target> targets = runnable_targets();
    const char* forced = std::getenv("ASTERISM_SIMD");
    if (forced == nullptr || *forced == '\0') return targets.back();
    std::string known;
    for (const Target target : targets) {
        if (to_string(target) == forced) return target;
        known += (known.empty() ? "" : ", ") + std::string(to_string(target));
    }
    throw Error(ErrorKind::usage, "ASTERISM_SIMD is \"" + std::string(forced) + "\"; this machine can run: " + known);
}

}  // namespace

std::string_view to_string(Target target) {
    return kNames.at(static_cast<std::size_t>(target));
}

std::vector<Target> runnable_targets() {
    std::vector<Target> targets{Target::scalar};
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) targets.push_back(Target::avx2);
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vnni")) {
        targets.push_back(Target::avx512);
    }
#elif defined(__aarch64__)
    if ((getauxval(AT_HWCAP) & HWCAP_ASIMDDP) != 0) targets.push_back(Target::neon);
#endif
    return targets;
}

Target active_target() {
    static const Target target = choose();
    return target;
}

}  // namespace asterism::simd
