#include "pipeline/stored_model.hpp"

#include "base/log.hpp"

namespace asterism::pipeline {

std::optional<embedding::LsaModel> stored_model(store::ReaderDBClient& client, int dimensions) {
    const auto bytes = client.load_model(kModelKey);
    if (!bytes) return std::nullopt;
    embedding::LsaModel model = embedding::LsaModel::load(*bytes);
    if (model.dimensions() == dimensions) return model;
    log_info("the stored model has {} dimensions and the vectors {}: it is not used", model.dimensions(), dimensions);
    return std::nullopt;
}

}  // namespace asterism::pipeline
