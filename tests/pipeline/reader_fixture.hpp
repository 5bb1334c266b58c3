/// A real reader in an SQLite file of the test's own, with data that falls into clear groups.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "base/folder.hpp"
#include "pipeline/open_store.hpp"
#include "store/reader_db_client.hpp"
#include "store/sqlite/connection.hpp"

namespace asterism::pipeline {

class ReaderTest : public testing::Test {
 protected:
    static constexpr int kDimensions = 4;

    ReaderTest() : client(open_store(folder / "reader.db", {}, Access::write)) {
        client->initialize_tables({.dimensions = kDimensions});
    }

    /// Article `id` near the axis `group`, a little aside from the others of its group.
    void add_article(std::int64_t id, std::size_t group) {
        static constexpr std::array kTopics{"solar panels and wind turbines", "rockets reach the orbit",
                                            "the goalkeeper saves a penalty", "butter garlic and onions"};
        const std::vector<store::Article> articles{
            {.id = id,
             .title = kTopics.at(group),
             .summary = "",
             .content = "",
             .url = "",
             .published_at = "2024-05-0" + std::to_string(1 + (id < 0 ? -id : id) % 9)}};
        client->upsert_articles(articles);
        std::array<float, kDimensions> vector{};
        vector.at(group) = 1.0F;
        vector.at((group + 1) % kDimensions) = 0.001F * static_cast<float>(1 + id % 17);
        add_vector(id, vector);
    }
    void add_vector(std::int64_t id, const std::array<float, kDimensions>& vector,
                    const std::string& model = "external") {
        ArticleIds ids;
        ids.push_back(id);
        client->upsert_embeddings(ids, {vector.data(), 1, vector.size()}, model, {}, store::Replace::any);
    }
    /// Behind the client's back, as another program would.
    void execute(const std::string& sql) {
        store::sqlite::Connection(folder / "reader.db", store::sqlite::OpenMode::read_write, 5000).execute(sql);
    }
    /// `size` articles in each of `groups` groups, ids from 1.
    void add_groups(std::size_t groups, std::int64_t size) {
        for (std::size_t group = 0; group < groups; ++group) {
            for (std::int64_t k = 0; k < size; ++k)
                add_article(static_cast<std::int64_t>(group) * size + k + 1, group);
        }
    }

    Folder folder;
    std::unique_ptr<store::ReaderDBClient> client;
};

}  // namespace asterism::pipeline
