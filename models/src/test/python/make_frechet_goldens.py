"""Writes FrechetDistanceTest/goldens.json: pairs of samples and their Fréchet distance.

The formula is that of Heusel et al. (NeurIPS 2017) with scipy's matrix square root. Run with numpy
and scipy installed (the file in the repository was made by 2.4.6 and 1.17.1):

    python3 make_frechet_goldens.py ../resources/FrechetDistanceTest/goldens.json
"""

import json
import sys

import numpy as np
import scipy
from scipy import linalg


def distance(first, second):
    difference = first.mean(axis=0) - second.mean(axis=0)
    covariances = [np.atleast_2d(np.cov(rows, rowvar=False)) for rows in (first, second)]
    root = linalg.sqrtm(covariances[0] @ covariances[1]).real
    return float(difference @ difference + np.trace(covariances[0] + covariances[1] - 2 * root))


def case(random, rows, others, columns, shift):
    first = random.normal(size=(rows, columns)) @ random.normal(size=(columns, columns))
    second = random.normal(size=(others, columns)) @ random.normal(size=(columns, columns)) + shift
    first, second = np.round(first, 5), np.round(second, 5)
    return {"first": first.tolist(), "second": second.tolist(), "distance": distance(first, second)}


def main(path):
    random = np.random.default_rng(20261122)
    cases = {
        "shifted": case(random, 40, 40, 6, 2.0),
        "unequal numbers of rows": case(random, 25, 60, 5, 0.0),
        "many columns": case(random, 90, 90, 20, 0.3),
        "one column": case(random, 12, 9, 1, -1.0),
    }
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"numpy": np.__version__, "scipy": scipy.__version__, "cases": cases}, file)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
