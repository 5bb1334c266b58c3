/// An HTTP server for one test.
#pragma once

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace asterism::net {

/// A real server on a port of its own; `answer` decides, given the number of the request from 0.
class Server {
 public:
    using Answer = std::function<void(int number, httplib::Response&)>;

    explicit Server(Answer answer) : answer_(std::move(answer)) {
        server_.Post(".*", [this](const httplib::Request& request, httplib::Response& response) {
            int number = 0;
            {
                const std::lock_guard lock(mutex_);
                number = static_cast<int>(requests_.size());
                requests_.push_back(request);
            }
            answer_(number, response);
        });
        port_ = server_.bind_to_any_port("127.0.0.1");
        thread_ = std::thread([this] { server_.listen_after_bind(); });
        while (!server_.is_running())
            std::this_thread::yield();
    }
    ~Server() {
        leaving_ = true;
        server_.stop();
        thread_.join();
    }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/v1"; }
    std::vector<httplib::Request> requests() {
        const std::lock_guard lock(mutex_);
        return requests_;
    }
    /// For a handler that never answers: until the test is over.
    void hang() const {
        while (!leaving_)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }

 private:
    Answer answer_;
    httplib::Server server_;
    std::mutex mutex_;
    std::vector<httplib::Request> requests_;
    std::atomic<bool> leaving_{false};
    int port_ = 0;
    std::thread thread_;
};

}  // namespace asterism::net
