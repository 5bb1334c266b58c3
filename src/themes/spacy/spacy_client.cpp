#include "themes/spacy/spacy_client.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "text/utf8.hpp"
#include "themes/spacy/worker_process.hpp"

namespace asterism::themes {

namespace spacy {
std::string_view embedded(std::string_view name);
}

namespace {

using json = nlohmann::json;
using Spans = std::vector<NlpSpan>;

constexpr int kProtocol = 1;
constexpr std::size_t kLongestSpan = 200;  ///< bytes; longer ones are no names
constexpr std::size_t kShownWords = 300;   ///< bytes of a worker's last words in a message

/// Half-open range of texts.
struct Batch {
    std::size_t begin;
    std::size_t end;
};

bool is_text(const json& value) {
    return value.is_string() && value.get_ref<const std::string&>().size() <= kLongestSpan;
}

/// What one document of an answer says; nullopt when it has not the promised shape.
std::optional<Spans> spans_of(const json& doc) {
    if (!doc.is_object() || !doc.contains("chunks") || !doc.contains("entities")) return std::nullopt;
    const json& chunks = doc["chunks"];
    const json& entities = doc["entities"];
    if (!chunks.is_array() || !entities.is_array()) return std::nullopt;
    Spans spans;
    for (const json& chunk : chunks) {
        if (!chunk.is_string()) return std::nullopt;
        if (is_text(chunk)) spans.push_back({chunk.get<std::string>(), {}});
    }
    for (const json& entity : entities) {
        if (!entity.is_array() || entity.size() != 2 || !entity[0].is_string() || !entity[1].is_string())
            return std::nullopt;
        if (is_text(entity[0]) && is_text(entity[1]) && !entity[1].get_ref<const std::string&>().empty())
            spans.push_back({entity[0].get<std::string>(), entity[1].get<std::string>()});
    }
    return spans;
}

/// The whole answer, or what is wrong with it.
std::optional<std::string> read_answer(const std::string& line, std::int64_t id, std::size_t count,
                                       std::vector<Spans>& out) {
    const json answer = json::parse(line, nullptr, false);
    if (!answer.is_object()) return "its answer is no JSON object";
    if (!answer.contains("id") || answer["id"] != id) return "it answered another question";
    if (!answer.contains("docs") || !answer["docs"].is_array() || answer["docs"].size() != count)
        return "it answered for another number of texts";
    std::vector<Spans> docs;
    for (const json& doc : answer["docs"]) {
        std::optional<Spans> spans = spans_of(doc);
        if (!spans) return "its answer has another shape than agreed";
        docs.push_back(std::move(*spans));
    }
    out = std::move(docs);
    return std::nullopt;
}

std::string text_member(const json& object, const char* name) {
    return object.contains(name) && object[name].is_string() ? object[name].get<std::string>() : std::string();
}

}  // namespace

struct SpacyClient::State {
    explicit State(SpacyOptions given) : options(std::move(given)) {
        if (options.script.empty()) options.script = spacy::embedded("worker");
    }

    /// False, with `problem` set, when there is no worker to be had.
    bool start(const Observer& observer) {
        worker = std::make_unique<WorkerProcess>(
            std::vector<std::string>{options.python, "-c", options.script, options.pipeline}, options.memory_bytes);
        std::string line;
        const auto outcome = worker->exchange({}, line, options.start_deadline, observer);
        if (outcome != WorkerProcess::Outcome::line) return give_up(fault_of(outcome) + " before it was ready");
        const json hello = json::parse(line, nullptr, false);
        if (!hello.is_object() || !hello.contains("asterism_nlp")) return give_up("it did not say hello");
        if (hello["asterism_nlp"] != kProtocol) return give_up("it speaks another protocol version");
        if (hello.contains("error")) {
            const std::string mend = text_member(hello, "mend");
            worker.reset();
            problem = text_member(hello, "error") + (mend.empty() ? "" : fmt::format("; install it with \"{}\"", mend));
            return false;
        }
        versions =
            fmt::format("{} {}, spaCy {}, Python {}", text_member(hello, "pipeline"), text_member(hello, "version"),
                        text_member(hello, "spacy"), text_member(hello, "python"));
        return true;
    }

    bool give_up(const std::string& fault) {
        const std::string words = worker ? worker->last_words() : std::string();
        worker.reset();
        problem = fmt::format("the language worker \"{}\" cannot be used: {}", options.python, fault);
        if (!words.empty())
            problem += fmt::format(
                " (it said: {})",
                text::repaired_utf8(words.substr(words.size() > kShownWords ? words.size() - kShownWords : 0)));
        return false;
    }

    static std::string fault_of(WorkerProcess::Outcome outcome) {
        switch (outcome) {
            case WorkerProcess::Outcome::late:
                return "it did not answer in time";
            case WorkerProcess::Outcome::flooded:
                return "it sent too long a line";
            default:
                return "it ended";
        }
    }

    std::string request_of(std::span<const NlpText> texts) {
        json list = json::array();
        for (const NlpText& text : texts) {
            const std::string whole = text.title + ".\n" + text.body;
            list.push_back(text::repaired_utf8(text::utf8_prefix(whole, options.longest_text)));
        }
        return json{{"id", ++last_id}, {"texts", list}}.dump() + "\n";
    }

    /// What went wrong with this batch; nullopt when `out` has its spans.
    std::optional<std::string> ask(std::span<const NlpText> texts, std::vector<Spans>& out, const Observer& observer) {
        std::string line;
        const auto outcome = worker->exchange(request_of(texts), line, options.batch_deadline, observer);
        if (outcome != WorkerProcess::Outcome::line) return fault_of(outcome);
        return read_answer(line, last_id, texts.size(), out);
    }

    SpacyOptions options;
    std::unique_ptr<WorkerProcess> worker;
    std::int64_t last_id = 0;
    int restarts = 0;
    std::int64_t left_out = 0;
    std::string versions;
    std::string problem;
};

SpacyClient::SpacyClient(SpacyOptions options) : state_(std::make_unique<State>(std::move(options))) {}
SpacyClient::~SpacyClient() = default;

std::optional<std::vector<Spans>> SpacyClient::extract(std::span<const NlpText> texts, const Observer& observer) {
    std::vector<Spans> spans(texts.size());
    std::vector<Batch> open;  // the next one last
    for (std::size_t end = texts.size(); end > 0;) {
        const std::size_t begin = (end - 1) / state_->options.batch * state_->options.batch;
        open.push_back({begin, end});
        end = begin;
    }
    while (!open.empty()) {
        if (!state_->worker && !state_->start(observer)) return std::nullopt;
        const Batch batch = open.back();
        open.pop_back();
        std::vector<Spans> found;
        const auto fault = state_->ask(texts.subspan(batch.begin, batch.end - batch.begin), found, observer);
        if (!fault) {
            std::move(found.begin(), found.end(), spans.begin() + static_cast<std::ptrdiff_t>(batch.begin));
            continue;
        }
        if (state_->restarts++ == state_->options.most_restarts) {
            (void)state_->give_up(*fault + ", again and again");
            return std::nullopt;
        }
        state_->worker.reset();
        const std::size_t middle = batch.begin + (batch.end - batch.begin) / 2;
        if (middle == batch.begin) {
            ++state_->left_out;
            continue;
        }
        open.push_back({middle, batch.end});
        open.push_back({batch.begin, middle});
    }
    return spans;
}

std::string SpacyClient::versions() const {
    return state_->versions;
}

std::string SpacyClient::problem() const {
    if (!state_->problem.empty() || state_->left_out == 0) return state_->problem;
    return fmt::format("{} texts could not be analysed and were left out", state_->left_out);
}

}  // namespace asterism::themes
