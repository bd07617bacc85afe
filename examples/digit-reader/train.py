"""Trains the two versions of the reader and writes models/<version>.json.

Both are the same multinomial logistic regression on 64 pixels. Only the amount
of training data differs: 1.0.0 saw 60 pictures, 1.1.0 the whole training split.
"""

import json
from pathlib import Path

from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression

from data import FULL_INK, split

N_TRAIN = {"1.0.0": 60, "1.1.0": None}  # None: all of them


def train(version):
    """The fitted weights of `version` as a plain dictionary."""
    digits = load_digits()
    chosen = split()[0][: N_TRAIN[version]]
    # Newton steps to a tight tolerance, then four decimals: the unique optimum,
    # rounded, has the same bytes (and so the same SHA-256) on any machine.
    fit = LogisticRegression(solver="newton-cholesky", tol=1e-10, max_iter=200)
    fit.fit(digits.data[chosen] / FULL_INK, digits.target[chosen])
    return {
        "name": "digit-reader",
        "version": version,
        "n_train": len(chosen),
        "classes": fit.classes_.tolist(),
        "weights": fit.coef_.round(4).tolist(),
        "bias": fit.intercept_.round(4).tolist(),
    }


if __name__ == "__main__":
    Path("models").mkdir(exist_ok=True)
    for version in N_TRAIN:
        text = json.dumps(train(version), separators=(",", ":")) + "\n"
        Path("models", f"{version}.json").write_text(text)
