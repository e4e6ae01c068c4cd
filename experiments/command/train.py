"""Fits a line to points by gradient descent; the standard library of Python is all it needs.

It shows what a program does that Nightjar searches for: it takes parameters from its arguments, prints a line "step value" after
each pass over the data, and a JSON object at last.
"""

import argparse
import json
import os
import random

arguments = argparse.ArgumentParser()
arguments.add_argument("--learning-rate", type=float, required=True)
arguments.add_argument("--optimizer", choices=["plain", "momentum"], required=True)
arguments.add_argument("--momentum", type=float, default=0.0)
arguments.add_argument("--passes", type=int, default=20)
options = arguments.parse_args()

# The data are the same in every trial; what the trial draws comes from its own seed.
made = random.Random(1)
points = [(x, 2 * x - 1 + made.gauss(0, 0.1)) for x in (made.uniform(-1, 1) for _ in range(300))]
training, validation = points[:240], points[240:]
drawn = random.Random(int(os.environ["NIGHTJAR_SEED"]))


def error(slope, offset):
    return sum((slope * x + offset - y) ** 2 for x, y in validation) / len(validation)


slope, offset = drawn.gauss(0, 1), drawn.gauss(0, 1)
moving_slope = moving_offset = 0.0
for step in range(1, options.passes + 1):
    drawn.shuffle(training)
    for x, y in training:
        residual = slope * x + offset - y
        moving_slope = options.momentum * moving_slope - options.learning_rate * residual * x
        moving_offset = options.momentum * moving_offset - options.learning_rate * residual
        slope += moving_slope
        offset += moving_offset
    # Flushed, since a pipe would keep it back and nobody could end this trial early.
    print(step, error(slope, offset), flush=True)

print(json.dumps({"value": error(slope, offset), "slope": slope, "offset": offset}))
