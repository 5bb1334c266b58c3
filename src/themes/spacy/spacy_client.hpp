/// A spaCy pipeline in a worker process as the source of noun chunks and entities.
///
/// The worker starts with the first call and answers batches; scripts/worker.py beside this has the protocol. Whatever
/// it does (hang, crash, garbage, flood, too much memory), every call ends: a faulty batch is halved until the text
/// that causes it stands alone and is left out, each time in a fresh worker; after `most_restarts` the pipeline is
/// given up. Thread safety: none. Determinism: that of the pipeline.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "themes/local_nlp_client.hpp"

namespace asterism::themes {

struct SpacyOptions {
    std::string python = "python3";                     ///< an interpreter that can import spaCy
    std::string pipeline = "en_core_web_lg";            ///< any installed pipeline
    std::string script;                                 ///< tests only: another worker; empty = worker.py
    std::chrono::milliseconds start_deadline{120'000};  ///< large pipelines take some seconds to load
    std::chrono::milliseconds batch_deadline{60'000};
    std::size_t batch = 64;                   ///< texts
    std::size_t longest_text = 4000;          ///< bytes of a text that are sent
    std::uint64_t memory_bytes = 6ULL << 30;  ///< address space of the worker; 0 = no limit
    int most_restarts = 16;
};

class SpacyClient : public LocalNlpClient {
 public:
    explicit SpacyClient(SpacyOptions options);
    ~SpacyClient() override;

    [[nodiscard]] std::string name() const override { return "spacy"; }
    [[nodiscard]] std::optional<std::vector<std::vector<NlpSpan>>> extract(std::span<const NlpText> texts,
                                                                           const Observer& observer) override;
    [[nodiscard]] std::string versions() const override;
    [[nodiscard]] std::string problem() const override;

 private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace asterism::themes
