/// Damaged .npy files: whatever is in them, reading gives a matrix or Error{data}, and nothing else. Run it under the
/// address sanitizer to see reads beyond the end too.
#include <gtest/gtest.h>

#include <random>

#include "asterism/error.hpp"
#include "base/folder.hpp"
#include "store/files/npy.hpp"
#include "store/files/npy_bytes.hpp"
#include "store/files/npy_header.hpp"

namespace asterism::store {
namespace {

/// True when it was read, false when it was refused as data; anything else fails the test.
bool is_read(const std::filesystem::path& path) {
    try {
        const auto matrix = read_npy(path);
        double sum = 0;
        for (std::size_t i = 0; i < matrix.rows(); ++i)
            for (const float value : matrix.view()[i])
                sum += value;
        EXPECT_EQ(std::filesystem::exists(path), true) << sum;
        return true;
    } catch (const Error& error) {
        EXPECT_EQ(static_cast<int>(error.kind()), static_cast<int>(ErrorKind::data)) << error.what();
        return false;
    }
}

std::string mutated(std::string bytes, std::mt19937& random) {
    static constexpr std::string_view kAlphabet = "{}()',:<>0123456789 \n\\\"TrueFalsefdshape\xff";
    const auto below = [&](std::size_t limit) { return random() % limit; };
    for (std::size_t edits = 1 + below(4); edits > 0 && !bytes.empty(); --edits) {
        const auto at = below(std::min<std::size_t>(bytes.size(), 96));
        switch (below(4)) {
            case 0:
                bytes[at] = static_cast<char>(random());
                break;
            case 1:
                bytes[at] = kAlphabet[below(kAlphabet.size())];
                break;
            case 2:
                bytes.erase(at, 1 + below(6));
                break;
            default:
                bytes.insert(at, 1 + below(6), kAlphabet[below(kAlphabet.size())]);
                break;
        }
    }
    return bytes;
}

const std::string kSound = npy_file(npy_dict("<f4", false, "(4, 3)"), std::string(48, '\x3f'));

}  // namespace

TEST(DamagedNpy, EveryTruncationIsRefused) {
    const Folder folder;
    for (std::size_t length = 0; length < kSound.size(); ++length)
        EXPECT_FALSE(is_read(folder.write("a.npy", kSound.substr(0, length)))) << length;
    EXPECT_TRUE(is_read(folder.write("a.npy", kSound)));
}

TEST(DamagedNpy, MutationsAreReadOrRefusedAndNeverCrash) {
    const Folder folder;
    std::mt19937 random(20240501);
    int read = 0, refused = 0;
    for (int i = 0; i < 5000; ++i)
        ++(is_read(folder.write("a.npy", mutated(kSound, random))) ? read : refused);
    EXPECT_GT(read, 0);
    EXPECT_GT(refused, 0);
}

TEST(DamagedNpy, MutatedDictsAreParsedOrRefused) {
    std::mt19937 random(7);
    int refused = 0;
    for (int i = 0; i < 50'000; ++i) {
        const auto dict = mutated(npy_dict("<f8", true, "(12, 345)"), random);
        try {
            EXPECT_GT(parse_npy_dict(dict, "a").cols, 0U);
        } catch (const Error& error) {
            ASSERT_EQ(static_cast<int>(error.kind()), static_cast<int>(ErrorKind::data)) << error.what();
            ++refused;
        }
    }
    EXPECT_GT(refused, 25'000);
}

}  // namespace asterism::store
