/// Rows of NumPy's, prepared once and kept with what was prepared.
#pragma once

#include <nanobind/nanobind.h>

#include <memory>
#include <string>

#include "asterism/neighbors.hpp"
#include "asterism/options.hpp"
#include "python/arrays.hpp"

namespace asterism::python {

Metric metric_of(const std::string& name);

/// The arrays are borrowed by what is prepared of them, so they live as long as it does.
struct Rows {
    FloatMatrix vectors;
    DoubleMatrix distances;
    PreparedRows prepared;
    int threads = 0;
    std::unique_ptr<NeighborSearch> search;  ///< made when somebody asks for neighbours

    Rows() = default;
    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;
};

/// Made the first time, for lists of about k.
const NeighborSearch& search_of(Rows& rows, std::size_t k, Observer* observer);

}  // namespace asterism::python
