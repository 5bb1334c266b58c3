"""scripts/check_layers.py finds what it is there to find: each case breaks one rule in a tree made for it."""

import pathlib
import runpy
import subprocess
import sys
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "scripts" / "check_layers.py"
SOUND = {
    "include/asterism/cluster.hpp": '#include <vector>\n#include "asterism/matrix.hpp"\n',
    "include/asterism/matrix.hpp": "#include <cstddef>\n",
    "src/base/log.cpp": '#include <spdlog/spdlog.h>\n#include <unistd.h>\n#include "base/log.hpp"\n',
    "src/base/log.hpp": "#include <fmt/format.h>\n",
    "src/linear/subspace.hpp": '#include "base/log.hpp"\n',
    "src/neighbors/certified/heads.cpp": '#include "neighbors/certified/heads.hpp"\n',
    "src/neighbors/certified/heads.hpp": '#include "linear/subspace.hpp"\n#include "neighbors/lists.hpp"\n',
    "src/neighbors/lists.hpp": '#include "base/log.hpp"\n',
    "src/tree/linkage.cpp": '#include "asterism/cluster.hpp"\n#include "base/log.hpp"\n#include "tree/linkage.hpp"\n',
    "src/tree/linkage.hpp": "#include <span>\n",
    "src/pipeline/intake/step1.hpp": '#include "pipeline/open_store.hpp"\n',
    "src/pipeline/naming/names.hpp": '#include "pipeline/open_store.hpp"\n',
    "src/pipeline/open_store.hpp": '#include "store/records.hpp"\n',
    "src/pipeline/run/nightly.hpp": '#include "pipeline/intake/step1.hpp"\n#include "pipeline/naming/names.hpp"\n',
    "src/store/records.hpp": "#include <string>\n",
    "src/store/sqlite/client.cpp": '#include <sqlite3.h>\n#include "store/records.hpp"\n',
    "tests/tree/linkage_test.cpp": '#include <gtest/gtest.h>\n#include "base/log.hpp"\n#include "tree/linkage.hpp"\n',
}


def check(changes):
    """Exit status and output of the script on SOUND with `changes`."""
    with tempfile.TemporaryDirectory() as root:
        for name, text in {**SOUND, **changes}.items():
            path = pathlib.Path(root) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        done = subprocess.run([sys.executable, SCRIPT, root], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout


class CheckLayers(unittest.TestCase):
    def refuses(self, path, text, complaint):
        status, output = check({path: text})
        self.assertEqual(status, 1, output)
        self.assertIn(complaint, output)
        self.assertIn("1 broken rules", output)
        self.assertIn(path, output)

    def test_a_sound_tree_passes(self):
        self.assertEqual(check({}), (0, "17 files, 0 broken rules\n"))

    def test_an_arrow_upwards_is_found(self):
        self.refuses("src/base/log.hpp", '\n#include "tree/linkage.hpp"\n', 'log.hpp:2: "base" may not include "tree"')

    def test_an_arrow_from_a_room_to_the_floor_above_it_is_found(self):
        self.refuses("src/neighbors/certified/heads.cpp", '#include "tree/linkage.hpp"\n',
                     '"neighbors/certified" may not include "tree"')

    def test_an_arrow_from_a_floor_into_its_own_room_is_found(self):
        self.refuses("src/neighbors/lists.hpp", '#include "neighbors/certified/heads.hpp"\n',
                     '"neighbors" may not include "neighbors/certified"')

    def test_an_arrow_between_two_rooms_of_one_height_is_found(self):
        self.refuses("src/neighbors/lists.hpp", '#include "linear/subspace.hpp"\n', '"neighbors" may not include "linear"')
        self.refuses("src/linear/subspace.hpp", '#include "neighbors/lists.hpp"\n', '"linear" may not include "neighbors"')

    def test_an_arrow_between_two_rooms_of_the_pipeline_is_found(self):
        self.refuses("src/pipeline/naming/names.hpp", '#include "pipeline/intake/step1.hpp"\n',
                     '"pipeline/naming" may not include "pipeline/intake"')
        self.refuses("src/pipeline/intake/step1.hpp", '#include "pipeline/naming/names.hpp"\n',
                     '"pipeline/intake" may not include "pipeline/naming"')

    def test_an_arrow_back_from_a_room_of_the_pipeline_to_run_is_found(self):
        for name in ("intake/step1.hpp", "naming/names.hpp", "open_store.hpp"):
            folder = str(pathlib.PurePosixPath("pipeline", name).parent)
            self.refuses("src/pipeline/" + name, '#include "pipeline/run/nightly.hpp"\n',
                         f'"{folder}" may not include "pipeline/run"')

    def test_what_the_rooms_of_the_pipeline_share_includes_none_of_them(self):
        self.refuses("src/pipeline/open_store.hpp", '#include "pipeline/naming/names.hpp"\n',
                     '"pipeline" may not include "pipeline/naming"')

    def test_a_library_of_one_room_of_the_pipeline_in_another_is_found(self):
        self.refuses("src/pipeline/naming/names.hpp", "#include <zlib.h>\n", "<zlib.h> is for pipeline/intake")
        self.refuses("src/pipeline/run/nightly.hpp", "#include <CLI/CLI.hpp>\n", "<CLI/CLI.hpp> is for cli")

    def test_an_arrow_across_the_towers_is_found(self):
        self.refuses("src/tree/linkage.hpp", '#include "store/records.hpp"\n', '"tree" may not include "store"')

    def test_an_arrow_between_two_stores_is_found(self):
        self.refuses("src/store/postgres/a.cpp", '#include "store/sqlite/client.cpp"\n',
                     '"store/postgres" may not include "store/sqlite"')

    def test_an_include_without_its_folder_is_found(self):
        self.refuses("src/tree/linkage.cpp", '#include "linkage.hpp"\n', "written without its folder")

    def test_an_include_that_climbs_is_found(self):
        self.refuses("src/tree/linkage.cpp", '  #  include "../tree/linkage.hpp"\n', "written without its folder")

    def test_an_include_of_nothing_is_found(self):
        self.refuses("src/tree/linkage.cpp", '#include "tree/lost.hpp"\n', '"tree/lost.hpp" is not in src/')

    def test_a_library_outside_its_folder_is_found(self):
        self.refuses("src/tree/linkage.hpp", "#include <sqlite3.h>\n", "<sqlite3.h> is for store/sqlite")

    def test_a_library_of_the_kernels_outside_of_them_is_found(self):
        self.refuses("src/neighbors/certified/heads.hpp", "#include <immintrin.h>\n", "<immintrin.h> is for simd")

    def test_an_unknown_library_is_found(self):
        self.refuses("src/tree/linkage.hpp", "#include <boost/any.hpp>\n", "belongs to no library")

    def test_an_unknown_folder_is_found(self):
        self.refuses("src/utils/a.hpp", "", 'folder "utils" has no row')

    def test_a_public_header_with_a_library_is_found(self):
        self.refuses("include/asterism/matrix.hpp", "#include <fmt/format.h>\n", "standard library only")

    def test_a_public_header_that_shows_the_inside_is_found(self):
        self.refuses("include/asterism/matrix.hpp", '#include "base/log.hpp"\n', "public headers include each other")

    def test_a_test_above_its_floor_is_found(self):
        self.refuses("tests/pipeline/naming/names_test.cpp", '#include "pipeline/run/nightly.hpp"\n',
                     'tests of "pipeline/naming" may not include "pipeline/run"')
        self.refuses("tests/base/log_test.cpp", '#include "tree/linkage.hpp"\n', 'tests of "base" may not include "tree"')

    def test_the_table_has_no_circle(self):
        arrows = runpy.run_path(str(SCRIPT))["ARROWS"]
        below = {}
        while len(below) < len(arrows):  # each round takes away the folders whose arrows all end in such as are gone
            free = [name for name, targets in arrows.items() if name not in below and all(t in below for t in targets)]
            self.assertTrue(free, sorted(set(arrows) - set(below)))
            below.update(dict.fromkeys(free))

    def test_an_empty_tree_does_not_pass(self):
        with tempfile.TemporaryDirectory() as root:
            self.assertEqual(subprocess.run([sys.executable, SCRIPT, root], capture_output=True, check=False).returncode, 1)


if __name__ == "__main__":
    unittest.main()
