/// The one place that knows which targets a processor family has. Only the dispatching *.cpp of each job include this.
#pragma once

#include "simd/target.hpp"

/// The function `kernel` of the namespace of `target`. Targets of another family run the scalar one.
#if defined(__x86_64__)
#define ASTERISM_KERNEL(target, kernel) \
    ((target) == Target::avx512 ? avx512::kernel : (target) == Target::avx2 ? avx2::kernel : scalar::kernel)
#elif defined(__aarch64__)
#define ASTERISM_KERNEL(target, kernel) ((target) == Target::neon ? neon::kernel : scalar::kernel)
#else
#define ASTERISM_KERNEL(target, kernel) ((void)(target), scalar::kernel)
#endif
