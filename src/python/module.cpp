#include <nanobind/nanobind.h>
#include <nanobind/stl/optional.h>

#include <cstdint>
#include <exception>
#include <optional>

#include "asterism/error.hpp"
#include "base/available_memory.hpp"
#include "python/bindings.hpp"

namespace nb = nanobind;

namespace {

/// What Python's own code would raise where there is such a thing, else asterism.Error.
PyObject* python_type(asterism::ErrorKind kind, PyObject* own) {
    switch (kind) {
        case asterism::ErrorKind::usage:
        case asterism::ErrorKind::data:
            return PyExc_ValueError;
        case asterism::ErrorKind::preflight:
        case asterism::ErrorKind::resources:
            return PyExc_MemoryError;
        case asterism::ErrorKind::interrupted:
            return PyExc_KeyboardInterrupt;
        default:
            return own;
    }
}

void translate(const std::exception_ptr& thrown, void* own) {
    try {
        std::rethrow_exception(thrown);
    } catch (const asterism::Error& error) {
        PyErr_SetString(python_type(error.kind(), static_cast<PyObject*>(own)), error.what());
    }
}

}  // namespace

NB_MODULE(_engine, module) {
    module.doc() = "The engine in C++. Private: use the names of the package asterism.";
    PyObject* own = PyErr_NewExceptionWithDoc(
        "asterism.Error", "What the engine raises beside ValueError and MemoryError.", PyExc_RuntimeError, nullptr);
    module.attr("Error") = nb::steal(own);
    nb::register_exception_translator(translate, own);
    module.def("available_memory", []() -> std::optional<std::uint64_t> {
        const auto available = asterism::available_memory(1);
        return available ? std::optional(available->bytes) : std::nullopt;
    });
    asterism::python::bind_options(module);
    asterism::python::bind_rows(module);
    asterism::python::bind_hierarchy(module);
    asterism::python::bind_clustering(module);
    asterism::python::bind_prediction(module);
    asterism::python::bind_topics(module);
}
