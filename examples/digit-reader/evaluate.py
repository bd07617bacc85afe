"""Runs the evaluation of both versions and writes logs/ and versions.json.

Three logs: each version on all held-out pictures, and 1.1.0 on the first 20
only. The last is a partial run, kept to show that it must not count as evidence.
"""

import hashlib
import json
from pathlib import Path

from inspect_ai import eval as run

import model_api  # noqa: F401  registers digits/reader-<version> with Inspect
from data import N_TEST, held_out_sha256

RUNS = {"1.0.0": ("1.0.0", None), "1.1.0": ("1.1.0", None), "1.1.0-limit20": ("1.1.0", 20)}


def sha256(version):
    return hashlib.sha256(Path("models", f"{version}.json").read_bytes()).hexdigest()


def evaluate(version, limit, target):
    """One Inspect run, its log moved unchanged to `target`; the metrics by name."""
    [log] = run(
        "task.py@digit_reading",
        model=f"digits/reader-{version}",
        model_args={"model_sha256": sha256(version)},
        limit=limit,
        log_format="eval",
        log_buffer=100,
        log_dir="run",
        display="plain",
    )
    if log.status != "success":
        raise SystemExit(f"{target.name}: the run ended with status {log.status}")
    Path(log.location.removeprefix("file://")).rename(target)
    return {name: metric.value for name, metric in log.results.scores[0].metrics.items()}


def describe(version, metrics):
    """The entry of `version` in versions.json."""
    return {
        "name": "digit-reader",
        "version": version,
        "model_sha256": sha256(version),
        "dataset": "optical-digits-held-out",
        "dataset_sha256": held_out_sha256(),
        "n_train": json.loads(Path("models", f"{version}.json").read_text())["n_train"],
        "n_test": N_TEST,
        "accuracy": metrics["accuracy"],
        "worst_digit_recall": metrics["worst_digit_recall"],
    }


if __name__ == "__main__":
    Path("logs").mkdir(exist_ok=True)
    found = {
        name: evaluate(version, limit, Path("logs", f"{name}.eval"))
        for name, (version, limit) in RUNS.items()
    }
    entries = [describe(version, found[version]) for version in ("1.0.0", "1.1.0")]
    Path("versions.json").write_text(json.dumps(entries, indent=2) + "\n")
