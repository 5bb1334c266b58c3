/// .npy files: the header alone, and the whole file.
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "fuzz/expect.hpp"
#include "store/files/npy.hpp"
#include "store/files/npy_header.hpp"

namespace {

volatile double kept = 0;  // so that every value is read

const std::filesystem::path& scratch_file() {
    static const std::filesystem::path path = [] {
        const bool memory = std::filesystem::is_directory("/dev/shm");
        const auto folder = memory ? std::filesystem::path("/dev/shm") : std::filesystem::temp_directory_path();
        return folder / ("asterism-fuzz-" + std::to_string(getpid()) + ".npy");
    }();
    return path;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace asterism;
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    fuzz::passes_or_is(ErrorKind::data, [&] { (void)store::parse_npy_dict(bytes, "a"); });
    std::ofstream(scratch_file(), std::ios::binary) << bytes;
    fuzz::passes_or_is(ErrorKind::data, [&] {
        const auto header = store::read_npy_header(scratch_file());
        const auto matrix = store::read_npy(scratch_file());
        fuzz::expect(matrix.rows() == header.rows && matrix.cols() == header.cols, "as many rows as the header says");
        double sum = 0;
        for (std::size_t i = 0; i < matrix.rows(); ++i)
            for (const float value : matrix.view()[i])
                sum += value;
        kept = sum;
    });
    std::filesystem::remove(scratch_file());
    return 0;
}
