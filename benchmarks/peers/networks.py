#!/usr/bin/env python3
"""Training steps of the networks of NetworkBenchmark in PyTorch, on one thread.

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python3 benchmarks/peers/networks.py

Prints medians of CPU and elapsed milliseconds per step. With Debian's packages
(python3-torch 1.13) also install libopenblas0-pthread: the reference BLAS is ten
times slower. Where the memory format matters, both are measured; compare with the
faster one.
"""
import statistics
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

ROUNDS = 9


class Block(nn.Module):
    """A residual block with option-A shortcuts (arXiv 1512.03385)."""

    def __init__(self, channels, filters, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, filters, 3, stride, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(filters)
        self.conv2 = nn.Conv2d(filters, filters, 3, 1, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(filters)
        self.stride = stride
        self.pad = (filters - channels) // 2

    def forward(self, x):
        y = self.norm2(self.conv2(F.relu(self.norm1(self.conv1(x)))))
        if self.stride != 1:
            x = F.pad(x[:, :, :: self.stride, :: self.stride], (0, 0, 0, 0, self.pad, self.pad))
        return F.relu(x + y)


def resnet(depth):
    layers = [nn.Conv2d(3, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU()]
    channels = 16
    for filters in (16, 32, 64):
        for block in range((depth - 2) // 6):
            layers.append(Block(channels, filters, 2 if filters > 16 and block == 0 else 1))
            channels = filters
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10))


def mlp(activation):
    return nn.Sequential(
        nn.Linear(16, 64), activation(), nn.Linear(64, 64), activation(),
        nn.Linear(64, 64), activation(), nn.Linear(64, 16))


def three_conv():
    return nn.Sequential(
        nn.Conv2d(3, 32, 3, padding=1), nn.ReLU(),
        nn.Conv2d(32, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(4096, 10))


def synth_trap():
    layers = []
    channels = 1
    for filters in (8, 16, 32):
        layers += [nn.Conv2d(channels, filters, 3, padding=1), nn.BatchNorm2d(filters),
                   nn.ReLU(), nn.MaxPool2d(2)]
        channels = filters
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(288, 80))


def measure(name, net, x, y, loss, steps):
    optimizer = torch.optim.SGD(net.parameters(), 1e-4)

    def step():
        optimizer.zero_grad()
        loss(net(x), y).backward()
        optimizer.step()

    for _ in range(3):
        step()
    elapsed, cpu = [], []
    for _ in range(ROUNDS):
        start, start_cpu = time.perf_counter(), time.process_time()
        for _ in range(steps):
            step()
        elapsed.append((time.perf_counter() - start) / steps * 1e3)
        cpu.append((time.process_time() - start_cpu) / steps * 1e3)
    print(f"{name:28s} cpu {statistics.median(cpu):8.2f} ms  "
          f"elapsed {statistics.median(elapsed):8.2f} ms", flush=True)


def main():
    torch.set_num_threads(1)
    torch.manual_seed(1)
    print("torch", torch.__version__)
    x, y = torch.randn(20_000, 16), torch.randn(20_000, 16)
    measure("mlp", mlp(nn.SELU), x, y, F.mse_loss, 8)
    measure("mlpRelu", mlp(nn.ReLU), x, y, F.mse_loss, 8)
    for name, net, shape, classes, steps in (
            ("threeConv", three_conv, (128, 3, 32, 32), 10, 2),
            ("synthTrap", synth_trap, (64, 1, 28, 28), 80, 20),
            ("resNet32", lambda: resnet(32), (128, 3, 32, 32), 10, 1)):
        x, y = torch.randn(*shape), torch.randint(0, classes, shape[:1])
        measure(name, net(), x, y, F.cross_entropy, steps)
        measure(name + ", channels last", net().to(memory_format=torch.channels_last),
                x.contiguous(memory_format=torch.channels_last), y, F.cross_entropy, steps)


if __name__ == "__main__":
    main()
