"""Lets Inspect call the trained reader as `digits/reader-<version>`."""

import hashlib
import json
from pathlib import Path

import numpy as np
from inspect_ai.model import GenerateConfig, ModelAPI, ModelOutput, modelapi

from data import FULL_INK, from_text


class DigitReader(ModelAPI):
    """Reads one picture (as text) and answers with one digit.

    `model_sha256` is the digest of the weights that the caller means to test.
    It is checked against the file and recorded by Inspect in the log, so that
    the log names the very artifact that answered.
    """

    def __init__(self, model_name, base_url=None, api_key=None,
                 config=GenerateConfig(), model_sha256=None, **_):
        super().__init__(model_name, base_url, api_key, [], config)
        version = model_name.removeprefix("reader-")
        content = Path("models", f"{version}.json").read_bytes()
        if hashlib.sha256(content).hexdigest() != model_sha256:
            raise ValueError(f"models/{version}.json is not the artifact {model_sha256}")
        model = json.loads(content)
        self.classes = model["classes"]
        self.weights = np.array(model["weights"])
        self.bias = np.array(model["bias"])

    async def generate(self, input, tools, tool_choice, config):
        pixels = from_text(input[-1].text) / FULL_INK
        best = int(np.argmax(self.weights @ pixels + self.bias))
        return ModelOutput.from_content(self.model_name, str(self.classes[best]))


@modelapi(name="digits")
def digits():
    return DigitReader
