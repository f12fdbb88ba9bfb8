"""The other side of the benchmark: the work of TableNumerics.java, by imbalanced-learn and
scikit-learn.

Speaks on standard input and output as that does. Needs scikit-learn and imbalanced-learn.
"""

import sys

import numpy as np
from imblearn.over_sampling import SMOTE, SMOTENC
from sklearn.manifold import TSNE


class SmoteWork:
    def __init__(self, rows, labels, nominal):
        self.rows = np.fromfile(rows, "<f4").reshape(-1, len(nominal)).astype(float)
        self.labels = np.fromfile(labels, "<i4")
        self.nominal = [i for i, mark in enumerate(nominal) if mark == "1"]
        self.seed = 0

    def run(self):
        if self.nominal:
            sampler = SMOTENC(self.nominal, k_neighbors=5, random_state=self.seed)
        else:
            sampler = SMOTE(k_neighbors=5, random_state=self.seed)
        self.seed += 1
        rows, labels = sampler.fit_resample(self.rows, self.labels)
        self.made = np.column_stack([rows, labels])[len(self.rows):]

    def save(self, file):
        self.made.astype("<f4").tofile(file)


class TsneWork:
    def __init__(self, rows, columns, perplexity):
        self.rows = np.fromfile(rows, "<f4").reshape(-1, int(columns)).astype(float)
        self.perplexity = float(perplexity)

    def run(self):
        fitted = TSNE(perplexity=self.perplexity, random_state=0).fit(self.rows)
        end = [fitted.kl_divergence_, fitted.n_iter_ + 1]
        self.made = np.vstack([fitted.embedding_, end])

    def save(self, file):
        self.made.astype("<f4").tofile(file)


def main(result, kind, *arguments):
    print("idle", flush=True)
    if not sys.stdin.readline():
        return
    work = {"smote": SmoteWork, "tsne": TsneWork}[kind](*arguments)
    done = 0
    print("waiting 0", flush=True)
    while line := sys.stdin.readline().strip():
        if line == "save":
            work.save(result)
        else:
            for _ in range(int(line)):
                work.run()
                done += 1
        print(f"waiting {done}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
