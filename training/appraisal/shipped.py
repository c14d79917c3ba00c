"""Reads lines with what the server ships, clause by clause, as the server does: calibration has to see what it will see."""

import json
import re

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

import data
import encoders

ANSWER_WORDS, MAX_CONTEXT, AS_GOOD = 6, 240, 1.0


class Shipped:
    def __init__(self, folder):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(f"{folder}/encoder.onnx", options)
        self.tokenizer = Tokenizer.from_file(f"{encoders.WEIGHTS}/bge-small-en-v1.5-tokenizer.json")
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        heads = json.load(open(f"{folder}/heads.json"))["heads"]
        self.labels = [h["label"] for h in heads]
        self.weights = np.array([h["weights"] for h in heads])
        self.bias = np.array([h["bias"] for h in heads])

    def read(self, text, after=""):
        """For each label how much its best stretch speaks for it, and that stretch (offsets)."""
        lead = after[-MAX_CONTEXT:] + " | " if after and len(text.split()) <= ANSWER_WORDS else ""
        encoding = self.tokenizer.encode(lead + text)
        ids = np.array([encoding.ids])
        vectors, begins = self.session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        offsets = [(s - len(lead), e - len(lead)) for s, e in encoding.offsets]
        cuts = {m.end() for m in data.BREAK.finditer(text)}
        cuts |= {offsets[t][0] for t in range(1, len(offsets) - 1)
                 if begins[0][t] > 0 and 0 < offsets[t][0] < len(text) and text[offsets[t][0] - 1].isspace()}
        found = stretches(clauses(text, sorted(cuts)))
        means = []
        for start, end, _ in found:
            own = [t for t in range(1, len(offsets) - 1) if offsets[t][0] >= start and offsets[t][1] <= end]
            means.append(vectors[0][own].mean(0) if own else np.zeros(vectors.shape[2]))
        logits = np.array(means) @ self.weights.T + self.bias
        return logits.max(0), [quote(found, logits[:, j]) for j in range(len(self.labels))]


def clauses(text, cuts):
    found, begin = [], 0

    def add(start, end):
        while start < end and not text[start].isalnum():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if end > start:
            found.append((start, end))

    for cut in cuts:
        if len(text[begin:cut].split()) > 1:
            add(begin, cut)
            begin = cut
    if found and len(text[begin:].split()) < 2:
        begin = found.pop()[0]
    add(begin, len(text))
    return found


def stretches(parts):
    found = [(s, e, 1) for s, e in parts]
    found += [(parts[i][0], parts[i + 1][1], 2) for i in range(len(parts) - 1)]
    if len(parts) > 2:
        found.append((parts[0][0], parts[-1][1], len(parts)))
    return found


def quote(found, logits):
    """The first size of which one stretch is nearly as good as the best gives the words to quote."""
    best = -1
    for i, stretch in enumerate(found):
        larger = best >= 0 and stretch[2] > found[best][2]
        if logits[i] >= logits.max() - AS_GOOD and not larger and (best < 0 or logits[i] > logits[best]):
            best = i
    return found[best][:2]


def recognised(text):
    """As the server's examination writes what a recogniser hears."""
    text = text.lower().replace("’", "'").replace("%", " percent")
    return " ".join(re.sub(r"[^\w' ]|_", " ", text).split())
