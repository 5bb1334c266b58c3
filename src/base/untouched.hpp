/// Large arrays whose pages are first touched by the threads that fill them.
#pragma once

#include <memory>
#include <utility>
#include <vector>

namespace asterism {

/// Elements made without a value stay uninitialised, so that no thread zeroes them for all others.
template <class T>
class UntouchedAllocator : public std::allocator<T> {
 public:
    template <class U>
    struct rebind {
        using other = UntouchedAllocator<U>;
    };
    template <class U>
    void construct(U* at) noexcept {
        ::new (static_cast<void*>(at)) U;
    }
    template <class U, class... Arguments>
    void construct(U* at, Arguments&&... arguments) {
        ::new (static_cast<void*>(at)) U(std::forward<Arguments>(arguments)...);
    }
};

/// A std::vector whose size constructor and resize() leave new elements uninitialised: write each before reading it.
template <class T>
using UntouchedVector = std::vector<T, UntouchedAllocator<T>>;

}  // namespace asterism
