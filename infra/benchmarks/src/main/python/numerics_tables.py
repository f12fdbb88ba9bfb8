"""Figures of SMOTE and t-SNE as tables in Markdown, with the limits they are to keep."""

import statistics

from bench import TONEWHEEL
from numerics import REFERENCE
from tables import judged, milliseconds, ratio, table

SMOTE_LIMIT = 1.0
TSNE_LIMIT = 0.5
DIVERGENCE_LIMIT = 1.05
MEASURED = {"first": "first call", "later": "later calls", "whole": "whole process"}


def speed_rows(name, figures, limit):
    rows = []
    for measure, title in MEASURED.items():
        values = [figures[side][measure] for side in (TONEWHEEL, REFERENCE) if side in figures]
        if values and values[0]:
            compared = [ratio(*values, limit)] if len(values) == 2 else []
            rows.append([name, title, *(milliseconds(own) for own in values), *compared])
    return rows


def speed_table(measured, limit, other):
    """`measured` by table or sample."""
    header = ["rows", "CPU ms of", "tonewheel", other, "ratio"]
    rows = [row for name, figures in measured.items() for row in speed_rows(name, figures, limit)]
    return "CPU milliseconds, median [quartiles]\n\n" + table(header[: len(rows[0])], rows)


def smote_table(measured):
    header = [
        "rows", "rows made", "counts by genre", "columns differ by", "categories differ by",
        "farthest from its line",
    ]
    rows = []
    for name, figures in measured.items():
        said = figures["judged"]
        ours, theirs = said["counts"][0], said["counts"][-1]
        rows.append([
            name, f"{said['made'][0]:,}", "equal" if ours == theirs else f"{ours}, not {theirs}",
            f"{said['apart']:.3f}",
            f"{said['frequencies']:.3f}" if "frequencies" in said else "",
            f"{said['offLine']:.1e}" if "offLine" in said else "",
        ])
    title = (
        "Rows made, beside imbalanced-learn's: the column whose distribution differs most by"
        " Kolmogorov and Smirnov's statistic, the category whose share does; how far a made row is from every line between a row and a neighbour, at most"
    )
    return title + "\n\n" + table(header, rows)


def tsne_table(measured):
    header = ["rows", "tonewheel (own figure)", "scikit-learn (own figure)", "ratio", "iterations"]
    rows, exact = [], []
    for name, figures in measured.items():
        said = figures["judged"]
        exact.append(said["exact"])
        rows.append([
            name, *(f"{e:.4f} ({o:.4f})" for e, o in zip(said["exact"], said["own"])),
            closeness(*said["exact"]), ", ".join(map(str, said["iterations"])),
        ])
    means = [statistics.fmean(values) for values in zip(*exact)]
    rows.append(["mean", *(f"{mean:.4f}" for mean in means), closeness(*means), ""])
    return "KL divergence of the layouts, exact, by one judge\n\n" + table(header, rows)


def closeness(*divergences):
    return f"{divergences[0] / divergences[-1]:.3f} " + judged(
        divergences[0] / divergences[-1], DIVERGENCE_LIMIT
    )
