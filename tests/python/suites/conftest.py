"""Leaves out what hdbscan_excluded.txt names."""

import pathlib

import older_sklearn  # noqa: F401  before the tests

HERE = pathlib.Path(__file__).parent
LINES = (HERE / "hdbscan_excluded.txt").read_text().splitlines()
EXCLUDED = {line.split()[0] for line in LINES if line and not line.startswith("#")}
collect_ignore = [f"hdbscan/tests/{name}" for name in EXCLUDED if name.endswith(".py")]


def pytest_collection_modifyitems(config, items):
    names = {f"{item.path.name}::{item.name}" for item in items}
    missing = {name for name in EXCLUDED if "::" in name} - names
    if missing:
        raise ValueError(f"hdbscan_excluded.txt names tests that are not there: {sorted(missing)}")
    left_out = [item for item in items if f"{item.path.name}::{item.name}" in EXCLUDED]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)
