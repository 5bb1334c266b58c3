/// The parts of the module asterism._engine. Private to the package: python/asterism is what people use.
#pragma once

#include <nanobind/nanobind.h>

namespace asterism::python {

void bind_options(nanobind::module_& module);
void bind_rows(nanobind::module_& module);
void bind_hierarchy(nanobind::module_& module);
void bind_clustering(nanobind::module_& module);
void bind_prediction(nanobind::module_& module);
void bind_topics(nanobind::module_& module);

}  // namespace asterism::python
