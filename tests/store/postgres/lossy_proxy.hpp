/// A socket between client and server that loses the answer to COMMIT: the one moment in which a client cannot know.
#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <thread>

namespace asterism::store {

/// Forwards connections one after the other. The first COMMIT is passed on; as soon as the server has answered, both
/// ends are closed and the answer is thrown away. Everything later passes.
class LossyProxy {
 public:
    LossyProxy();
    ~LossyProxy();
    LossyProxy(const LossyProxy&) = delete;
    LossyProxy& operator=(const LossyProxy&) = delete;

    /// `url` of a database on the real socket, led through this one.
    [[nodiscard]] std::string url(const std::string& role, const std::string& database) const;
    [[nodiscard]] bool has_lost_an_answer() const { return lost_; }

 private:
    void serve();
    void forward(int client, int server);

    std::filesystem::path folder_;
    int listener_ = -1;
    std::atomic<bool> stop_{false};
    std::atomic<bool> lost_{false};
    std::jthread thread_;
};

}  // namespace asterism::store
