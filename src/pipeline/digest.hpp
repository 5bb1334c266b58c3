/// XXH3-128 digests: of a text, for "has this article changed?", of ids with vectors, for "is this the same input?",
/// and of a spanning tree, for "is this the same result?".
///
/// Not cryptographic. Determinism: the same bytes give the same digest on every machine; digests are 32 lower-case hex
/// digits.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "asterism/article_ids.hpp"
#include "asterism/cluster.hpp"
#include "asterism/matrix.hpp"

namespace asterism::pipeline {

[[nodiscard]] std::string content_hash(std::string_view text);

/// Digest of every id and its vector, in the given order; callers pass rows in id order.
/// An integer id counts as its 8 bytes (little-endian), a text id as its length (8 bytes) and its bytes.
[[nodiscard]] std::string input_fingerprint(const ArticleIds& ids, MatrixView vectors);

/// Digest of the weights as they lie in the tree, ascending: 8 bytes each (float64, little-endian). All minimum
/// spanning trees of a graph have the same sorted weights, so it depends neither on row order nor on how ties went.
[[nodiscard]] std::string weights_digest(std::span<const SpanningEdge> tree);

}  // namespace asterism::pipeline
