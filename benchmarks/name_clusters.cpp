// name_clusters ARTICLES.jsonl LABELS.txt [ctfidf|npmi]: themes of given clusters, for comparison with other ways to
// name them.
//
// ARTICLES: one object a line with "title" and, where there is one, "content"; LABELS: one integer a line, -1 for an
// article outside every cluster. Prints {"seconds", "themes": [{"label", "keywords": [{"term", "score"}], "entities":
// [...]}]}.
#include <chrono>
#include <cstdint>
#include <exception>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "themes/theme_builder.hpp"

namespace {

using asterism::themes::Theme;
using Json = nlohmann::ordered_json;

std::vector<std::int32_t> read_labels(const char* path) {
    std::ifstream file(path);
    std::vector<std::int32_t> labels;
    for (std::int32_t label = 0; file >> label;)
        labels.push_back(label);
    return labels;
}

Json to_json(const Theme& theme) {
    Json keywords = Json::array();
    for (const auto& keyword : theme.keywords)
        keywords.push_back({{"term", keyword.term}, {"score", keyword.score}});
    Json entities = Json::array();
    for (const auto& entity : theme.entities)
        entities.push_back({{"text", entity.text}, {"type", entity.type}, {"count", entity.count}});
    return {{"label", theme.label}, {"keywords", keywords}, {"entities", entities}};
}

void run(const char* articles, const char* labels_path, const asterism::themes::ThemeOptions& options) {
    const std::vector<std::int32_t> labels = read_labels(labels_path);
    std::int32_t clusters = 0;
    for (const auto label : labels)
        clusters = std::max(clusters, label + 1);
    const auto start = std::chrono::steady_clock::now();
    asterism::themes::ThemeBuilder builder(clusters, options);
    std::ifstream file(articles);
    std::string line;
    for (const auto label : labels) {
        if (!std::getline(file, line)) throw std::runtime_error("fewer articles than labels");
        const auto article = Json::parse(line);
        builder.add(label, article.value("title", ""), article.value("content", ""));
    }
    Json themes = Json::array();
    for (const auto& theme : builder.finish())
        themes.push_back(to_json(theme));
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    std::cout << Json{{"seconds", seconds.count()}, {"themes", themes}}.dump(1) << '\n';
}

}  // namespace

int main(int count, char** arguments) {
    using asterism::themes::TermScore;
    if (count != 3 && count != 4) {
        std::cerr << "usage: name_clusters ARTICLES.jsonl LABELS.txt [ctfidf|npmi]\n";
        return 2;
    }
    try {
        asterism::themes::ThemeOptions options;
        if (count == 4) options.score = std::string(arguments[3]) == "ctfidf" ? TermScore::ctfidf : TermScore::npmi;
        run(arguments[1], arguments[2], options);
    } catch (const std::exception& failure) {
        std::cerr << failure.what() << '\n';
        return 1;
    }
}
