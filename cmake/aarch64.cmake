# Toolchain file: builds for 64-bit Arm with Debian's g++-aarch64-linux-gnu and runs the tests under qemu-user, whose
# processor has the dot product. QEMU_CPU=cortex-a53 in the environment gives one without.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
set(CMAKE_CXX_COMPILER aarch64-linux-gnu-g++)
set(CMAKE_CROSSCOMPILING_EMULATOR qemu-aarch64 -L /usr/aarch64-linux-gnu)
# Libraries of this machine are of no use there; these stand in for the few that the engine and its tests need.
list(APPEND CMAKE_MODULE_PATH ${CMAKE_CURRENT_LIST_DIR}/cross)
