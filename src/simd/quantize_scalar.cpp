#include "simd/quantize_kernels.hpp"

namespace asterism::simd::scalar {

const QuantizeKernels quantize_kernels = kCompiledHere;

}  // namespace asterism::simd::scalar
