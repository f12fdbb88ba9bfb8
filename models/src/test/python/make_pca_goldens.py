"""Writes PcaTest/goldens.json: rows and what scikit-learn's PCA makes of them.

Run with scikit-learn installed (the file in the repository was made by 1.9.1):

    python3 make_pca_goldens.py ../resources/PcaTest/goldens.json
"""

import json
import sys

import numpy as np
import sklearn
from sklearn.decomposition import PCA


def case(random, rows, columns, components):
    mixed = random.normal(size=(rows, columns)) * np.linspace(3, 0.2, columns)
    values = mixed @ random.normal(size=(columns, columns)) + 10 * random.normal(size=columns)
    values = np.round(values, 5)
    others = np.round(values[:3] + random.normal(size=(3, columns)), 5)
    fitted = PCA(n_components=components, svd_solver="full").fit(values)
    return {
        "rows": values.tolist(),
        "mean": fitted.mean_.tolist(),
        "components": fitted.components_.tolist(),
        "explainedVariance": fitted.explained_variance_.tolist(),
        "explainedVarianceRatio": fitted.explained_variance_ratio_.tolist(),
        "others": others.tolist(),
        "transformed": fitted.transform(others).tolist(),
    }


def main(path):
    random = np.random.default_rng(20261122)
    cases = {
        "all components": case(random, 60, 8, 8),
        "two of many": case(random, 80, 12, 2),
        "fewer rows than columns": case(random, 6, 9, 5),
        "one column": case(random, 7, 1, 1),
    }
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"scikit-learn": sklearn.__version__, "cases": cases}, file)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
