"""The network, and the file that pipeline/ingest/digit_reader.cpp reads it from."""
import struct

import torch
from torch import nn

from pictures import SIDE

CLASSES = 11  # the digits, and 10: no digit
FIRST, SECOND, HIDDEN = 12, 32, 80


class Net(nn.Module):
    """24x24 ink -> 5x5 convolution, halved -> 3x3 convolution, halved -> 80 -> 11."""

    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(1, FIRST, 5)
        self.second = nn.Conv2d(FIRST, SECOND, 3)
        self.hidden = nn.Linear(SECOND * 4 * 4, HIDDEN)
        self.last = nn.Linear(HIDDEN, CLASSES)
        self.drop = nn.Dropout(.3)

    def forward(self, ink):
        x = torch.max_pool2d(torch.relu(self.first(ink)), 2)
        x = torch.max_pool2d(torch.relu(self.second(x)), 2)
        x = torch.relu(self.hidden(self.drop(x.flatten(1))))
        return self.last(self.drop(x))


def write(path, nets, temperature):
    """Shapes first, so that a reader can tell a file of another network; then 32-bit floats, little endian."""
    with open(path, "wb") as file:
        file.write(b"trichluc digits\n")
        file.write(struct.pack("<7I", 1, len(nets), SIDE, FIRST, SECOND, HIDDEN, CLASSES))
        file.write(struct.pack("<f", temperature))
        for net in nets:
            for layer in (net.first, net.second, net.hidden, net.last):
                for values in (layer.weight, layer.bias):
                    file.write(values.detach().numpy().astype("<f4").tobytes())
