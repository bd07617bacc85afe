"""The evaluation: read each held-out picture and compare with the true digit."""

from collections import defaultdict

from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.scorer import SampleScore, accuracy, match, metric, stderr, value_to_float
from inspect_ai.solver import generate

import model_api  # noqa: F401  registers digits/reader-<version> with Inspect
from data import held_out, held_out_sha256


@metric
def worst_digit_recall():
    """Share read correctly of the digit that is read worst."""
    to_float = value_to_float()

    def compute(scores: list[SampleScore]) -> float:
        by_digit = defaultdict(list)
        for item in scores:
            by_digit[item.sample_metadata["digit"]].append(to_float(item.score.value))
        return min(sum(values) / len(values) for values in by_digit.values())

    return compute


@task(name="digit_reading")
def digit_reading():
    samples = [
        Sample(id=row["id"], input=row["picture"], target=row["digit"],
               metadata={"digit": row["digit"]})
        for row in held_out()
    ]
    return Task(
        dataset=MemoryDataset(samples, name="optical-digits-held-out"),
        solver=generate(),
        scorer=match(location="exact"),
        metrics=[accuracy(), stderr(), worst_digit_recall()],
        metadata={"dataset_sha256": held_out_sha256()},
    )
