/// 128-bit integers, which GCC and Clang have on every 64-bit machine and ISO C++ does not name.
#pragma once

namespace asterism {

__extension__ using Int128 = __int128;
__extension__ using UInt128 = unsigned __int128;

}  // namespace asterism
