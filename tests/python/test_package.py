"""What the package promises beside what the suites of others test. Expected values come from scikit-learn and scipy."""

import logging
import os
import pickle
import signal
import threading
import time

import joblib
import numpy as np
import pytest
import sklearn
import sklearn.cluster
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from sklearn.base import clone
from sklearn.metrics import adjusted_rand_score, pairwise_distances

import asterism
from asterism import flat, hdbscan_compat
from asterism.sklearn import HDBSCAN as SklearnHDBSCAN


def blobs(n=300, d=8, k=4, seed=0, scale=0.3):
    rng = np.random.default_rng(seed)
    centers = rng.normal(size=(k, d))
    return (centers[np.arange(n) % k] + scale * rng.normal(size=(n, d))).astype(np.float32)


def same_partition(a, b):
    return adjusted_rand_score(a, b) == 1.0


@pytest.mark.parametrize("metric", ["euclidean", "cosine"])
def test_labels_are_those_of_scikit_learn(metric):
    X = blobs()
    ours = asterism.HDBSCAN(min_cluster_size=8, min_samples=4, metric=metric).fit(X)
    theirs = sklearn.cluster.HDBSCAN(min_cluster_size=8, min_samples=5, metric=metric, algorithm="brute").fit(X)
    assert same_partition(ours.labels_, theirs.labels_)
    np.testing.assert_allclose(ours.probabilities_, theirs.probabilities_, atol=1e-5)


def test_any_metric_gives_what_its_matrix_gives():
    X = blobs().astype(np.float64)
    by_name = asterism.HDBSCAN(metric="manhattan").fit(X)
    by_function = asterism.HDBSCAN(metric=lambda a, b: np.abs(a - b).sum()).fit(X[:60])
    by_matrix = asterism.HDBSCAN(metric="precomputed").fit(pairwise_distances(X, metric="manhattan"))
    np.testing.assert_array_equal(by_name.labels_, by_matrix.labels_)
    np.testing.assert_allclose(by_function.single_linkage_tree_.to_numpy()[:, 2],
                               asterism.HDBSCAN(metric="l1").fit(X[:60]).single_linkage_tree_.to_numpy()[:, 2])


def test_labels_do_not_depend_on_order_or_threads():
    X = np.repeat(blobs(), 2, axis=0)
    order = np.random.default_rng(1).permutation(len(X))
    expected = asterism.HDBSCAN(n_jobs=1).fit(X)
    shuffled = asterism.HDBSCAN(n_jobs=3).fit(X[order])
    np.testing.assert_array_equal(shuffled.labels_, expected.labels_[order])
    np.testing.assert_array_equal(shuffled.probabilities_, expected.probabilities_[order])


def test_vectors_that_fit_are_not_copied():
    X = blobs()
    model = asterism.HDBSCAN().fit(X)
    assert model._model.data is X
    assert asterism.HDBSCAN().fit(np.asfortranarray(X))._model.data.flags.c_contiguous


def test_rows_without_distances_are_noise_and_change_nothing_else():
    X = blobs()
    bad = X.copy()
    bad[3, 0], bad[7] = np.nan, np.inf
    good = np.setdiff1d(np.arange(len(X)), [3, 7])
    model, expected = asterism.HDBSCAN().fit(bad), asterism.HDBSCAN().fit(X[good])
    assert model.labels_[3] == model.labels_[7] == -1 and model.outlier_scores_[3] == 1
    np.testing.assert_array_equal(model.labels_[good], expected.labels_)
    assert len(model.condensed_tree_.to_numpy()) == len(expected.condensed_tree_.to_numpy()) + 2
    assert len(model.single_linkage_tree_.to_numpy()) == len(X) - 1
    assert np.unique(SklearnHDBSCAN().fit_predict(bad)[[3, 7]]).tolist() == [-3, -2]
    bad[11] = 0
    assert asterism.HDBSCAN(metric="cosine").fit(bad).labels_[11] == -1


def test_missing_distances_hold_rows_apart():
    X = blobs(60, k=2)
    D = pairwise_distances(X)
    D[:30, 30:] = D[30:, :30] = np.inf
    with pytest.warns(UserWarning, match="infinity"):
        model = asterism.HDBSCAN(metric="precomputed").fit(D)
    assert np.isinf(model.single_linkage_tree_.to_numpy()[-1, 2])
    assert model.condensed_tree_.to_numpy()["lambda_val"].min() == 0
    with pytest.raises(ValueError, match="values"):
        asterism.HDBSCAN(metric="precomputed").fit(np.arange(9.0).reshape(3, 3))


def test_a_full_sparse_matrix_is_the_dense_one():
    D = pairwise_distances(blobs(80, k=3).astype(np.float64))
    D = (D + D.T) / 2
    dense, sparse = asterism.HDBSCAN(metric="precomputed").fit(D), asterism.HDBSCAN(metric="precomputed").fit(csr_matrix(D))
    np.testing.assert_array_equal(sparse.labels_, dense.labels_)
    np.testing.assert_array_equal(sparse.probabilities_, dense.probabilities_)


def test_a_matrix_that_does_not_fit_is_refused_with_its_size(monkeypatch, caplog):
    monkeypatch.setattr("asterism._engine.available_memory", lambda: 1 << 20)
    with caplog.at_level(logging.INFO, "asterism"), pytest.raises(MemoryError, match="300 x 300 distances"):
        asterism.HDBSCAN(metric="manhattan").fit(blobs())
    assert "need about" in caplog.text


def test_a_weight_is_so_many_copies():
    X = blobs(120, k=3)
    weights = np.arange(120) % 4
    model = asterism.HDBSCAN().fit(X, sample_weight=weights)
    copies = asterism.HDBSCAN().fit(np.repeat(X, weights, axis=0))
    np.testing.assert_array_equal(np.repeat(model.labels_, weights), copies.labels_)
    np.testing.assert_array_equal(np.repeat(model.outlier_scores_, weights), copies.outlier_scores_)
    assert (model.labels_[weights == 0] == -1).all()
    again = pickle.loads(pickle.dumps(model))
    np.testing.assert_array_equal(again.condensed_tree_.to_numpy(), model.condensed_tree_.to_numpy())


@pytest.mark.parametrize("ties", ["canonical", "hdbscan"])
def test_what_comes_back_from_a_pickle_predicts_the_same(ties, tmp_path):
    X = blobs()
    model = asterism.HDBSCAN(prediction_data=True, ties=ties).fit(X)
    joblib.dump(model, tmp_path / "model")
    again = joblib.load(tmp_path / "model")
    for name in ("labels_", "probabilities_", "outlier_scores_", "cluster_persistence_"):
        np.testing.assert_array_equal(getattr(again, name), getattr(model, name))
    new = blobs(seed=0, scale=0.4)
    for ours, theirs in zip(asterism.approximate_predict(again, new), asterism.approximate_predict(model, new)):
        np.testing.assert_array_equal(ours, theirs)


def test_rows_of_the_fit_are_predicted_as_they_are():
    X = blobs()
    for model in (asterism.HDBSCAN(prediction_data=True), asterism.HDBSCAN(prediction_data=True, metric="manhattan")):
        labels, probabilities, rows = asterism.approximate_predict(model.fit(X), X, return_connecting_points=True)
        np.testing.assert_array_equal(labels, model.labels_)
        np.testing.assert_allclose(probabilities, model.probabilities_)
        np.testing.assert_array_equal(rows, np.arange(len(X)))
    assert asterism.approximate_predict(model, np.full((1, 8), np.nan))[0].tolist() == [-1]


def test_the_largest_memberships_are_those_of_all():
    model = asterism.HDBSCAN(prediction_data=True).fit(blobs())
    every = asterism.all_points_membership_vectors(model)
    values, labels = asterism.all_points_membership_vectors(model, top=2)
    assert (every >= 0).all() and (every.sum(axis=1) <= 1 + 1e-9).all()
    np.testing.assert_array_equal(values, -np.sort(-every, axis=1)[:, :2])
    np.testing.assert_array_equal(np.take_along_axis(every, labels, axis=1), values)


def test_one_height_gives_the_components_below_it():
    X = blobs(200).astype(np.float64)
    model = asterism.HDBSCAN(min_samples=5).fit(X)
    D = pairwise_distances(X.astype(np.float32).astype(np.float64))
    core = np.sort(D, axis=1)[:, 5]
    reach = np.maximum(np.maximum(core[:, None], core[None, :]), D)
    height = float(np.median(core)) * 1.2
    near = reach < height
    np.fill_diagonal(near, False)
    _, component = connected_components(csr_matrix(near), directed=False)
    sizes = np.bincount(component)[component]
    expected = np.where(sizes >= 5, component, -1)
    labels = model.dbscan_clustering(height, 5)
    assert ((labels == -1) == (expected == -1)).all() and same_partition(labels, expected)


def test_a_wished_number_is_a_cut_of_the_same_hierarchy():
    X = blobs(k=6, scale=0.1)
    model = flat.HDBSCAN_flat(X, n_clusters=3)
    epsilon = model.cluster_selection_epsilon
    again = asterism.HDBSCAN(cluster_selection_epsilon=epsilon).fit(X)
    assert model.labels_.max() == 2
    np.testing.assert_array_equal(model.labels_, again.labels_)


def test_a_cut_of_a_hierarchy_is_a_fresh_fit():
    X = blobs(k=6)
    model = asterism.HDBSCAN(min_cluster_size=5, prediction_data=True).fit(X)
    for parameters in ({"min_cluster_size": 20}, {"cluster_selection_method": "leaf"}, {"cluster_selection_epsilon": 0.7}):
        cut = model.recut(**parameters)
        fresh = asterism.HDBSCAN(**{"min_cluster_size": 5, "min_samples": 5, **parameters}).fit(X)
        np.testing.assert_array_equal(cut.labels_, fresh.labels_)
        np.testing.assert_array_equal(cut.outlier_scores_, fresh.outlier_scores_)
        np.testing.assert_array_equal(asterism.approximate_predict(cut, X)[0], fresh.labels_)
    with pytest.raises(ValueError, match="alpha"):
        model.recut(alpha=2.0)
    for one in model.granularities():
        for size in (one["smallest"], one["largest"]):
            leaves = model.recut(min_cluster_size=int(size), cluster_selection_method="leaf")
            assert leaves.labels_.max() + 1 == one["clusters"]


def test_a_metric_s_parameters_survive_clone():
    model = clone(asterism.HDBSCAN(metric="minkowski", p=3, w=np.ones(8)).set_params(min_samples=2))
    assert model.get_params()["p"] == 3 and len(model.get_params()["w"]) == 8 and model.min_samples == 2
    assert model.fit(blobs()).labels_.max() >= 1


def test_weights_are_routed():
    with sklearn.config_context(enable_metadata_routing=True):
        model = SklearnHDBSCAN().set_fit_request(sample_weight=True)
        assert model.get_metadata_routing().fit.requests["sample_weight"] is True


def test_memory_keeps_hierarchies(tmp_path):
    X = blobs()
    first = asterism.HDBSCAN(memory=str(tmp_path), min_samples=5).fit(X)
    again = asterism.HDBSCAN(memory=str(tmp_path), min_samples=5, min_cluster_size=9).fit(X)
    np.testing.assert_array_equal(again.labels_, asterism.HDBSCAN(min_samples=5, min_cluster_size=9).fit(X).labels_)
    assert first.labels_.max() >= 1 and any(tmp_path.iterdir())


def test_trees_become_frames_and_graphs():
    model = asterism.HDBSCAN().fit(blobs())
    assert list(model.condensed_tree_.to_pandas().columns) == ["parent", "child", "lambda_val", "child_size"]
    assert list(model.minimum_spanning_tree_.to_pandas().columns) == ["from", "to", "distance"]
    assert model.single_linkage_tree_.to_networkx().number_of_nodes() == 2 * 300 - 1
    assert model.minimum_spanning_tree_.to_networkx().number_of_edges() == 299
    assert -1 <= model.relative_validity_ <= 1 and len(model.exemplars_) == model.labels_.max() + 1


def test_parameters_out_of_range_name_themselves():
    X = blobs(40)
    wrong = {"min_cluster_size": 1, "min_samples": 0, "alpha": 0.0, "ties": "some", "metric": "imperial",
             "cluster_selection_method": "all", "cluster_selection_epsilon": -1.0, "cluster_selection_epsilon_max": -1.0, "branch_detection_data": True}
    for name, value in wrong.items():
        with pytest.raises(ValueError, match="(?i)" + name.removeprefix("cluster_selection_").split("_")[0]):
            asterism.HDBSCAN(**{name: value}).fit(X)
    with pytest.raises(ValueError, match="certainty"):
        asterism.Topics(certainty=2).fit(X)


def test_topics_have_layers_and_places():
    X = blobs(400, d=32, scale=0.2)
    topics = asterism.Topics().fit(X)
    assert len(topics.themes_) == topics.labels_.max() + 1 and len(topics.stories_) == len(X)
    again = pickle.loads(pickle.dumps(topics))
    np.testing.assert_array_equal(again.predict(X), topics.labels_)
    labels, certainties = topics.place(np.vstack([X[:2], np.full((1, 32), np.nan)]).astype(np.float32))
    assert labels[2] == -1 and certainties[2] == 0
    assert same_partition(asterism.Topics(about=4).fit(X).labels_, np.arange(400) % 4)


def test_eight_threads_at_once_give_the_same_bytes():
    X = blobs(2000, d=32)
    expected = asterism.HDBSCAN(metric="cosine").fit(X).probabilities_.tobytes()
    results = joblib.Parallel(n_jobs=8, backend="threading")(
        joblib.delayed(lambda: asterism.HDBSCAN(metric="cosine").fit(X).probabilities_.tobytes())() for _ in range(16)
    )
    assert all(result == expected for result in results)


def test_forks_after_use_do_not_hang():
    X = blobs(500)
    expected = asterism.HDBSCAN().fit(X).labels_
    for _ in range(20):
        child = os.fork()
        if child == 0:
            os._exit(0 if (asterism.HDBSCAN().fit(X).labels_ == expected).all() else 1)
        assert os.waitpid(child, 0)[1] == 0


def test_interrupts_end_a_fit_within_a_second():
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # shells let what they start in the background ignore it
    X = np.random.default_rng(0).normal(size=(20000, 256)).astype(np.float32)
    asked = []

    def ask():
        asked.append(time.monotonic())
        os.kill(os.getpid(), signal.SIGINT)

    timer = threading.Timer(0.3, ask)
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            asterism.HDBSCAN(min_cluster_size=5, n_jobs=1).fit(X)
    finally:
        signal.signal(signal.SIGINT, before)
    assert time.monotonic() - asked[0] < 1


def test_progress_is_told_and_may_stop_the_work(capfd):
    X = np.random.default_rng(0).normal(size=(3000, 64)).astype(np.float32)
    told = []
    asterism.HDBSCAN(progress=lambda *what: told.append(what)).fit(X)
    assert {stage for stage, _, _ in told} and all(done <= total for _, done, total in told if total)

    asterism.HDBSCAN(progress=True).fit(X)
    asterism.Topics(progress=True).fit(X)
    assert "%|" in capfd.readouterr().err  # tqdm's bars

    def stop(*_):
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        asterism.HDBSCAN(progress=stop).fit(X)


def test_everything_public_has_a_text_with_an_example():
    for module in (asterism, hdbscan_compat):
        for name in module.__all__:
            thing = getattr(module, name)
            if not isinstance(thing, type(asterism)) and thing is not asterism.Error:
                assert ">>>" in (thing.__doc__ or ""), name
