#include "cli/assign_views.hpp"

#include <fmt/format.h>

#include "cli/text_table.hpp"

namespace asterism::cli {

std::string assign_text(const pipeline::AssignReport& report) {
    if (report.articles == 0) return fmt::format("no article with a vector came after run {}\n", report.run);
    std::string text =
        fmt::format("{} new articles: {} placed in clusters of run {}, {} unsure", grouped(report.articles),
                    grouped(report.placed), report.run, grouped(report.unsure));
    if (report.rejected > 0) text += fmt::format(", {} rejected", grouped(report.rejected));
    if (report.left_out > 0) text += fmt::format("; {} of them gone or placed meanwhile", grouped(report.left_out));
    return text + "\n";
}

Json assign_json(const pipeline::AssignReport& report) {
    return {{"run_id", report.run},
            {"articles", report.articles},
            {"placed", report.placed},
            {"unsure", report.unsure},
            {"rejected", report.rejected},
            {"left_out", report.left_out},
            {"articles_changed", report.articles_changed}};
}

}  // namespace asterism::cli
