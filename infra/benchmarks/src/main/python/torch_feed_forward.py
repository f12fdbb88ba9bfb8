"""The other side of the feed-forward benchmark: FeedForwardRun.java, written for PyTorch.

`steps` speaks on standard input and output as torch_steps.py does; `train` trains to the end, keeps
the epoch of the lowest validation loss, and prints `accuracy A` of the test side. Needs torch and
numpy.
"""

import copy
import sys

import numpy as np
import torch
from torch import nn

from table_rows import GENRES, load
from torch_steps import Turns

PATIENCE = 5


class NoTurns:
    def next(self):
        pass


class Training:
    def __init__(self, folder, hidden, dropout, rate, batch, seed, fused):
        torch.manual_seed(seed)
        self.random = np.random.default_rng(seed)
        self.sides = {
            side: tuple(map(torch.from_numpy, load(folder, side)))
            for side in ("train", "validation", "test")
        }
        rows, labels = self.sides["train"]
        self.batch = batch
        layers = []
        width = rows.shape[1]
        for units in hidden:
            layers += [nn.Linear(width, units), nn.ReLU(), nn.BatchNorm1d(units)]
            layers.append(nn.Dropout(dropout))
            width = units
        self.net = nn.Sequential(*layers, nn.Linear(width, GENRES))
        counts = torch.bincount(labels, minlength=GENRES)
        weights = len(labels) / (GENRES * counts.double())
        self.loss = nn.CrossEntropyLoss(weight=weights.float())
        self.optimizer = torch.optim.Adam(self.net.parameters(), lr=rate, fused=fused or None)

    def epoch(self, turns):
        self.net.train()
        rows, labels = self.sides["train"]
        order = torch.from_numpy(self.random.permutation(len(labels)))
        loss = correct = 0
        for start in range(0, len(order), self.batch):
            turns.next()
            numbers = order[start:start + self.batch]
            targets = labels[numbers]
            self.optimizer.zero_grad()
            logits = self.net(rows[numbers])
            value = self.loss(logits, targets)
            value.backward()
            self.optimizer.step()
            loss += value.item() * len(numbers)
            correct += (logits.argmax(1) == targets).sum().item()
        return loss / len(order)

    @torch.no_grad()
    def evaluate(self, side):
        """Loss and accuracy, all rows at once."""
        self.net.eval()
        rows, labels = self.sides[side]
        logits = self.net(rows)
        loss = self.loss(logits, labels).item()
        return loss, (logits.argmax(1) == labels).double().mean().item()

    def steps(self):
        turns = Turns()
        epoch = 0
        while True:
            loss = self.epoch(turns)
            self.evaluate("validation")
            epoch += 1
            print(f"epoch {epoch} {loss:.6f}", flush=True)

    def train(self, epochs):
        best = None
        lowest = float("inf")
        since = 0
        for epoch in range(1, epochs + 1):
            self.epoch(NoTurns())
            loss, _ = self.evaluate("validation")
            if loss < lowest:
                best, lowest, since = copy.deepcopy(self.net.state_dict()), loss, 0
            else:
                since += 1
                if since >= PATIENCE:
                    break
        self.net.load_state_dict(best)
        print(f"epochs {epoch}")
        print(f"accuracy {self.evaluate('test')[1]:.6f}")


def main():
    if len(sys.argv) != 10:
        sys.exit("usage: torch_feed_forward.py MODE ROWS HIDDEN DROPOUT RATE BATCH EPOCHS SEED ADAM")
    mode, folder, hidden, dropout, rate, batch, epochs, seed, adam = sys.argv[1:]
    torch.set_num_threads(1)
    if mode == "steps":
        torch.ones(2).add(1)
        print("idle", flush=True)
        if not sys.stdin.readline():
            return
    training = Training(
        folder, [int(units) for units in hidden.split("/")], float(dropout), float(rate),
        int(batch), int(seed), adam == "fused",
    )
    if mode == "steps":
        training.steps()
    else:
        training.train(int(epochs))


if __name__ == "__main__":
    main()
