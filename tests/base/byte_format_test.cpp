#include "base/byte_format.hpp"

#include <gtest/gtest.h>

#include <string>

#include "asterism/error.hpp"

namespace asterism {

TEST(ByteFormat, IsLittleEndianOnEveryMachine) {
    ByteWriter out;
    out.u32(0x01020304);
    out.u64(0x1122334455667788);
    out.f32(1.0F);
    out.text("ab");
    EXPECT_EQ(out.take(), std::string("\x04\x03\x02\x01\x88\x77\x66\x55\x44\x33\x22\x11\0\0\x80\x3F\x02\0\0\0ab", 22));
}

TEST(ByteFormat, ReadsBackWhatWasWritten) {
    ByteWriter out;
    out.u64(42);
    out.text("öl");
    out.f32(-0.5F);
    const std::string bytes = out.take();
    ByteReader in(bytes);
    EXPECT_EQ(in.u64(), 42U);
    EXPECT_EQ(in.text(), "öl");
    EXPECT_EQ(in.f32(), -0.5F);
    EXPECT_EQ(in.left(), 0U);
}

TEST(ByteFormat, SaysSoWhenTheBytesEndTooEarly) {
    ByteReader in(std::string_view("\xFF\xFF\xFF\xFF", 4));
    EXPECT_THROW((void)in.text(), Error) << "a length of 4 GiB with nothing behind it";
    ByteReader shorter("abc");
    EXPECT_THROW((void)shorter.u32(), Error);
}

TEST(ByteFormat, EveryChangedByteChangesTheDigest) {
    const std::string bytes = "some bytes of a model";
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        std::string changed = bytes;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        EXPECT_NE(digest_of(changed), digest_of(bytes));
    }
    EXPECT_EQ(digest_of(""), 0xCBF29CE484222325U);
}

}  // namespace asterism
