#include "store/command_form.hpp"

#include <gtest/gtest.h>

namespace asterism::store {

TEST(CommandForm, PutsTheDatabaseBehindTheCommandAndTheTablesAtTheEnd) {
    const CommandForm form{.database = "'my reader.db'", .options = "--articles-table items"};
    EXPECT_EQ(form.line("embed"), "asterism embed 'my reader.db' --articles-table items");
    EXPECT_EQ(form.line("init", "--dimensions 4"),
              "asterism init 'my reader.db' --dimensions 4 --articles-table items");
}

TEST(CommandForm, LeavesOutWhatIsNotThere) {
    EXPECT_EQ(CommandForm{}.line("init"), "asterism init");
    EXPECT_EQ((CommandForm{.database = "a.db", .options = {}}).line("runs"), "asterism runs a.db");
}

}  // namespace asterism::store
