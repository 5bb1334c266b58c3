/// A client that looks at an observer while something is done with it.
#pragma once

#include "asterism/observer.hpp"
#include "store/reader_db_client.hpp"

namespace asterism::pipeline {

/// The client looks at the observer for as long as this lives.
class Watched {
 public:
    Watched(store::ReaderDBClient& client, const Observer* observer) : client_(client) { client_.watch(observer); }
    ~Watched() { client_.watch(nullptr); }
    Watched(const Watched&) = delete;
    Watched& operator=(const Watched&) = delete;

 private:
    store::ReaderDBClient& client_;
};

}  // namespace asterism::pipeline
