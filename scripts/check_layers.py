#!/usr/bin/env python3
"""Checks that folders include only what lies below them, and that each library is used in one folder only.

Usage: scripts/check_layers.py [ROOT]. Prints one line per broken rule and exits 1, or prints what it checked and exits 0.
An arrow that is missing from ARROWS is a question about the design: move the code down, or change the table in the same
commit and say why.
"""

import pathlib
import re
import sys

# Folder of src/ -> folders it may include, itself and include/asterism aside.
ARROWS = {
    "base": [],
    "simd": [],
    "linear": ["base", "simd"],
    "neighbors": ["base", "simd"],
    "neighbors/certified": ["base", "simd", "linear", "neighbors"],
    "graph": ["base", "neighbors"],
    "tree": ["base", "neighbors"],
    "clusters": [],
    "engine": ["base", "simd", "neighbors", "neighbors/certified", "tree", "clusters"],
    # What is taken from a hierarchy or a clustering that is there: rooms of one height, each with doors of its own.
    "extraction": ["base", "tree", "clusters", "engine"],
    "prediction": ["base", "neighbors", "clusters"],
    "validity": ["base", "neighbors", "clusters"],
    "topics": ["base", "simd", "neighbors", "graph", "tree"],
    "text": ["base"],
    "store": ["base"],
    "store/files": ["base", "store"],
    "store/postgres": ["base", "store"],
    "store/sqlite": ["base", "store"],
    "net": ["base"],
    "themes": ["base", "text"],
    "themes/spacy": ["base", "text", "themes"],
    "themes/endpoint": ["base", "text", "net"],  # beside themes, not on it: it sees terms and titles, no counts
    "embedding": ["base", "text"],
    # What the rooms of the pipeline share lies below them. Only run uses the others; intake and naming know nothing of it.
    "pipeline": ["base", "embedding", "store", "store/postgres", "store/sqlite"],
    "pipeline/intake": ["base", "text", "embedding", "store", "store/files", "pipeline"],
    "pipeline/naming": ["base", "text", "embedding", "themes", "themes/endpoint", "themes/spacy", "store", "pipeline"],
    "pipeline/run": ["base", "engine", "store", "store/files", "pipeline", "pipeline/intake", "pipeline/naming"],
    "analysis": ["base", "store", "store/files", "pipeline", "pipeline/run"],
    "cli": ["base", "text", "store", "pipeline", "pipeline/intake", "pipeline/naming", "pipeline/run", "analysis"],  # text: what may reach a terminal
    "python": ["base", "tree"],  # tree: a hierarchy is made again of the spanning tree that was kept
}

# What a header's name begins with -> the folders that may include it (with what is below them on disk).
LIBRARIES = {
    "spdlog/": ["base"],
    "fmt/": list(ARROWS),  # message text, everywhere
    "immintrin.h": ["simd"],
    "arm_neon.h": ["simd"],
    "sys/auxv.h": ["simd"],
    "unicode/": ["text"],
    "libstemmer.h": ["text"],
    "libpq-fe.h": ["store/postgres"],
    "sqlite3.h": ["store/sqlite"],
    "Eigen/": ["embedding"],
    "xxhash.h": ["pipeline"],
    "nlohmann/": ["pipeline", "cli", "themes/spacy", "themes/endpoint"],  # the last two speak JSON with another program
    "httplib.h": ["net"],  # the one place that speaks to another machine but the database
    "toml++/": ["cli"],
    "zlib.h": ["pipeline/intake"],
    "CLI/": ["cli"],
    "nanobind/": ["python"],
}

STANDARD = set(
    """algorithm any array atomic barrier bit bitset cassert cctype cerrno cfenv cfloat charconv chrono cinttypes climits
    clocale cmath codecvt compare complex concepts condition_variable coroutine csetjmp csignal cstdarg cstddef cstdint
    cstdio cstdlib cstring ctime cuchar cwchar cwctype deque exception execution filesystem format forward_list fstream
    functional future initializer_list iomanip ios iosfwd iostream istream iterator latch limits list locale map memory
    memory_resource mutex new numbers numeric optional ostream queue random ranges ratio regex scoped_allocator semaphore
    set shared_mutex source_location span sstream stack stdexcept stop_token streambuf string string_view strstream
    syncstream system_error thread tuple type_traits typeindex typeinfo unordered_map unordered_set utility valarray
    variant vector version""".split()
)
# The operating system, for src/ but not for the public headers.
SYSTEM = set("endian.h fcntl.h malloc.h poll.h pthread.h sched.h signal.h spawn.h strings.h sys/prctl.h sys/resource.h sys/socket.h sys/types.h sys/wait.h termios.h time.h unistd.h".split())

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(<[^>]+>|"[^"]+")', re.MULTILINE)
SOURCES = {".hpp", ".cpp", ".h", ".cc", ".inc"}


def includes(path):
    """(line number, header, quoted) of every include of a file."""
    text = path.read_text(encoding="utf-8")
    for match in INCLUDE.finditer(text):
        name = match.group(1)
        yield text.count("\n", 0, match.start()) + 1, name[1:-1], name[0] == '"'


def folder_of(relative):
    """The floor, or the part of a floor that has its own row in ARROWS, of a path below src/ or tests/."""
    parts = pathlib.PurePosixPath(relative).parts[:-1]
    for depth in (2, 1):
        folder = "/".join(parts[:depth])
        if folder in ARROWS:
            return folder
    return parts[0] if parts else ""


def library_of(header):
    return next((prefix for prefix in LIBRARIES if header == prefix or (prefix.endswith("/") and header.startswith(prefix))), None)


class Checker:
    def __init__(self, root):
        self.root = root
        self.problems = []
        self.files = 0

    def sources(self, folder):
        for path in sorted((self.root / folder).rglob("*")):
            if path.suffix in SOURCES:
                self.files += 1
                yield path, path.relative_to(self.root / folder).as_posix()

    def problem(self, path, line, text):
        self.problems.append(f"{path.relative_to(self.root).as_posix()}:{line}: {text}")

    def check_public_headers(self):
        for path, _ in self.sources("include"):
            for line, header, quoted in includes(path):
                if quoted and not header.startswith("asterism/"):
                    self.problem(path, line, f'public headers include each other as "asterism/...", not "{header}"')
                elif not quoted and header not in STANDARD:
                    self.problem(path, line, f"public headers use the standard library only, not <{header}>")

    def check_floors(self):
        for path, relative in self.sources("src"):
            folder = folder_of(relative)
            if folder not in ARROWS:
                self.problem(path, 1, f'folder "{folder}" has no row in ARROWS')
                continue
            for line, header, quoted in includes(path):
                if quoted:
                    self.check_arrow(path, line, folder, header)
                else:
                    self.check_library(path, line, folder, header)

    def check_arrow(self, path, line, folder, header):
        if header.startswith("asterism/"):
            if not (self.root / "include" / header).exists():
                self.problem(path, line, f'"{header}" is not in include/')
        elif "/" not in header or ".." in header:
            self.problem(path, line, f'"{header}" is written without its folder')
        elif not (self.root / "src" / header).exists():
            self.problem(path, line, f'"{header}" is not in src/')
        else:
            target = folder_of(header)
            if target != folder and target not in ARROWS[folder]:
                self.problem(path, line, f'"{folder}" may not include "{target}" ("{header}")')

    def check_library(self, path, line, folder, header):
        if header in STANDARD or header in SYSTEM or (header.startswith("sys/") and library_of(header) is None):
            return
        library = library_of(header)
        if library is None:
            self.problem(path, line, f"<{header}> belongs to no library in LIBRARIES")
        elif not any(folder == home or folder.startswith(home + "/") for home in LIBRARIES[library]):
            self.problem(path, line, f'<{header}> is for {" and ".join(LIBRARIES[library])}, not for "{folder}"')

    def check_tests(self):
        """The tests of a floor include that floor and what is below it; of tests/ what they like."""
        for path, relative in self.sources("tests"):
            folder = folder_of(relative)
            if folder not in ARROWS:
                continue
            for line, header, quoted in includes(path):
                if quoted and (self.root / "src" / header).exists():
                    target = folder_of(header)
                    below = target == folder or target in ARROWS[folder] or target.startswith(folder + "/")
                    if not below:
                        self.problem(path, line, f'tests of "{folder}" may not include "{target}" ("{header}")')

    def run(self):
        self.check_public_headers()
        self.check_floors()
        self.check_tests()
        return self.problems


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent).resolve()
    checker = Checker(root)
    problems = checker.run()
    for problem in problems:
        print(problem)
    print(f"{checker.files} files, {len(problems)} broken rules")
    return 1 if problems or checker.files == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
