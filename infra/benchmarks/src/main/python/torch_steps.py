"""The other side of the benchmark: the training of TrainingSteps.java, written for PyTorch.

Speaks on standard input and output as that does: `idle`, a line, then `waiting N` and a number of
steps, again and again. Needs torch and numpy.
"""

import sys

import numpy as np
import torch
from torch import nn

from torch_gan import WaveformGan

CLASSES = 10
EVALUATION_BATCH = 32


class Net5(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(33, 128, num_layers=2, dropout=0.3, batch_first=True)
        self.dropout = nn.Dropout(0.3)
        self.classifier = nn.Linear(128, CLASSES)

    def forward(self, rows):
        return self.classifier(self.dropout(self.lstm(rows)[0][:, -1]))


def net1():
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(3 * 180 * 180, 512), nn.ReLU(),
        nn.Linear(512, 512), nn.ReLU(),
        nn.Linear(512, CLASSES),
    )


def convolutions(normalised):
    layers = []
    channels = 3
    for width in (32, 32, "pool", 64, 128, "pool"):
        if width == "pool":
            layers.append(nn.MaxPool2d(2))
            continue
        layers.append(nn.Conv2d(channels, width, 3, padding=1, bias=not normalised))
        if normalised:
            layers.append(nn.BatchNorm2d(width))
        layers.append(nn.ReLU())
        channels = width
    return nn.Sequential(
        *layers, nn.Flatten(), nn.Linear(259_200, 256), nn.ReLU(), nn.Linear(256, CLASSES)
    )


NETS = {
    "net1": net1,
    "net2": lambda: convolutions(normalised=False),
    "net3": lambda: convolutions(normalised=True),
    "net5": Net5,
}


class Training:
    def __init__(self, net, path, batch, epoch_steps, validation_rows, rate, fused):
        shape = (16, 33) if net == "net5" else (3, 180, 180)
        self.set = np.memmap(path, "<f4", mode="r").reshape(-1, *shape)
        rows = len(self.set)
        self.labels = np.arange(rows) % CLASSES
        self.train_rows = np.arange(batch * epoch_steps) % rows
        self.validation_rows = np.arange(validation_rows) % rows
        self.fit_scaler(shape)
        self.batch = batch
        self.random = np.random.default_rng(1)
        torch.manual_seed(1)
        self.net = NETS[net]()
        self.loss = nn.CrossEntropyLoss()
        self.optimizer = torch.optim.Adam(self.net.parameters(), lr=rate, fused=fused or None)

    def fit_scaler(self, shape):
        """Mean and deviation by feature; of pictures by channel."""
        axis = -1 if len(shape) == 2 else 0
        size = shape[axis]
        columns = [np.take(self.set, k, axis=1 + axis % len(shape)) for k in range(size)]
        broadcast = (size,) if len(shape) == 2 else (size, 1, 1)
        self.mean = np.array([c.mean() for c in columns], np.float32).reshape(broadcast)
        self.deviation = np.array([c.std() for c in columns], np.float32).reshape(broadcast)

    def rows(self, numbers):
        rows = self.set[numbers]  # a copy, as the index is an array
        rows -= self.mean
        rows /= self.deviation
        return torch.from_numpy(rows), torch.from_numpy(self.labels[numbers])

    def step(self, numbers):
        inputs, targets = self.rows(numbers)
        self.optimizer.zero_grad()
        logits = self.net(inputs)
        loss = self.loss(logits, targets)
        value = loss.item()
        if not np.isfinite(value):
            raise ArithmeticError(f"the loss is {value}")
        loss.backward()
        self.optimizer.step()
        correct = (logits.argmax(1) == targets).sum().item()
        return value * len(numbers), correct

    def epoch(self, turns):
        self.net.train()
        order = self.random.permutation(self.train_rows)
        loss = correct = 0
        for start in range(0, len(order), self.batch):
            turns.next()
            batch_loss, batch_correct = self.step(order[start:start + self.batch])
            loss += batch_loss
            correct += batch_correct
        return loss / len(order)

    @torch.no_grad()
    def evaluate(self):
        self.net.eval()
        loss = correct = 0
        for start in range(0, len(self.validation_rows), EVALUATION_BATCH):
            numbers = self.validation_rows[start:start + EVALUATION_BATCH]
            inputs, targets = self.rows(numbers)
            logits = self.net(inputs)
            loss += self.loss(logits, targets).item() * len(numbers)
            correct += (logits.argmax(1) == targets).sum().item()
        return loss, correct


class Turns:
    """As Turns.java."""

    def __init__(self):
        self.taken = -1
        self.left = 0

    def next(self):
        self.taken += 1
        if self.left == 0:
            print("waiting", self.taken, flush=True)
            line = sys.stdin.readline()
            if not line:
                sys.exit()
            self.left = int(line)
        self.left -= 1


def main():
    if len(sys.argv) != 8:
        sys.exit("usage: torch_steps.py NET SET BATCH EPOCH_STEPS VALIDATION_ROWS RATE ADAM")
    net, path, batch, epoch_steps, validation_rows, rate, adam = sys.argv[1:]
    torch.set_num_threads(1)
    torch.ones(2).add(1)
    print("idle", flush=True)
    if not sys.stdin.readline():
        return
    if net == "waveform-gan":
        training = WaveformGan(
            path, int(batch), int(epoch_steps), float(rate), adam == "fused"
        )
    else:
        training = Training(
            net, path, int(batch), int(epoch_steps), int(validation_rows), float(rate),
            adam == "fused",
        )
    turns = Turns()
    epoch = 0
    while True:
        loss = training.epoch(turns)
        training.evaluate()
        epoch += 1
        print(f"epoch {epoch} {loss:.6f}", flush=True)


if __name__ == "__main__":
    main()
