"""Judges what both sides of the benchmark made of the same rows, by scikit-learn's own measures.

Prints one JSON object. Needs scikit-learn.
"""

import json
import sys

import numpy as np
from scipy.stats import ks_2samp
from sklearn.manifold import _t_sne as tsne
from sklearn.neighbors import NearestNeighbors

LOOKED_AT = 300  # made rows whose line is sought
NEIGHBOURS = 5


def kl_divergence(rows, perplexity, layouts):
    """Exact: over all pairs of the layout, from the affinities that scikit-learn computes."""
    graph = NearestNeighbors(n_neighbors=int(3 * perplexity + 1)).fit(rows)
    graph = graph.kneighbors_graph(mode="distance")
    graph.data **= 2
    p = tsne._joint_probabilities_nn(graph, perplexity, 0).tocoo()
    divergences = []
    for layout in layouts:
        normalisation = -len(layout)
        for start in range(0, len(layout), 500):
            difference = layout[start:start + 500, None] - layout[None]
            normalisation += (1 / (1 + (difference**2).sum(axis=2))).sum()
        apart = ((layout[p.row] - layout[p.col]) ** 2).sum(axis=1)
        q = 1 / (1 + apart) / normalisation
        there = p.data > 0
        divergences.append(float((p.data[there] * np.log(p.data[there] / q[there])).sum()))
    return divergences


def judge_tsne(rows, columns, perplexity, *results):
    rows = np.fromfile(rows, "<f4").reshape(-1, int(columns)).astype(float)
    made = [np.fromfile(result, "<f4").reshape(-1, 2).astype(float) for result in results]
    return {
        "exact": kl_divergence(rows, float(perplexity), [layout[:-1] for layout in made]),
        "own": [float(layout[-1, 0]) for layout in made],
        "iterations": [int(layout[-1, 1]) for layout in made],
    }


def off_line(made, own, nearest):
    """How far a row is from the nearest line between a row and one of its neighbours."""
    start = np.repeat(own, nearest.shape[1], axis=0)
    along = own[nearest.ravel()] - start
    length = np.maximum((along**2).sum(axis=1), 1e-30)
    step = np.clip(((made - start) * along).sum(axis=1) / length, 0, 1)
    return float(np.sqrt((((made - start) - step[:, None] * along) ** 2).sum(axis=1).min()))


def judge_smote(rows, labels, nominal, *results):
    columns = len(nominal)
    numeric = [i for i, mark in enumerate(nominal) if mark == "0"]
    rows = np.fromfile(rows, "<f4").reshape(-1, columns).astype(float)
    labels = np.fromfile(labels, "<i4")
    made = [np.fromfile(result, "<f4").reshape(-1, columns + 1) for result in results]
    counts = [np.bincount(own[:, -1].astype(int), minlength=labels.max() + 1) for own in made]
    judged = {"made": [int(c.sum()) for c in counts], "counts": [c.tolist() for c in counts]}
    # the statistic alone: made rows share real ones, and so no p value holds
    apart = [ks_2samp(made[0][:, i], made[-1][:, i], method="asymp") for i in numeric]
    judged["apart"] = max(float(one.statistic) for one in apart)
    if len(numeric) < columns:
        shares = [
            [
                np.bincount(own[:, i].astype(int), minlength=int(rows[:, i].max()) + 1) / len(own)
                for i in range(columns) if i not in numeric
            ]
            for own in made
        ]
        judged["frequencies"] = max(
            float(np.abs(ours - theirs).max()) for ours, theirs in zip(shares[0], shares[-1])
        )
    else:
        random = np.random.default_rng(1)
        farthest = 0.0
        for genre in np.flatnonzero(counts[0]):
            own = rows[labels == genre]
            finder = NearestNeighbors(n_neighbors=NEIGHBOURS + 1).fit(own)
            # all as near as the fifth, for equal rows have others' neighbours in either order
            apart, nearest = finder.kneighbors(own)
            candidates = made[0][made[0][:, -1] == genre][:, :-1].astype(float)
            few = -(-LOOKED_AT // len(np.flatnonzero(counts[0])))
            for row in random.permutation(len(candidates))[:few]:
                farthest = max(farthest, off_line(candidates[row], own, nearest))
        judged["offLine"] = farthest
    return judged


if __name__ == "__main__":
    judge = {"smote": judge_smote, "tsne": judge_tsne}[sys.argv[1]]
    print(json.dumps(judge(*sys.argv[2:])))
