#include "prediction/soft_values.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "prediction/merge_heights.hpp"

namespace asterism::prediction {
namespace {

/// As in hdbscan: keeps quotients of lambdas finite.
constexpr double kLittle = 1e-8;

double sum_of(std::span<const double> values) {
    double sum = 0;
    for (const double value : values)
        sum += value;
    return sum;
}

void normalise(std::span<double> values) {
    const double sum = sum_of(values);
    for (double& value : values)
        value /= sum;
}

/// Nearness: 1 / distance, normalised; a distance of 0 leaves nothing to the others.
void invert(std::span<double> distances) {
    const bool on_exemplar = std::find(distances.begin(), distances.end(), 0.0) != distances.end();
    for (double& distance : distances) {
        if (on_exemplar)
            distance = distance == 0 ? 1 : 0;
        else
            distance = 1 / distance;
    }
    normalise(distances);
}

double height(double found, const Place& place) {
    return found == kNeverPart ? place.lambda : found;
}

/// a / b for lambdas, with 1 for infinity over infinity and 0 for 0 over 0.
double share(double a, double b) {
    if (std::isinf(a) && std::isinf(b)) return 1;
    return b > 0 ? a / b : 0;
}

/// The label that the row is nearest to in the tree; of equal ones that of the smallest cluster.
std::size_t nearest_label(const SoftClusters& soft, const Place& place, std::span<const double> heights) {
    std::size_t best = 0;
    for (std::size_t l = 1; l < heights.size(); ++l) {
        const double high = height(heights[l], place);
        const double highest = height(heights[best], place);
        if (high > highest || (high == highest && soft.selected[l] < soft.selected[best])) best = l;
    }
    return best;
}

/// Closeness in the tree, by label: larger is closer. Not normalised, the largest is 1.
template <class Score>
std::vector<double> softmax(std::span<const double> heights, const Place& place, const Score& score) {
    std::vector<double> result;
    for (const double found : heights)
        result.push_back(score(height(found, place)));
    const double largest = *std::max_element(result.begin(), result.end());
    for (double& value : result)
        value = std::exp(value - largest);
    return result;
}

}  // namespace

void soft_values_of_row(const SoftClusters& soft, const Place& place, std::span<const double> heights,
                        std::span<double> values) {
    const double death = soft.clusters.max_lambda[place.cluster] + kLittle;
    const auto closeness = softmax(heights, place, [&](double h) {
        if (std::isinf(h) && std::isinf(death)) return std::exp(-1.0);
        return std::exp(-(death / h));
    });
    invert(values);
    for (std::size_t l = 0; l < values.size(); ++l)
        values[l] *= closeness[l];
    normalise(values);
    const std::size_t nearest = nearest_label(soft, place, heights);
    const double most = std::max(soft.clusters.max_lambda[soft.selected[nearest]], place.lambda);
    const double inside = share(height(heights[nearest], place), most);
    for (double& value : values)
        value *= inside;
}

void soft_values_of_query(const SoftClusters& soft, const Place& place, std::span<const double> heights,
                          std::span<double> values) {
    const double death = soft.clusters.max_lambda[place.cluster];
    auto closeness = softmax(heights, place, [&](double h) {
        if (std::isinf(death)) return std::isinf(h) ? 1 / kLittle : 1.0;
        return death / (death - h > 0 ? death - h : kLittle);
    });
    invert(values);
    for (std::size_t l = 0; l < values.size(); ++l)
        closeness[l] *= std::sqrt(values[l]) * closeness[l];
    if (sum_of(closeness) > 0) std::copy(closeness.begin(), closeness.end(), values.begin());  // else on an exemplar
    normalise(values);
    const std::size_t nearest = nearest_label(soft, place, heights);
    const double most = std::max(soft.clusters.max_lambda[soft.selected[nearest]], place.lambda) + kLittle;
    const double inside = share(height(heights[nearest], place), most);
    for (double& value : values)
        value *= inside;
}

}  // namespace asterism::prediction
