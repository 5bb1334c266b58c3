"""The trees of a fit as tables, data frames, graphs and pictures, as hdbscan's objects of the same names give them.

pandas, networkx and matplotlib are asked for only by the methods that are named after them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix, csgraph

Doubles = npt.NDArray[np.float64]
Labels = npt.NDArray[np.intp]


def _scale(cmap: str, most: float) -> Any:
    """Colours from 0 to the most, for a bar beside a picture."""
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import Normalize

    return ScalarMappable(cmap=cmap, norm=Normalize(0, most))


class CondensedTree:
    """Which rows leave which cluster at which lambda = 1 / distance.

    Source: Campello, Moulavi, Zimek, Sander, ACM TKDD 10(1), 2015.

    >>> import numpy as np, asterism
    >>> X = np.repeat(np.arange(3.0), 10)[:, None] * 100 + np.tile(np.arange(10.0), 3)[:, None]
    >>> tree = asterism.HDBSCAN().fit(X).condensed_tree_
    >>> tree.to_numpy().dtype.names
    ('parent', 'child', 'lambda_val', 'child_size')
    >>> len(tree.selected_clusters)
    3
    """

    def __init__(
        self, table: npt.NDArray[Any], selected: Sequence[int], cluster_selection_method: str = "eom",
        allow_single_cluster: bool = False,
    ) -> None:
        self._raw_tree = table
        self.selected_clusters = [int(cluster) for cluster in selected]
        self.cluster_selection_method = cluster_selection_method
        self.allow_single_cluster = allow_single_cluster

    def _select_clusters(self) -> list[int]:
        return sorted(self.selected_clusters)

    def to_numpy(self) -> npt.NDArray[Any]:
        """A copy of the table: parent, child, lambda_val, child_size (a row counts 1). Ids below n are rows, n is the root."""
        return self._raw_tree.copy()

    def to_pandas(self) -> Any:
        """The table as a data frame of the same four columns. ImportError without pandas."""
        from pandas import DataFrame

        return DataFrame(self._raw_tree)

    def to_networkx(self) -> Any:
        """A directed graph from clusters to what left them: edges have `weight` (lambda), nodes `size`. Needs networkx."""
        from networkx import DiGraph, set_node_attributes

        graph = DiGraph()
        for parent, child, weight, _ in self._raw_tree.tolist():
            graph.add_edge(parent, child, weight=weight)
        sizes = {child: size for _, child, _, size in self._raw_tree.tolist()}
        set_node_attributes(graph, sizes, "size")
        return graph

    def _icicles(self) -> dict[int, tuple[float, Doubles, Doubles]]:
        """Per cluster its place across, and its steps: lambdas, ascending from birth, and how many rows are left."""
        table = self._raw_tree
        root = int(table["parent"].min())
        births = {int(row["child"]): float(row["lambda_val"]) for row in table[table["child"] > root]}
        finite = table["lambda_val"][np.isfinite(table["lambda_val"])]
        top = float(finite.max()) if len(finite) else 1.0
        steps: dict[int, tuple[Doubles, Doubles]] = {}
        inner: dict[int, list[int]] = {}
        for cluster in np.unique(table["parent"]).tolist():
            rows = np.sort(table[table["parent"] == cluster], order="lambda_val")
            lambdas = np.minimum(np.concatenate([[births.get(cluster, 0.0)], rows["lambda_val"]]), top)
            left = rows["child_size"].sum() - np.concatenate([[0], np.cumsum(rows["child_size"])])
            steps[cluster] = (lambdas, left.astype(np.float64))
            inner[cluster] = rows["child"][rows["child"] > root].tolist()
        places: dict[int, float] = {}
        offset = 0.0
        stack = [(root, False)]
        while stack:
            cluster, seen = stack.pop()
            if not inner[cluster]:
                places[cluster] = offset + steps[cluster][1][0] / 2
                offset += steps[cluster][1][0] * 1.25
            elif seen:
                places[cluster] = float(np.mean([places[child] for child in inner[cluster]]))
            else:
                stack.append((cluster, True))
                stack.extend((child, False) for child in inner[cluster])
        return {cluster: (places[cluster], *steps[cluster]) for cluster in steps}

    def plot(
        self, leaf_separation: float = 1, cmap: str = "viridis", select_clusters: bool = False,
        label_clusters: bool = False, selection_palette: Sequence[Any] | None = None, axis: Any = None,
        colorbar: bool = True, log_size: bool = False, max_rectangles_per_icicle: int = 20,
    ) -> Any:
        """Icicles: down goes lambda, as wide as a cluster has rows left. Returns matplotlib's axis.

        `select_clusters` frames the clusters of the labels, in the colours of `selection_palette`; `label_clusters`
        numbers them; `log_size` draws widths as logarithms; `cmap="none"` draws in grey. Needs matplotlib.
        """
        import matplotlib.pyplot as plt

        axis = plt.gca() if axis is None else axis
        colors = None if cmap == "none" else plt.get_cmap(cmap)
        icicles = self._icicles()
        most = max(float(left[0]) for _, _, left in icicles.values())
        for place, lambdas, left in icicles.values():
            widths = np.log1p(left) * most / np.log1p(most) if log_size else left
            at = np.unique(np.linspace(0, len(lambdas) - 1, max_rectangles_per_icicle + 1).astype(int))
            shade = [colors(width / most) if colors else "0.6" for width in left[at[:-1]]]
            heights = lambdas[at[1:]] - lambdas[at[:-1]]
            axis.bar(np.full(len(shade), place * leaf_separation), heights, widths[at[:-1]], lambdas[at[:-1]], color=shade)
        if select_clusters:
            for label, cluster in enumerate(self.selected_clusters):
                self._frame(axis, icicles[cluster], label, selection_palette, leaf_separation, label_clusters)
        axis.invert_yaxis()
        axis.set_xticks([])
        axis.set_ylabel("$\\lambda$ value")
        if colorbar and colors is not None:
            axis.figure.colorbar(_scale(cmap, most), ax=axis, label="Number of points")
        return axis

    @staticmethod
    def _frame(
        axis: Any, icicle: tuple[float, Doubles, Doubles], label: int, palette: Sequence[Any] | None, separation: float,
        numbered: bool,
    ) -> None:
        from matplotlib.patches import Ellipse

        place, lambdas, left = icicle
        color = "red" if palette is None else palette[label % len(palette)]
        center = (place * separation, (lambdas[0] + lambdas[-1]) / 2)
        axis.add_artist(Ellipse(center, left[0] * 1.4, (lambdas[-1] - lambdas[0]) * 1.4, facecolor="none", edgecolor=color))
        if numbered:
            axis.annotate(str(label), xy=center, color=color)


class SingleLinkageTree:
    """Every merge of mutual reachability, in scipy's format: two numbers, their distance, the rows together.

    Merges of more than two at one distance (ties="canonical") stand one after another.

    >>> import numpy as np, asterism
    >>> X = np.array([[0.0], [1.0], [10.0], [11.0]])
    >>> asterism.HDBSCAN(min_cluster_size=2, min_samples=1).fit(X).single_linkage_tree_.to_numpy()
    array([[0., 1., 1., 2.],
           [2., 3., 1., 2.],
           [4., 5., 9., 4.]])
    """

    def __init__(self, linkage: Doubles) -> None:
        self._linkage = linkage

    def to_numpy(self) -> Doubles:
        """A copy of the table, (n - 1) x 4, as scipy.cluster.hierarchy takes it."""
        return self._linkage.copy()

    def to_pandas(self) -> Any:
        """A data frame with columns parent, left_child, right_child, distance, size. Needs pandas."""
        from pandas import DataFrame

        n = len(self._linkage) + 1
        parents = np.arange(n, n + len(self._linkage))
        left, right, distance, size = self._linkage.T
        columns = {"parent": parents, "left_child": left.astype(int), "right_child": right.astype(int)}
        return DataFrame({**columns, "distance": distance, "size": size.astype(int)})

    def to_networkx(self) -> Any:
        """A directed graph from merges to their two sides; edges have `weight`, the distance. Needs networkx."""
        from networkx import DiGraph

        graph = DiGraph()
        n = len(self._linkage) + 1
        for at, (left, right, distance, size) in enumerate(self._linkage.tolist()):
            graph.add_node(n + at, size=int(size))
            graph.add_edge(n + at, int(left), weight=distance)
            graph.add_edge(n + at, int(right), weight=distance)
        return graph

    def get_clusters(self, cut_distance: float, min_cluster_size: int = 5) -> Labels:
        """DBSCAN* at one distance: rows joined by merges strictly below `cut_distance`.

        Groups of fewer than `min_cluster_size` rows are noise, -1; labels are numbered by smallest row.

        >>> SingleLinkageTree(np.array([[0.0, 1.0, 0.5, 2.0], [2.0, 3.0, 4.0, 3.0]])).get_clusters(1.0, 2)
        array([ 0,  0, -1])
        """
        n = len(self._linkage) + 1
        merged = np.flatnonzero(self._linkage[:, 2] < cut_distance)
        sides = self._linkage[merged, :2].astype(np.intp)
        ends = (sides.ravel(), np.repeat(merged + n, 2))
        graph = coo_matrix((np.ones(len(ends[0])), ends), shape=(2 * n - 1, 2 * n - 1))
        _, component = csgraph.connected_components(graph, directed=False)
        _, first, group, size = np.unique(component[:n], return_index=True, return_inverse=True, return_counts=True)
        large = np.flatnonzero(size >= min_cluster_size)
        label_of = np.full(len(size), -1, dtype=np.intp)
        label_of[large[np.argsort(first[large])]] = np.arange(len(large))
        labels: Labels = label_of[group]
        return labels

    def plot(
        self, axis: Any = None, truncate_mode: str | None = None, p: int = 0, vary_line_width: bool = True,
        cmap: str = "viridis", colorbar: bool = True,
    ) -> Any:
        """scipy's dendrogram, coloured by how many rows a merge has. Returns matplotlib's axis; needs matplotlib."""
        import matplotlib.pyplot as plt
        from scipy.cluster.hierarchy import dendrogram

        axis = plt.gca() if axis is None else axis
        finite = self._linkage.copy()
        missing = ~np.isfinite(finite[:, 2])
        finite[missing, 2] = finite[~missing, 2].max(initial=0.0) * 1.1
        drawn = dendrogram(finite, p=p, truncate_mode=truncate_mode, no_plot=True)
        colors = None if cmap == "none" else plt.get_cmap(cmap)
        most = float(finite[:, 3].max())
        size_at = {distance: size for distance, size in finite[:, 2:].tolist()}
        for x, y in zip(drawn["icoord"], drawn["dcoord"]):
            share = np.log1p(size_at.get(y[1], most)) / np.log1p(most)
            axis.plot(x, y, color=colors(share) if colors else "black", linewidth=4 * share if vary_line_width else 1)
        axis.set_xticks([])
        axis.set_ylabel("distance")
        if colorbar and colors is not None:
            axis.figure.colorbar(_scale(cmap, most), ax=axis)
        return axis


class MinimumSpanningTree:
    """The minimum spanning tree of mutual reachability; with ties="hdbscan" the walk that hdbscan records.

    >>> import numpy as np, asterism
    >>> X = np.array([[0.0], [1.0], [10.0]])
    >>> asterism.HDBSCAN(min_cluster_size=2, min_samples=1).fit(X).minimum_spanning_tree_.to_numpy()
    array([[0., 1., 1.],
           [2., 1., 9.]])
    """

    def __init__(self, edges: Doubles, data: Any) -> None:
        self._mst = edges
        self._data = data

    def to_numpy(self) -> Doubles:
        """A copy of the edges, (n - 1) x 3: from, to, distance."""
        return self._mst.copy()

    def to_pandas(self) -> Any:
        """A data frame with columns from, to, distance. Needs pandas."""
        from pandas import DataFrame

        source, target, distance = self._mst.T
        return DataFrame({"from": source.astype(int), "to": target.astype(int), "distance": distance})

    def to_networkx(self) -> Any:
        """A graph: edges have `weight`, nodes `data`, the vector of the row. Needs networkx."""
        from networkx import Graph, set_node_attributes

        graph = Graph()
        for source, target, distance in self._mst.tolist():
            graph.add_edge(int(source), int(target), weight=distance)
        set_node_attributes(graph, {at: tuple(row) for at, row in enumerate(self._data)}, "data")
        return graph

    def plot(
        self, axis: Any = None, node_size: float = 40, node_color: Any = "k", node_alpha: float = 0.8,
        edge_alpha: float = 0.5, edge_cmap: str = "viridis_r", edge_linewidth: float = 2, vary_line_width: bool = True,
        colorbar: bool = True,
    ) -> Any:
        """Rows and edges in the plane of the two main directions. Returns matplotlib's axis; needs matplotlib."""
        import matplotlib.pyplot as plt
        from matplotlib.collections import LineCollection
        from sklearn.decomposition import PCA

        axis = plt.gca() if axis is None else axis
        data = np.asarray(self._data, dtype=np.float64)
        plane = data if data.shape[1] == 2 else PCA(n_components=2).fit_transform(data)
        ends = self._mst[:, :2].astype(int)
        distance = self._mst[:, 2]
        width = edge_linewidth * np.log(distance.max() / np.maximum(distance, 1e-12)).clip(0.2, 4) if vary_line_width else 1
        lines = LineCollection(plane[ends], cmap=edge_cmap, linewidth=width, alpha=edge_alpha)
        lines.set_array(distance)
        axis.add_collection(lines)
        axis.scatter(plane[:, 0], plane[:, 1], s=node_size, c=node_color, alpha=node_alpha)
        axis.set_axis_off()
        if colorbar:
            axis.figure.colorbar(lines, ax=axis, label="Mutual reachability distance")
        return axis
