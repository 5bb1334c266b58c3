#include "simd/quantize_kernels.hpp"

namespace asterism::simd::avx2 {

const QuantizeKernels quantize_kernels = kCompiledHere;

}  // namespace asterism::simd::avx2
