# What tests/python/run long does. Sourced.
#
# scikit-learn's own tests of HDBSCAN with its import swapped (four tests of a private function take a private attribute), its
# checks of estimators, what Python costs beside the engine, BERTopic, and wheels from the sdist for every Python at hand.
# FAST_HDBSCAN_TESTS names the folder fast_hdbscan/tests of a checkout of that package, which no package of the index carries.
# VECTORS and TEXTS name an n x d .npy and a .jsonl of the same rows, for BERTopic and speed; without them BERTopic is left out.

sklearn_suite() {
    local suite=$environment/sklearn_suite
    rm -rf "$suite" && mkdir -p "$suite"
    cp "$here/suites/sklearn_shim.py" "$suite"
    "$bin/python" - "$suite" <<'PYTHON'
import pathlib, sys
import sklearn
package = pathlib.Path(sklearn.__file__).parent
text = (package / "cluster/tests/test_hdbscan.py").read_text()
swapped = text.replace("from sklearn.cluster import HDBSCAN\n", "from sklearn_shim import HDBSCAN\n")
assert swapped != text
pathlib.Path(sys.argv[1], "test_hdbscan.py").write_text(swapped)
pathlib.Path(sys.argv[1], "conftest.py").write_text((package / "conftest.py").read_text())
PYTHON
    pytest --disable-warnings sklearn_suite --deselect sklearn_suite/test_hdbscan.py::test_labelling_distinct --rootdir .
}

# Those of its tests that look at results alone, but for one that knows counts of its own random data: 8 clusters and 65 rows
# of noise, where hdbscan 0.8.40 has 7 and 68.
fast_hdbscan() {
    local suite=$environment/fast_hdbscan_suite
    rm -rf "$suite" && mkdir -p "$suite"
    cp -r "$here/suites/fast_hdbscan" "$here/suites/older_sklearn.py" "$suite"
    for name in test_edge_cases.py test_hdbscan.py test_sample_weights.py; do
        if [ -e "$FAST_HDBSCAN_TESTS/$name" ]; then cp "$FAST_HDBSCAN_TESTS/$name" "$suite"; fi
    done
    PYTHONPATH=$suite pytest --disable-warnings fast_hdbscan_suite --rootdir . -p older_sklearn \
        --deselect fast_hdbscan_suite/test_hdbscan.py::test_fhdbscan_allow_single_cluster_with_epsilon
}

bertopic() {
    local more=$environment-bertopic
    if [ ! -x "$more/bin/python" ]; then
        "$python" -m venv "$more"
        "$more/bin/python" -m pip install --quiet --disable-pip-version-check scikit-learn==1.7.2 pandas plotly tqdm umap-learn \
            hdbscan==0.8.40 pyyaml
        "$more/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps bertopic
    fi
    cp -r "$environment"/lib/python*/site-packages/asterism "$("$more/bin/python" -c "import numpy, os; print(os.path.dirname(os.path.dirname(numpy.__file__)))")"
    (cd "$more" && bin/python "$OLDPWD/$here/bertopic_test.py" "$VECTORS" "$TEXTS")
}

# As a user gets it: the sdist, a wheel of it, imported outside the checkout. One wheel of 3.12 serves all later ones.
wheels() {
    rm -rf "$environment/dist" "$environment/wheels" "$environment/wheels-abi3"
    "$bin/python" -c "from scikit_build_core.build import build_sdist; print(build_sdist('$environment/dist'))"
    "$bin/python" -m pip wheel --quiet --disable-pip-version-check --no-deps -w "$environment/wheels" "$environment"/dist/*.tar.gz
    for other in python3.12 python3.13; do
        if ! "$other" -c "" 2>/dev/null; then echo "$other is not here" && continue; fi
        local at=$environment/$other
        "$other" -m venv --clear "$at"
        if [ ! -e "$environment/wheels-abi3" ]; then
            "$at/bin/python" -m pip wheel --quiet --disable-pip-version-check --no-deps -w "$environment/wheels-abi3" \
                "$environment"/dist/*.tar.gz
        fi
        "$at/bin/python" -m pip install --quiet --disable-pip-version-check "$environment"/wheels-abi3/*.whl
        (cd "$at" && bin/python -c "import asterism, numpy; print(asterism.__version__, asterism.HDBSCAN().fit(numpy.eye(9)).labels_)")
    done
}

estimators() { (cd "$environment" && bin/python "../../$here/check_estimators.py"); }

speed() { (cd "$environment" && bin/python "../../$here/speed.py" ${VECTORS:+"$VECTORS"}); }

# All of it, or the named steps after an install of one's own.
run_long() {
    if [ $# -gt 0 ]; then
        for step in "$@"; do "$step"; done
        return
    fi
    install && sklearn_suite && estimators && speed && wheels
    if [ -n "${FAST_HDBSCAN_TESTS:-}" ]; then fast_hdbscan; else echo "FAST_HDBSCAN_TESTS is not set: its tests are left out"; fi
    if [ -n "${VECTORS:-}" ] && [ -n "${TEXTS:-}" ]; then bertopic; else echo "VECTORS and TEXTS are not set: BERTopic is left out"; fi
}
