#include "simd/quantize_kernels.hpp"

namespace asterism::simd::scalar {

extern const QuantizeKernels quantize = kCompiledHere;

}  // namespace asterism::simd::scalar
