/// How NumPy's arrays become views, and vectors become NumPy's arrays, neither with a copy.
#pragma once

#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>

#include <span>
#include <utility>
#include <vector>

#include "asterism/matrix.hpp"

namespace asterism::python {

namespace nb = nanobind;

/// C-contiguous, of just this type; python/asterism converts what is not.
using FloatMatrix = nb::ndarray<const float, nb::ndim<2>, nb::c_contig, nb::device::cpu>;
using DoubleMatrix = nb::ndarray<const double, nb::ndim<2>, nb::c_contig, nb::device::cpu>;
template <class T>
using Array = nb::ndarray<const T, nb::ndim<1>, nb::c_contig, nb::device::cpu>;

template <class T>
using NumpyArray = nb::ndarray<nb::numpy, T, nb::ndim<1>>;
template <class T>
using NumpyMatrix = nb::ndarray<nb::numpy, T, nb::ndim<2>>;

inline MatrixView view_of(const FloatMatrix& matrix) {
    return {matrix.data(), matrix.shape(0), matrix.shape(1)};
}
template <class T>
std::span<const T> span_of(const Array<T>& array) {
    return {array.data(), array.shape(0)};
}

/// Of the values of a vector that belongs to the array from now on.
template <class T>
NumpyMatrix<T> to_numpy(std::vector<T> values, std::size_t rows, std::size_t columns) {
    auto* held = new std::vector<T>(std::move(values));
    const nb::capsule owner(held, [](void* vector) noexcept { delete static_cast<std::vector<T>*>(vector); });
    return NumpyMatrix<T>(held->data(), {rows, columns}, owner);
}
template <class T>
NumpyArray<T> to_numpy(std::vector<T> values) {
    auto* held = new std::vector<T>(std::move(values));
    const nb::capsule owner(held, [](void* vector) noexcept { delete static_cast<std::vector<T>*>(vector); });
    return NumpyArray<T>(held->data(), {held->size()}, owner);
}

}  // namespace asterism::python
