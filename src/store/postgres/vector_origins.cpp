#include "store/postgres/vector_origins.hpp"

#include <utility>

#include "store/identifiers.hpp"
#include "store/postgres/copy_reader.hpp"
#include "store/postgres/copy_writer.hpp"
#include "store/postgres/id_values.hpp"
#include "store/postgres/obstacles.hpp"
#include "store/postgres/vector_columns.hpp"
#include "store/postgres/vector_values.hpp"
#include "store/postgres/wire.hpp"
#include "store/vector_digest.hpp"

namespace asterism::store::postgres {
namespace {

/// A row of select_vectors or lock_staged_vectors, its fields but the first, which is not the same in both.
struct Known {
    std::string_view model;
    bool recorded = false;
    std::optional<std::string_view> digest;
    std::optional<std::string_view> vector;  ///< only where it tells
};

/// What the record says, once the vector, where there is one, bears it out.
struct Origin {
    std::string_view model;
    bool made_here = false;
};

class Judge {
 public:
    explicit Judge(const Session& session) : wire_(vector_wire(session)), models_(names_models(session.catalogue())) {}

    Origin operator()(const Known& known) {
        if (known.vector) read_vector(wire_, *known.vector, row_);
        const bool proved = known.vector ? known_again(known.digest, row_) : !known.recorded;
        return {models_ || proved ? known.model : std::string_view(), known.recorded && proved};
    }

 private:
    VectorWire wire_;
    bool models_;
    std::vector<float> row_;
};

std::optional<std::string_view> field(const CopyReader& reader, std::size_t k) {
    return reader.null(k) ? std::nullopt : std::optional(reader.bytes(k));
}
std::optional<std::string_view> field(const Result& rows, int row, int k) {
    return rows.null(row, k) ? std::nullopt : std::optional(rows.bytes(row, k));
}
bool truth(std::string_view bytes) {
    return bytes == std::string_view("\1", 1);
}

void stage_made_vectors(Session& session) {
    ArticleIds ids(session.catalogue().id.type);
    visit_vectors(session, [&](const StoredVector& vector) {
        if (vector.made_here) ids.push_back(vector.id);
    });
    session.run("stage_ids");
    CopyWriter writer(session.connection(), "pg_temp.asterism_ids", 1);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        writer.begin_row();
        put_id(writer, session.catalogue().id.wire, ids, i);
    }
    writer.finish();
}

}  // namespace

bool known_again(const std::optional<std::string_view>& digest, std::span<const float> vector) {
    return !digest || load_int64(digest->data()) == vector_digest(vector);
}

void visit_vectors(Session& session, const std::function<void(const StoredVector&)>& visit) {
    Judge judge(session);
    CopyReader reader(session.connection(), session.sql("select_vectors"));
    while (reader.next()) {
        const ArticleId id = read_id(session.catalogue().id.wire, reader.bytes(0));
        const Origin origin = judge({reader.bytes(1), truth(reader.bytes(2)), field(reader, 3), field(reader, 4)});
        visit({id, origin.model, origin.made_here});
    }
}

void for_each_vector(Session& session, const std::function<void(const StoredVector&)>& visit) {
    session.transact_on_tables(Access::snapshot_once, [&] { visit_vectors(session, visit); });
}

std::vector<std::int64_t> staged_on_others(Session& session, std::string_view model, bool made_here) {
    std::vector<std::int64_t> others;
    Judge judge(session);
    const Result rows = session.connection().run(session.sql("lock_staged_vectors"), {}, true);
    for (int row = 0; row < rows.rows(); ++row) {
        const Origin origin =
            judge({rows.bytes(row, 1), truth(rows.bytes(row, 2)), field(rows, row, 3), field(rows, row, 4)});
        const bool same = made_here ? origin.made_here : !origin.made_here && !model.empty() && origin.model == model;
        if (!same) others.push_back(load_int64(rows.bytes(row, 0).data()));
    }
    return others;
}

std::int64_t record_staged(Session& session, bool made_here) {
    const VectorWire wire = vector_wire(session);
    std::vector<std::pair<std::int64_t, std::int64_t>> digests;
    std::vector<float> vector;
    CopyReader reader(session.connection(), session.sql("select_written_vectors"));
    while (reader.next()) {
        read_vector(wire, reader.bytes(1), vector);
        digests.emplace_back(load_int64(reader.bytes(0).data()), vector_digest(vector));
    }
    session.run("stage_digests");
    CopyWriter writer(session.connection(), "pg_temp.asterism_digests", 2);
    for (const auto& [place, digest] : digests) {
        writer.begin_row();
        writer.put_int64(place);
        writer.put_int64(digest);
    }
    writer.finish();
    const Result recorded = session.run("record_vectors", {made_here ? "true" : "false"});
    expect_rows(session, recorded.affected(), static_cast<std::int64_t>(digests.size()), "vectors were not recorded",
                qualified(session.names(), "vector_origins"));
    return static_cast<std::int64_t>(digests.size());
}

std::int64_t remove_made_vectors(Session& session) {
    std::int64_t removed = 0;
    session.transact_on_tables(Access::write, [&] {
        const Table& table = session.catalogue().embeddings;
        session.connection().run("LOCK TABLE " + table.name + " IN SHARE ROW EXCLUSIVE MODE");
        stage_made_vectors(session);
        session.set_placeholder("cleared_model", names_models(session.catalogue()) ? ", model = DEFAULT" : "");
        removed = session.run(table.ours ? "delete_vectors" : "clear_vectors").affected();
        const std::int64_t left = session.run("forget_origins").affected() - removed;
        if (left > 0) throw held_back(session, left, "vectors were not taken away", table);
        if (const auto remembered = session.run("count_remembered").integer(0, 0); remembered > 0)
            throw held_back(session, remembered, "vectors were not forgotten",
                            qualified(session.names(), "vector_origins"));
    });
    return removed;
}

}  // namespace asterism::store::postgres
