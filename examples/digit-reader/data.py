"""The handwritten digits and how they are split and written as text.

The images ship inside scikit-learn (`load_digits`): 1,797 pictures of 8 x 8
pixels, each pixel an integer from 0 (paper) to 16 (full ink). Nothing is
downloaded.
"""

import hashlib
import json

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

SEED = 42001
N_TEST = 300
SIDE = 8
FULL_INK = 16

# One character per pixel, so that a picture survives as text without loss and
# a person reading the log can still see the digit: `.` is paper, `G` full ink.
INK = ".123456789ABCDEFG"


def split():
    """Indices of the training and of the held-out pictures, ten digits in equal shares."""
    labels = load_digits().target
    train, test = train_test_split(
        np.arange(len(labels)), test_size=N_TEST, random_state=SEED, stratify=labels
    )
    return train, np.sort(test)


def to_text(pixels):
    """64 pixel values as eight lines of eight characters."""
    rows = pixels.reshape(SIDE, SIDE).astype(int)
    return "\n".join("".join(INK[value] for value in row) for row in rows)


def from_text(text):
    """The 64 pixel values of a picture written by `to_text`."""
    rows = text.split("\n")
    if len(rows) != SIDE or any(len(row) != SIDE for row in rows):
        raise ValueError(f"a picture is {SIDE} lines of {SIDE} characters")
    return np.array([INK.index(char) for row in rows for char in row], dtype=float)


def held_out():
    """The held-out pictures as records: id, picture as text, true digit."""
    digits = load_digits()
    return [
        {
            "id": f"digit-{index:04d}",
            "picture": to_text(digits.data[index]),
            "digit": str(digits.target[index]),
        }
        for index in split()[1]
    ]


def held_out_sha256():
    """SHA-256 over the held-out records, one compact JSON object a line."""
    lines = (json.dumps(record, separators=(",", ":")) + "\n" for record in held_out())
    return hashlib.sha256("".join(lines).encode()).hexdigest()
