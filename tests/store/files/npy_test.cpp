#include "store/files/npy.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <span>

#include "asterism/error.hpp"
#include "base/folder.hpp"
#include "store/files/float16.hpp"
#include "store/files/npy_bytes.hpp"

namespace asterism::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Npy : public testing::Test {
 protected:
    Matrix read(std::string_view bytes) { return read_npy(folder.write("a.npy", bytes)); }
    std::string refusal(std::string_view bytes, ErrorKind kind = ErrorKind::data) {
        try {
            read(bytes);
        } catch (const Error& error) {
            EXPECT_EQ(static_cast<int>(error.kind()), static_cast<int>(kind)) << error.what();
            EXPECT_THAT(error.what(), HasSubstr("a.npy"));
            return error.what();
        }
        ADD_FAILURE() << "the file was read";
        return {};
    }
    Folder folder;
};

constexpr float kInf = std::numeric_limits<float>::infinity();

}  // namespace

TEST_F(Npy, RowsComeInTheOrderOfTheFile) {
    const auto matrix = read(npy_file(npy_dict("<f4", false, "(2, 3)"), bytes_of<float>({1, 2, 3, 4, 5, 6})));
    ASSERT_EQ(matrix.rows(), 2U);
    EXPECT_THAT(matrix.view()[0], ElementsAre(1, 2, 3));
    EXPECT_THAT(matrix.view()[1], ElementsAre(4, 5, 6));
}

TEST_F(Npy, FortranOrderIsTurnedIntoRows) {
    const auto matrix = read(npy_file(npy_dict("<f4", true, "(2, 3)"), bytes_of<float>({1, 4, 2, 5, 3, 6})));
    EXPECT_THAT(matrix.view()[0], ElementsAre(1, 2, 3));
    EXPECT_THAT(matrix.view()[1], ElementsAre(4, 5, 6));
}

TEST_F(Npy, EveryVersionOfTheHeaderIsRead) {
    for (const int version : {1, 2, 3}) {
        const auto matrix = read(npy_file(npy_dict("<f4", false, "(1, 2)"), bytes_of<float>({7, 8}), version));
        EXPECT_THAT(matrix.view()[0], ElementsAre(7, 8)) << version;
    }
}

TEST_F(Npy, KeysMayComeInAnyOrderAndSpacing) {
    const auto matrix =
        read(npy_file("{\"shape\":(1L,2L),'fortran_order' : False,'descr':'<f4'}     \n", bytes_of<float>({7, 8})));
    EXPECT_THAT(matrix.view()[0], ElementsAre(7, 8));
}

TEST_F(Npy, BigEndianValuesAreConverted) {
    EXPECT_THAT(read(npy_file(npy_dict(">f4", false, "(1, 2)"), bytes_of<float>({1.5F, -2}, true))).view()[0],
                ElementsAre(1.5F, -2));
    EXPECT_THAT(read(npy_file(npy_dict(">f8", true, "(2, 1)"), bytes_of<double>({1.5, -2}, true))).view()[1],
                ElementsAre(-2));
    EXPECT_THAT(read(npy_file(npy_dict(">f2", false, "(1, 1)"), bytes_of<std::uint16_t>({0x3c00}, true))).view()[0],
                ElementsAre(1));
}

TEST_F(Npy, DoublesAreRoundedAndThoseBeyondFloat32AreInfinite) {
    const double largest = std::numeric_limits<float>::max(), first_infinite = 0x1p128 - 0x1p103;
    const auto matrix = read(npy_file(npy_dict("<f8", false, "(1, 7)"),
                                      bytes_of<double>({0.1, 1e300, -1e300, std::nextafter(first_infinite, 0),
                                                        first_infinite, -largest, std::nan("")})));
    const auto row = matrix.view()[0];
    EXPECT_EQ(row[0], 0.1F);
    EXPECT_EQ(row[1], kInf);
    EXPECT_EQ(row[2], -kInf);
    EXPECT_EQ(row[3], std::numeric_limits<float>::max());
    EXPECT_EQ(row[4], kInf);
    EXPECT_EQ(row[5], -std::numeric_limits<float>::max());
    EXPECT_TRUE(std::isnan(row[6]));
}

TEST_F(Npy, RowsBeyondFloat32AreToldFromThoseThatWereInfinite) {
    const double inf = std::numeric_limits<double>::infinity();
    std::vector<RowIndex> beyond;
    const auto rows_of = [&](std::string_view bytes) {
        (void)read_npy(folder.write("a.npy", bytes), nullptr, &beyond);
        return beyond;
    };
    EXPECT_THAT(
        rows_of(npy_file(npy_dict("<f8", false, "(4, 2)"), bytes_of<double>({1, 2, inf, 1, 1e39, -1e300, 1, -1e39}))),
        ElementsAre(2, 3));
    EXPECT_THAT(rows_of(npy_file(npy_dict(">f8", true, "(3, 2)"), bytes_of<double>({1, 1e39, inf, 1, 1e300, 1}, true))),
                ElementsAre(1));
    EXPECT_THAT(rows_of(npy_file(npy_dict("<f8", false, "(1, 1)"), bytes_of<double>({1e38}))), testing::IsEmpty());
}

TEST_F(Npy, EveryHalfHasItsFloat) {
    for (std::uint32_t half = 0; half < 0x10000; ++half) {
        const std::uint32_t exponent = half >> 10 & 0x1f, mantissa = half & 0x3ff;
        const float value = half_to_float(static_cast<std::uint16_t>(half));
        ASSERT_EQ(std::signbit(value), half >> 15 != 0) << half;
        if (exponent == 31) {
            ASSERT_TRUE(mantissa == 0 ? std::isinf(value) : std::isnan(value)) << half;
            continue;
        }
        const double magnitude =
            exponent == 0 ? std::ldexp(mantissa, -24) : std::ldexp(1024 + mantissa, static_cast<int>(exponent) - 25);
        ASSERT_EQ(std::fabs(value), magnitude) << half;
    }
}

TEST_F(Npy, BlocksAndBandsMeetWithoutASeam) {
    // Larger than one block in each width: 3000 x 1500 values are 9 to 36 MB.
    constexpr std::size_t kRows = 3000, kCols = 1500;
    std::vector<float> c_order(kRows * kCols), f_order(kRows * kCols);
    for (std::size_t i = 0; i < kRows; ++i) {
        for (std::size_t j = 0; j < kCols; ++j)
            c_order[i * kCols + j] = f_order[j * kRows + i] = static_cast<float>(i * kCols + j);
    }
    const std::vector<double> c_doubles(c_order.begin(), c_order.end()), f_doubles(f_order.begin(), f_order.end());
    const std::string shape = "(3000, 1500)";
    for (const auto& file : {npy_file(npy_dict("<f4", false, shape), bytes_of(c_order)),
                             npy_file(npy_dict("<f4", true, shape), bytes_of(f_order)),
                             npy_file(npy_dict("<f8", false, shape), bytes_of(c_doubles)),
                             npy_file(npy_dict("<f8", true, shape), bytes_of(f_doubles))}) {
        const auto matrix = read(file);
        ASSERT_EQ(matrix.rows(), kRows);
        ASSERT_EQ(std::memcmp(matrix.row(0), c_order.data(), c_order.size() * sizeof(float)), 0);
    }
}

TEST_F(Npy, NoRowIsJudged) {
    const auto matrix = read(npy_file(npy_dict("<f4", false, "(2, 1)"), bytes_of<float>({0, std::nanf("")})));
    EXPECT_EQ(matrix.rows(), 2U);
    EXPECT_TRUE(std::isnan(matrix.row(1)[0]));
}

TEST_F(Npy, AFileWithoutRowsIsAnEmptyMatrix) {
    const auto matrix = read(npy_file(npy_dict("<f4", false, "(0, 384)"), ""));
    EXPECT_EQ(matrix.rows(), 0U);
    EXPECT_EQ(matrix.cols(), 384U);
}

TEST_F(Npy, TheHeaderAloneTellsTheShape) {
    const auto header =
        read_npy_header(folder.write("a.npy", npy_file(npy_dict(">f2", true, "(2, 3)"), std::string(12, '\0'))));
    EXPECT_EQ(header.rows, 2U);
    EXPECT_EQ(header.cols, 3U);
    EXPECT_EQ(static_cast<int>(header.type), static_cast<int>(NpyType::float16));
    EXPECT_TRUE(header.big_endian && header.fortran_order);
}

TEST_F(Npy, WhatIsNoMatrixIsRefusedWithItsName) {
    const std::string values(24, '\0');
    EXPECT_THAT(refusal(""), HasSubstr("not an .npy file"));
    EXPECT_THAT(refusal("PK\x03\x04 a zip of arrays"), HasSubstr("not an .npy file"));
    EXPECT_THAT(refusal("\x93NUMPY\x01"), HasSubstr("ends inside its header"));
    EXPECT_THAT(refusal(npy_file(npy_dict("<f4", false, "(2, 3)"), values, 4)), HasSubstr("version 4"));
    EXPECT_THAT(refusal(npy_file(npy_dict("<f4", false, "(6,)"), values)), HasSubstr("1 dimensions"));
    EXPECT_THAT(refusal(npy_file(npy_dict("<f4", false, "(1, 2, 3)"), values)), HasSubstr("3 dimensions"));
    EXPECT_THAT(refusal(npy_file(npy_dict("<f4", false, "()"), values)), HasSubstr("0 dimensions"));
    EXPECT_THAT(refusal(npy_file(npy_dict("<f4", false, "(6, 0)"), "")), HasSubstr("without values"));
    EXPECT_THAT(refusal(npy_file(npy_dict("|O", false, "(2, 3)"), values)), HasSubstr("|O"));
    EXPECT_THAT(refusal(npy_file(npy_dict("<i4", false, "(2, 3)"), values)), HasSubstr("<i4"));
    EXPECT_THAT(refusal(npy_file(npy_dict("", false, "(2, 3)"), values)), HasSubstr("float32"));
    EXPECT_THAT(refusal(npy_file("{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (2, 3), }", values)),
                HasSubstr("does not describe"));
    EXPECT_THAT(refusal(npy_file(npy_dict("<f4", false, "(2, -3)"), values)), HasSubstr("does not describe"));
    EXPECT_THAT(refusal(npy_file(npy_dict("<f4", false, "(18446744073709551616, 3)"), values)),
                HasSubstr("does not describe"));
}

TEST_F(Npy, AFileOfAnotherLengthThanItsHeaderSaysIsRefused) {
    const auto dict = npy_dict("<f4", false, "(2, 3)");
    EXPECT_THAT(refusal(npy_file(dict, std::string(23, '\0'))), HasSubstr("shorter"));
    EXPECT_THAT(refusal(npy_file(dict, std::string(25, '\0'))), HasSubstr("longer"));
    EXPECT_THAT(refusal(npy_file(npy_dict("<f4", false, "(2147483647, 2147483647)"), "")), HasSubstr("shorter"));
    EXPECT_THAT(refusal(npy_file(npy_dict("<f4", false, "(2147483648, 1)"), "")), HasSubstr("2^31"));
}

TEST_F(Npy, AFileThatIsNotThereOrNoFileIsToldApart) {
    for (const std::filesystem::path& path : {folder.path() / "none.npy", folder.path()}) {
        try {
            (void)read_npy(path);
            ADD_FAILURE();
        } catch (const Error& error) {
            EXPECT_EQ(static_cast<int>(error.kind()), static_cast<int>(ErrorKind::data));
            EXPECT_THAT(error.what(), HasSubstr(path.string()));
        }
    }
    ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
    EXPECT_THROW((void)read_npy(folder / "pipe"), Error);
}

TEST_F(Npy, ColumnsAreWrittenAsNumPyDoes) {
    const std::vector<std::int32_t> labels{0, -1, 2147483647};
    write_npy(folder / "labels.npy", labels);
    const auto bytes = folder.read("labels.npy");
    ASSERT_EQ(bytes.size(), 128U + 12U);
    const std::string dict = "{'descr': '<i4', 'fortran_order': False, 'shape': (3,), }";
    EXPECT_EQ(bytes.substr(0, 10), std::string("\x93NUMPY\x01\x00\x76\x00", 10));
    EXPECT_EQ(bytes.substr(10, 118), dict + std::string(117 - dict.size(), ' ') + "\n");
    EXPECT_EQ(bytes.substr(128), bytes_of(labels));

    write_npy(folder / "p.npy", std::vector<double>{0.5, 1.0 / 3});
    EXPECT_EQ(folder.read("p.npy").substr(128), bytes_of<double>({0.5, 1.0 / 3}));
    write_npy(folder / "p.npy", std::vector<double>{});
    EXPECT_THAT(folder.read("p.npy"), HasSubstr("'shape': (0,)"));
    EXPECT_EQ(folder.files(), 2U) << "nothing temporary is left";
}

TEST_F(Npy, AMatrixIsWrittenAsItIsRead) {
    Matrix rows(3);
    for (const float first : {1.5F, -2.0F})
        std::ranges::copy(std::array{first, 0.0F, 1e-40F}, rows.add_row());
    write_npy(folder / "v.npy", rows.view());
    EXPECT_THAT(folder.read("v.npy"), HasSubstr("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"));
    const Matrix back = read_npy(folder / "v.npy");
    ASSERT_EQ(back.rows(), 2U);
    EXPECT_TRUE(std::ranges::equal(std::span(back.row(0), 6), std::span(rows.row(0), 6)));
    write_npy(folder / "none.npy", Matrix(3).view());
    EXPECT_EQ(read_npy(folder / "none.npy").rows(), 0U);
}

TEST_F(Npy, ReadingEndsWhenTheObserverCancels) {
    struct Stop : Observer {
        [[nodiscard]] bool cancelled() const override { return true; }
    } stop;
    const auto path = folder.write("a.npy", npy_file(npy_dict("<f4", false, "(1, 2)"), bytes_of<float>({7, 8})));
    EXPECT_THROW((void)read_npy(path, &stop), Error);
}

}  // namespace asterism::store
