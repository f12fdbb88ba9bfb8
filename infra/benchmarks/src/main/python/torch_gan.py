"""The training of BenchmarkGan.java, written for PyTorch."""

import numpy as np
import torch
from torch import nn

CLASSES = 10
SAMPLES = 66_000
NOISE = 100


class Conditional(nn.Module):
    """Layers over a row and the embedding of its class."""

    def __init__(self, *layers):
        super().__init__()
        self.embedding = nn.Embedding(CLASSES, 10)
        self.layers = nn.Sequential(*layers)

    def forward(self, rows, labels):
        return self.layers(torch.cat([rows, self.embedding(labels)], 1))


class WaveformGan:
    def __init__(self, path, batch, epoch_steps, rate, fused):
        self.set = np.memmap(path, "<i2", mode="r").reshape(-1, SAMPLES)
        rows = len(self.set)
        self.labels = np.arange(rows) % CLASSES
        self.train_rows = np.arange(batch * epoch_steps) % rows
        self.batch = batch
        self.random = np.random.default_rng(1)
        torch.manual_seed(1)
        self.generator = Conditional(
            nn.Linear(NOISE + 10, 512), nn.ReLU(),
            nn.Linear(512, 1024), nn.ReLU(),
            nn.Linear(1024, 2048), nn.ReLU(),
            nn.Linear(2048, SAMPLES), nn.Tanh(),
        )
        self.discriminator = Conditional(
            nn.Linear(SAMPLES + 10, 1024), nn.LeakyReLU(0.2),
            nn.Linear(1024, 512), nn.LeakyReLU(0.2),
            nn.Linear(512, 1),
        )
        self.loss = nn.BCEWithLogitsLoss()

        def adam(net):
            return torch.optim.Adam(net.parameters(), rate, (0.5, 0.999), fused=fused or None)

        self.generator_optimizer = adam(self.generator)
        self.discriminator_optimizer = adam(self.discriminator)

    def step(self, numbers):
        count = len(numbers)
        real = torch.from_numpy(self.set[numbers].astype(np.float32) / 32768)
        real_labels = torch.from_numpy(self.labels[numbers])
        labels = torch.from_numpy(self.labels[self.random.choice(self.train_rows, count)])
        generated = self.generator(torch.randn(count, NOISE), labels)

        # one pass over real and generated rows: the large first layer is read once
        self.discriminator_optimizer.zero_grad()
        outputs = self.discriminator(
            torch.cat([real, generated.detach()]), torch.cat([real_labels, labels])
        )
        targets = torch.cat([torch.ones(count, 1), torch.zeros(count, 1)])
        loss = self.loss(outputs, targets)
        value = self.finite(loss)
        loss.backward()
        self.discriminator_optimizer.step()
        self.discriminator_optimizer.zero_grad()  # not held while the generator has its own
        scores = torch.sigmoid(outputs.detach())
        real_score, fake_score = scores[:count].mean().item(), scores[count:].mean().item()

        self.discriminator.requires_grad_(False)
        self.generator_optimizer.zero_grad()
        outputs = self.discriminator(generated, labels)
        loss = self.loss(outputs, torch.ones_like(outputs))
        generator_value = self.finite(loss)
        loss.backward()
        self.generator_optimizer.step()
        self.generator_optimizer.zero_grad()
        self.discriminator.requires_grad_(True)
        return np.array([value, generator_value, real_score, fake_score])

    @staticmethod
    def finite(loss):
        value = loss.item()
        if not np.isfinite(value):
            raise ArithmeticError(f"a loss is {value}")
        return value

    def epoch(self, turns):
        order = self.random.permutation(self.train_rows)
        figures = np.zeros(4)
        for start in range(0, len(order), self.batch):
            turns.next()
            numbers = order[start:start + self.batch]
            figures += self.step(numbers) * len(numbers)
        return figures[0] / len(order)

    def evaluate(self):
        """There is nothing to validate."""
