#include "pipeline/stored_model.hpp"

#include <utility>

#include "base/log.hpp"
#include "embedding/lsa_model.hpp"

namespace asterism::pipeline {

std::unique_ptr<embedding::Embedder> stored_model(store::ReaderDBClient& client, int dimensions) {
    const auto bytes = client.load_model(kModelKey);
    if (!bytes) return nullptr;
    embedding::LsaModel model = embedding::LsaModel::load(*bytes);
    if (model.dimensions() == dimensions) return std::make_unique<embedding::LsaModel>(std::move(model));
    log_info("the stored model has {} dimensions and the vectors {}: it is not used", model.dimensions(), dimensions);
    return nullptr;
}

}  // namespace asterism::pipeline
