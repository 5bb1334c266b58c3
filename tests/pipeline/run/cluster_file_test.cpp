#include "pipeline/run/cluster_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <limits>
#include <sstream>

#include "asterism/error.hpp"
#include "base/folder.hpp"
#include "pipeline/run/explain.hpp"

namespace asterism::pipeline {
namespace {

using testing::HasSubstr;

/// A version 1 .npy file of n x 2 float32, as NumPy writes it.
std::string npy(const std::vector<std::array<float, 2>>& rows) {
    std::string header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (" + std::to_string(rows.size()) + ", 2), }";
    while ((10 + header.size() + 1) % 64 != 0)
        header += ' ';
    header += '\n';
    std::string bytes = "\x93NUMPY\x01";
    bytes += '\0';
    bytes += static_cast<char>(header.size() & 0xFFU);
    bytes += static_cast<char>(header.size() >> 8U);
    bytes += header;
    return bytes.append(reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(rows[0]));
}

/// Two bundles of ten directions, taking turns, so that row order matters.
std::vector<std::array<float, 2>> two_bundles() {
    std::vector<std::array<float, 2>> rows;
    for (int k = 0; k < 10; ++k) {
        const float aside = 0.001F * static_cast<float>(k);
        rows.push_back({1.0F, aside});
        rows.push_back({aside, 1.0F});
    }
    return rows;
}

FileSettings settings(FileOutputs outputs = {}) {
    FileSettings made;
    made.engine.min_cluster_size = 5;
    made.outputs = std::move(outputs);
    return made;
}

std::string content(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

TEST(ClusterFile, labels_follow_the_row_order_of_the_file) {
    const Folder folder;
    const auto found = cluster_file(folder.write("v.npy", npy(two_bundles())), settings());
    ASSERT_EQ(found.labels.size(), 20U);
    EXPECT_EQ(found.cluster_sizes, (std::vector<std::int64_t>{10, 10}));
    for (std::size_t i = 0; i < 20; ++i)
        EXPECT_EQ(found.labels[i], found.labels[i % 2]);
}

TEST(ClusterFile, explains_what_each_way_would_make_of_it) {
    const Folder folder;
    auto rows = two_bundles();
    rows.push_back({0, 0});
    ClusteringSettings tried;
    tried.engine.min_cluster_size = 5;
    const auto found = explain_file(folder.write("v.npy", npy(rows)), tried);
    EXPECT_EQ(found.rows, 20);
    EXPECT_EQ(found.rejected, 1);
    ASSERT_EQ(found.ways.size(), 4U);
    for (const Way& way : found.ways) {
        EXPECT_EQ(way.clusters, 2) << way.options;
        EXPECT_EQ(way.noise, 0) << way.options;
        EXPECT_EQ(way.largest, 10) << way.options;
    }
}

TEST(ClusterFile, rejected_rows_get_noise_and_change_nothing_else) {
    const Folder folder;
    const auto clean = cluster_file(folder.write("v.npy", npy(two_bundles())), settings());
    auto rows = two_bundles();
    rows.insert(rows.begin() + 3, {0, 0});
    rows.insert(rows.begin() + 9, {std::numeric_limits<float>::quiet_NaN(), 1});
    rows.push_back({std::numeric_limits<float>::infinity(), 1});
    auto found = cluster_file(folder.write("w.npy", npy(rows)), settings());
    EXPECT_EQ(found.rejected, 3);
    EXPECT_EQ(found.noise, 0) << "rejected rows are counted apart";
    for (const std::ptrdiff_t bad : {22, 9, 3}) {
        EXPECT_EQ(found.labels[static_cast<std::size_t>(bad)], -1);
        EXPECT_EQ(found.probabilities[static_cast<std::size_t>(bad)], 0.0);
        found.labels.erase(found.labels.begin() + bad);
        found.probabilities.erase(found.probabilities.begin() + bad);
    }
    EXPECT_EQ(found.labels, clean.labels);
    EXPECT_EQ(found.probabilities, clean.probabilities);
}

TEST(ClusterFile, strict_refuses_rejected_rows_and_names_them) {
    const Folder folder;
    try {
        FileSettings strict = settings({.labels = folder / "l.npy", .probabilities = {}});
        strict.strict = true;
        (void)cluster_file(folder.write("v.npy", npy({{1, 0}, {0, 0}})), strict);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::data);
        EXPECT_THAT(error.what(), HasSubstr("row 1 (zero_norm)"));
    }
    EXPECT_FALSE(std::filesystem::exists(folder / "l.npy"));
}

TEST(ClusterFile, a_file_without_a_usable_row_is_an_error) {
    const Folder folder;
    EXPECT_THROW((void)cluster_file(folder.write("a.npy", npy({{0, 0}})), settings()), Error);
    EXPECT_THROW((void)cluster_file(folder.write("b.npy", npy({})), settings()), Error);
    EXPECT_THROW((void)cluster_file(folder.write("c.npy", "no npy"), settings()), Error);
    EXPECT_THROW((void)cluster_file(folder / "none.npy", settings()), Error);
}

TEST(ClusterFile, outputs_are_npy_columns_or_csv_by_their_ending) {
    const Folder folder;
    const std::string labels = folder / "labels.npy";
    const std::string table = folder / "table.csv";
    (void)cluster_file(folder.write("v.npy", npy(two_bundles())), settings({.labels = labels, .probabilities = table}));
    EXPECT_THAT(content(labels), HasSubstr("'descr': '<i4'"));
    EXPECT_THAT(content(labels), HasSubstr("(20,)"));
    EXPECT_THAT(content(table), testing::StartsWith("row,label,probability\n0,"));
}

TEST(ClusterFile, outputs_are_checked_before_anything_is_read) {
    const Folder folder;
    const std::string input = folder.write("v.npy", npy(two_bundles()));
    const std::string before = content(input);
    struct NoStage : Observer {
        void stage(std::string_view name) override { ADD_FAILURE() << name; }
    } none;
    for (const FileOutputs& outputs :
         {FileOutputs{input, ""}, FileOutputs{folder / "l.txt", ""}, FileOutputs{folder / "l.npy", folder / "l.npy"},
          FileOutputs{folder / "x/l.npy", ""}}) {
        try {
            (void)cluster_file(input, settings(outputs), &none);
            ADD_FAILURE() << outputs.labels;
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::usage);
        }
    }
    EXPECT_EQ(content(input), before);
}

TEST(ClusterFile, what_the_options_made_of_it_is_in_the_record) {
    const Folder folder;
    FileSettings limited = settings();
    limited.engine.max_cluster_size = 8;
    const auto found = cluster_file(folder.write("v.npy", npy(two_bundles())), limited);
    EXPECT_EQ(found.noise, 20);
    EXPECT_EQ(found.engine.limit_losses.clusters, 2);
    EXPECT_EQ(found.engine.limit_losses.rows, 20);
    EXPECT_THAT(found.engine.notes, testing::ElementsAre(HasSubstr("--max-cluster-size 8")));
    limited.engine.max_cluster_size = 10;
    EXPECT_THAT(cluster_file(folder / "v.npy", limited).engine.notes, testing::IsEmpty());
    FileSettings large = settings();
    large.engine.min_cluster_size = 21;
    large.engine.min_samples = 20;
    EXPECT_THAT(cluster_file(folder / "v.npy", large).engine.notes, testing::SizeIs(2));
}

TEST(ClusterFile, a_float64_that_no_float32_holds_is_called_so) {
    const Folder folder;
    std::string bytes = npy({});
    bytes.replace(bytes.find("<f4"), 3, "<f8");
    bytes.replace(bytes.find("(0, 2)"), 6, "(3, 2)");
    const double rows[] = {1e300, 1, /**/ std::numeric_limits<double>::infinity(), 1, /**/ 1, 1};
    bytes.append(reinterpret_cast<const char*>(rows), sizeof rows);
    FileSettings strict = settings();
    strict.strict = true;
    try {
        (void)cluster_file(folder.write("v.npy", bytes), strict);
        FAIL();
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("row 0 (beyond_float32), row 1 (not_finite)"));
    }
}

TEST(ClusterFile, a_certificate_is_made_on_request_and_the_digest_always) {
    const Folder folder;
    FileSettings verified = settings();
    const auto plain = cluster_file(folder.write("v.npy", npy(two_bundles())), verified);
    EXPECT_EQ(plain.engine.tree_digest.size(), 32U);
    EXPECT_FALSE(plain.engine.verification.has_value());
    verified.verified = true;
    for (const Ties ties : {Ties::canonical, Ties::hdbscan}) {
        verified.engine.ties = ties;
        const auto proved = cluster_file(folder / "v.npy", verified);
        EXPECT_EQ(proved.engine.tree_digest, plain.engine.tree_digest);
        ASSERT_TRUE(proved.engine.verification.has_value());
        EXPECT_TRUE(proved.engine.verification->complete);
        EXPECT_EQ(proved.stages[2].name, "verify");
    }
}

/// Two bundles of ten directions, 20 degrees apart, and three rows beyond each, farther from it than the bundles are
/// from each other: density has no place for them. Bundles and sides take turns.
std::vector<std::array<float, 2>> bundles_with_strays() {
    std::vector<std::array<float, 2>> rows;
    const auto add = [&](double degrees) {
        const double angle = degrees * 3.14159265358979 / 180;
        rows.push_back({static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle))});
    };
    for (int k = 0; k < 10; ++k)
        add(0.05 * k), add(20 + 0.05 * k);
    for (int k = 0; k < 3; ++k)
        add(-40 - 10 * k), add(60 + 10 * k);
    return rows;
}

TEST(ClusterFile, attachment_brings_noise_home_and_leaves_dense_rows_as_they_are) {
    const Folder folder;
    const std::string path = folder.write("v.npy", npy(bundles_with_strays()));
    const auto plain = cluster_file(path, settings());
    ASSERT_EQ(plain.noise, 6);
    EXPECT_FALSE(plain.engine.attached.has_value());
    FileSettings attaching = settings();
    attaching.algorithm.attach = AttachOptions{};
    attaching.verified = true;
    const auto found = cluster_file(path, attaching);
    EXPECT_EQ(found.noise, 0);
    EXPECT_EQ(found.attached, 6);
    EXPECT_EQ(found.engine.attached, 6);
    EXPECT_EQ(found.cluster_sizes, (std::vector<std::int64_t>{13, 13}));
    EXPECT_EQ(found.engine.tree_digest, plain.engine.tree_digest) << "longer lists, the same tree";
    EXPECT_EQ(found.persistence, plain.persistence);
    for (std::size_t row = 0; row < found.labels.size(); ++row) {
        if (plain.labels[row] >= 0) {
            EXPECT_EQ(found.labels[row], plain.labels[row]);
            EXPECT_EQ(found.probabilities[row], plain.probabilities[row]);
        } else {
            EXPECT_EQ(found.labels[row], plain.labels[row % 2]) << "row " << row << " lies beside that bundle";
            EXPECT_GE(found.probabilities[row], 0.5);
        }
    }
}

TEST(ClusterFile, a_share_of_noise_is_met_by_the_surest_rows) {
    const Folder folder;
    FileSettings attaching = settings();
    attaching.algorithm.attach.emplace().max_noise = 0.16;  // of 26 rows
    const auto found = cluster_file(folder.write("v.npy", npy(bundles_with_strays())), attaching);
    EXPECT_EQ(found.noise, 4);
    EXPECT_EQ(found.attached, 2);
}

TEST(ClusterFile, topics_give_their_certainty_and_are_verified) {
    const Folder folder;
    FileSettings wanted = settings();
    wanted.algorithm.topics.emplace().resolution = 0.5;
    wanted.verified = true;
    const auto found = cluster_file(folder.write("v.npy", npy(bundles_with_strays())), wanted);
    ASSERT_TRUE(found.engine.topics.has_value());
    EXPECT_EQ(found.engine.topics->resolution, 0.5);
    EXPECT_EQ(found.engine.topics->before_floor, 2);
    EXPECT_TRUE(found.engine.verification.value().complete);
    EXPECT_EQ(found.engine.tree_digest, "");
    EXPECT_EQ(found.cluster_sizes.size(), 2U);
    for (std::size_t row = 0; row < found.labels.size(); ++row) {
        EXPECT_EQ(found.labels[row], found.labels[row % 2]);
        EXPECT_GE(found.probabilities[row], 0.5);
    }
}

TEST(ClusterFile, one_row_and_copies_alone_suit_both_algorithms) {
    const Folder folder;
    FileSettings topics = settings(), attaching = settings();
    topics.algorithm.topics = TopicOptions{};
    attaching.algorithm.attach = AttachOptions{};
    const std::string one = folder.write("one.npy", npy({{1, 0}}));
    const std::string copies = folder.write("copies.npy", npy(std::vector<std::array<float, 2>>(9, {1, 0})));
    for (const FileSettings& wanted : {topics, attaching}) {
        EXPECT_EQ(cluster_file(one, wanted).noise, 1);
        EXPECT_EQ(cluster_file(copies, wanted).labels.size(), 9U);
    }
    EXPECT_EQ(cluster_file(copies, topics).cluster_sizes, (std::vector<std::int64_t>{9}));
}

}  // namespace
}  // namespace asterism::pipeline
