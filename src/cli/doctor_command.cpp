#include <algorithm>
#include <array>

#include "asterism/error.hpp"
#include "cli/command.hpp"
#include "cli/json_text.hpp"
#include "cli/text_table.hpp"

namespace asterism::cli {
namespace {

constexpr std::string_view kTeaching =
    R"(Looks for what is wrong with the database and names the command that mends it, for a shell (asterism ...) or for
the database (ALTER ...). Writes nothing. Exit code 0 when nothing is an error, 9 when something is.

Examples:
  asterism doctor reader.db
  asterism doctor postgresql://localhost/news --json)";

using Severity = store::Finding::Severity;

std::string_view name_of(Severity severity) {
    static constexpr std::array<std::string_view, 3> kNames{"ok", "warning", "error"};
    return kNames.at(static_cast<std::size_t>(severity));
}

Outcome run(const Session& session) {
    const auto findings = session.open(pipeline::Access::read)->inspect();
    Json list = Json::array();
    std::string text;
    for (const auto& finding : findings) {
        list.push_back(
            {{"severity", name_of(finding.severity)}, {"what", finding.what}, {"mend", text_or_null(finding.mend)}});
        text += std::string(name_of(finding.severity)) + std::string(9 - name_of(finding.severity).size(), ' ') +
                shown(finding.what) + "\n";
        if (!finding.mend.empty()) text += "         mend: " + shown(finding.mend) + "\n";
    }
    if (findings.empty()) text = "ok       nothing is wrong\n";
    const bool broken =
        std::ranges::any_of(findings, [](const auto& finding) { return finding.severity == Severity::error; });
    return {session.json ? json_text({{"findings", list}}) : text, broken ? static_cast<int>(ErrorKind::schema) : 0};
}

}  // namespace

Command doctor_command() {
    return {.name = "doctor",
            .arguments = "[DB]",
            .summary = "what is wrong, and the command that mends it",
            .teaching = kTeaching,
            .groups = {Group::tables},
            .most_words = 1,
            .options = {},
            .database_word = first_word,
            .run = run};
}

}  // namespace asterism::cli
