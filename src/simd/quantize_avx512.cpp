#include "simd/quantize_kernels.hpp"

namespace asterism::simd::avx512 {

extern const QuantizeKernels quantize = kCompiledHere;

}  // namespace asterism::simd::avx512
