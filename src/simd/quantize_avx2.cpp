#include "simd/quantize_kernels.hpp"

namespace asterism::simd::avx2 {

extern const QuantizeKernels quantize = kCompiledHere;

}  // namespace asterism::simd::avx2
