/// The seam between texts and vectors: what step 1 asks of any embedder.
#pragma once

#include <span>
#include <string>

namespace asterism::embedding {

/// A second implementation (sentence models) comes in here.
class Embedder {
 public:
    virtual ~Embedder() = default;
    /// Stored with every embedding, so that a change of model is seen.
    [[nodiscard]] virtual std::string name() const = 0;
    [[nodiscard]] virtual int dimensions() const = 0;
    /// Writes texts.size() x dimensions() unit rows. A text without a known word gets a row of zeros.
    virtual void embed(std::span<const std::string> texts, std::span<float> rows) const = 0;
};

}  // namespace asterism::embedding
