#!/usr/bin/env python3
"""Writes the golden file of FeedForwardParityTest: what PyTorch makes of the feed-forward net.

Weights and rows come from formulas that the test repeats, so that the file holds results alone:
the class-weighted loss before each of 30 Adam steps, and the logits of the first rows afterwards
in evaluation mode, which depend on the running statistics of the batch normalisation.

Needs torch (made with 2.7.1, CPU). Run from the repository's root:
    python3 models/src/test/python/make_ffn_goldens.py
"""
import json
import math
import pathlib

import torch

INPUTS, HIDDEN, CLASSES = 12, (16, 8), 4
ROWS, BATCH, STEPS, RATE = 200, 32, 30, 1e-2
GOLDEN = pathlib.Path("models/src/test/resources/FeedForwardParityTest/torch.json")


def formula(tensor: torch.Tensor, number: int, bound: float) -> None:
    """Fills a tensor, the number-th of the net, with a sine of each value's place."""
    values = [bound * math.sin(1.7 * (number + 1) + 12.9898 * k) for k in range(tensor.numel())]
    with torch.no_grad():
        tensor.copy_(torch.tensor(values, dtype=torch.float32).view_as(tensor))


def net() -> torch.nn.Sequential:
    widths = (INPUTS, *HIDDEN)
    layers = []
    for inputs, outputs in zip(widths, widths[1:]):
        layers += [torch.nn.Linear(inputs, outputs), torch.nn.ReLU(), torch.nn.BatchNorm1d(outputs)]
    layers.append(torch.nn.Linear(widths[-1], CLASSES))
    number = 0
    for layer in layers:
        if isinstance(layer, torch.nn.Linear):
            bound = 1 / math.sqrt(layer.in_features)
            formula(layer.weight, number, bound)
            formula(layer.bias, number + 1, bound)
            number += 2
    return torch.nn.Sequential(*layers)


def rows() -> tuple[torch.Tensor, torch.Tensor]:
    labels = [(r * r // 3) % CLASSES for r in range(ROWS)]
    values = [
        [math.sin(0.37 * r + 1.3 * c) + (1.0 if c % CLASSES == labels[r] else 0.0) for c in range(INPUTS)]
        for r in range(ROWS)
    ]
    return torch.tensor(values, dtype=torch.float32), torch.tensor(labels)


def main() -> None:
    torch.set_num_threads(1)
    values, labels = rows()
    counts = torch.bincount(labels, minlength=CLASSES)
    weights = ROWS / (CLASSES * counts.double())
    model = net()
    adam = torch.optim.Adam(model.parameters(), lr=RATE)
    criterion = torch.nn.CrossEntropyLoss(weight=weights.float())
    losses = []
    for step in range(STEPS):
        at = [(step * BATCH + i) % ROWS for i in range(BATCH)]
        adam.zero_grad()
        loss = criterion(model(values[at]), labels[at])
        loss.backward()
        adam.step()
        losses.append(loss.item())
    model.eval()
    with torch.no_grad():
        logits = model(values[:5]).tolist()
    GOLDEN.parent.mkdir(parents=True, exist_ok=True)
    GOLDEN.write_text(
        json.dumps({"torch": torch.__version__, "losses": losses, "logits": logits}, indent=1) + "\n"
    )


if __name__ == "__main__":
    main()
