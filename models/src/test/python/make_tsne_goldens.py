"""Writes TsneTest/goldens.json: affinities, exact gradients and final divergences of t-SNE.

Run with scikit-learn installed (the file in the repository was made by 1.9.1):

    python3 -m venv venv && venv/bin/pip install scikit-learn==1.9.1
    venv/bin/python make_tsne_goldens.py ../resources/TsneTest/goldens.json
"""

import json
import sys

import numpy as np
import sklearn
from scipy.spatial.distance import squareform
from sklearn.manifold import TSNE
from sklearn.manifold import _t_sne as tsne
from sklearn.metrics import pairwise_distances
from sklearn.neighbors import NearestNeighbors


def affinities(rows, perplexity):
    """As TSNE has them: of all pairs by its exact method where there are no more neighbours."""
    neighbours = int(3 * perplexity + 1)
    if neighbours >= len(rows) - 1:
        distances = pairwise_distances(rows, metric="euclidean", squared=True)
        return squareform(tsne._joint_probabilities(distances, perplexity, 0))
    graph = NearestNeighbors(n_neighbors=neighbours).fit(rows).kneighbors_graph(mode="distance")
    graph.data **= 2
    return tsne._joint_probabilities_nn(graph, perplexity, 0).toarray()


def gradient_case(random, count, columns, perplexity):
    rows = np.round(random.normal(size=(count, columns)) * np.linspace(0.5, 2, columns), 4)
    layout = np.round(random.normal(size=(count, 2)) * 3, 4)
    p = affinities(rows, perplexity)
    divergence, gradient = tsne._kl_divergence(layout.ravel(), squareform(p), 1, count, 2)
    return {
        "rows": rows.tolist(),
        "perplexity": perplexity,
        "affinities": p.tolist(),
        "layout": layout.tolist(),
        "divergence": float(divergence),
        "gradient": gradient.reshape(count, 2).tolist(),
    }


def divergence_case(random, count, columns, groups, perplexity):
    centres = random.normal(size=(groups, columns)) * 3
    rows = np.round(centres[np.arange(count) % groups] + random.normal(size=(count, columns)), 3)
    fitted = TSNE(perplexity=perplexity, random_state=0).fit(rows)
    return {
        "rows": rows.tolist(),
        "perplexity": perplexity,
        "divergence": float(fitted.kl_divergence_),
    }


def main(path):
    random = np.random.default_rng(20261122)
    goldens = {
        "scikit-learn": sklearn.__version__,
        "gradients": {
            "nearest neighbours": gradient_case(random, 40, 4, 6),
            "all pairs": gradient_case(random, 16, 3, 5),
        },
        "divergences": {
            "five groups": divergence_case(random, 300, 6, 5, 20),
            "one group": divergence_case(random, 200, 4, 1, 30),
        },
    }
    with open(path, "w", encoding="utf-8") as file:
        json.dump(goldens, file)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
