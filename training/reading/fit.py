"""Fits the heads that say which stretches of a turn ask and which of them ask for the call itself.

    python fit.py --minilm FOLDER [--without WRITER] [--out FILE]

Nothing of it runs in the product yet.

FOLDER holds `all-minilm-l6-v2-q.onnx` and its tokenizer, unpacked from the library that the server embeds with. Asking is
logistic regression over what stands in a clause (CUES and where it stands), sought is multinomial over the meanings of the
question alone and together with the end of what was said before it. --without leaves a writer out and
prints what is found of that writer's asks.
"""

import argparse
import glob
import json
import os
import re

import numpy as np
import onnxruntime
import regex
import yaml
from sklearn.linear_model import LogisticRegression
from tokenizers import Tokenizer

HERE = os.path.dirname(os.path.abspath(__file__))
PROMPTS = f"{HERE}/../../prompts"
WORDS_BEFORE, SHARPNESS, FROM, FROM_WITHOUT = 20, 4.0, 0.35, 0.6
MEMORY = "memory."

SKIP = "so|and|but|okay|ok|well|right|now|then|@persona|hey|um|uh|er|sorry|please|look|listen"
PERSONA = "kenji"
FIRST = ("who what when where why which whose how is are was were do does did can could would will should shall has have "
         "had am tell give walk talk remind explain say")
# Looked for in a clause in lower case without marks. In what is written @persona stands for the name by which the leader calls the persona.
CUES = [f"^(?:(?:{SKIP}) )*{word}(?:'?s)?(?: |$)" for word in FIRST.split()] + [
    r"\b(?:who|what|when|where|why|which|how|what'?s|how'?s)\b",
    r"\b(?:if|whether|what|how|who) (?:you|we|it|they|he|i)\b",
    r"\b(?:do|does|did|is|are|can|could|would|will|have|has|was|were|should)(?:n't)? "
    r"(?:you|we|they|he|she|it|i|that|there|this|the|your|our|my)\b",
]
SENTENCES = regex.compile(r"[.?!;]+\s*|:\s+|,\s+(?=(?:and|but|so) (?:what|how|when|where|why|which|who)\b)")
PUNCTUATED = regex.compile(r"[.?!]\s*$|[.?!]\s+\p{Lu}")


class Cues:
    """prompts/hearing.yaml, as far as it says what asks."""

    def __init__(self):
        file = yaml.safe_load(open(f"{PROMPTS}/hearing.yaml"))
        one = lambda says: regex.compile(says.replace("@persona", PERSONA), regex.I)
        self.breaks = one(file["breaks"])
        self.questions = [one(says) for says in file["questions"]]
        self.requests = [one(says) for says in file["requests"]]


class Meanings:
    """Sentence embeddings as the server has them."""

    def __init__(self, folder):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(f"{folder}/all-minilm-l6-v2-q.onnx", options)
        self.tokenizer = Tokenizer.from_file(f"{folder}/all-minilm-l6-v2-q-tokenizer.json")
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.known = {}

    def of(self, text):
        text = plain(text)
        if text not in self.known:
            ids = np.array([self.tokenizer.encode(text).ids], dtype=np.int64)
            given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
            names = [i.name for i in self.session.get_inputs()]
            mean = self.session.run(None, {name: given[name] for name in names})[0][0].mean(0)
            self.known[text] = mean / np.linalg.norm(mean)
        return self.known[text]

    def both(self, said, ask):
        together = " ".join((said or "").split()[-WORDS_BEFORE:] + [ask]).strip()
        return np.concatenate([self.of(ask), self.of(together)]) * SHARPNESS


def plain(text):
    text = re.sub(r"[^\w' -]+|_", " ", text.lower().replace("’", "'"))
    return re.sub(r"\s+", " ", text).strip() or "-"


def clauses(turn, cues):
    """As FactFinder cuts a turn: (start, end, text), the question mark with it."""
    breaks = SENTENCES if PUNCTUATED.search(turn) else cues.breaks
    found, begin = [], 0

    def add(start, end):
        text = turn[start:end]
        if text.strip():
            found.append((start + len(text) - len(text.lstrip()), start + len(text.rstrip()), text.strip()))

    for cut in breaks.finditer(turn):
        add(begin, cut.start() + cut.group().find("?") + 1)
        begin = cut.end()
    add(begin, len(turn))
    return found


def features(turn, said, clause, number, count, cues):
    """Where a clause stands, then which of CUES are found in it."""
    text = plain(clause)
    marked = PUNCTUATED.search(turn) is not None
    words = len(text.split())
    asks = "?" in clause
    stands = [asks, marked and not asks, marked, "?" in turn,
              any(p.search(clause) for p in cues.questions), any(p.search(clause) for p in cues.requests),
              number == count - 1, number == 0, min(words, 20) / 20, words <= 3, not said.strip()]
    return np.array(stands + [re.search(cue.replace("@persona", PERSONA), text) is not None for cue in CUES], dtype=float)


def shared(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def is_same(a, b):
    """As the bench counts: at least half of the shorter."""
    return shared(a, b) > 0 and shared(a, b) * 2 >= min(a[1] - a[0], b[1] - b[0])


def turns():
    for file in sorted(glob.glob(f"{HERE}/turns/*.yaml")):
        for turn in yaml.safe_load(open(file)):
            at, asks = 0, []
            for ask in turn.get("asks") or []:
                found = turn["turn"].find(ask["quote"], at)
                at = found if found >= 0 else turn["turn"].find(ask["quote"])
                asks.append((at, at + len(ask["quote"]), ask["answer"][0], ask["quote"]))
            yield os.path.basename(file)[0], turn.get("said") or "", turn["turn"], asks


def label(answer, facts):
    return "fact" if answer in facts else answer


def fit_asking(data, cues):
    rows, asks = [], []
    for _, said, turn, gold in data:
        parts = clauses(turn, cues)
        for number, part in enumerate(parts):
            rows.append(features(turn, said, part[2], number, len(parts), cues))
            asks.append(any(is_same(part, ask) for ask in gold))
    return LogisticRegression(C=1, max_iter=1000).fit(np.array(rows), asks)


def fit_sought(data, meanings, scenario):
    facts = {fact["id"] for fact in scenario["facts"]}
    beside = {fact: kind for kind, answers in (scenario.get("besides") or {}).items() for fact in answers[:1]}
    rows, kinds, weights = [], [], []

    def learn(said, ask, kind, weight):
        rows.append(meanings.both(said, ask))
        kinds.append(kind)
        weights.append(weight)

    for _, said, _, gold in data:
        for ask in gold:
            learn(said, ask[3], label(ask[2], facts), 1)
    for kind, asks in yaml.safe_load(open(f"{HERE}/besides.yaml")).items():
        for ask in asks:
            learn("", ask, kind, 1)
    for question in yaml.safe_load(open(f"{PROMPTS}/scenarios/platform-down/questions.yaml"))["questions"]:
        for number, ask in enumerate(question["asks"] if question["facts"] else []):
            kind = beside.get(question["facts"][0], "fact")
            if kind != "fact" or number % 2 == 0:
                learn("", ask, kind, 1 if kind != "fact" else 0.3)
    return LogisticRegression(C=2, max_iter=1000).fit(np.array(rows), kinds, weights)


def examine(data, asking, cues):
    found = gold = right = said_to_ask = 0
    for _, said, turn, asks in data:
        parts = clauses(turn, cues)
        read = []
        for number, part in enumerate(parts):
            stands = features(turn, said, part[2], number, len(parts), cues)
            mark, marked, question, request = stands[0], stands[2], stands[4], stands[5]
            least = FROM if mark or request or question and not marked else FROM_WITHOUT
            if request or asking.predict_proba(stands[None])[0, 1] >= least:
                read.append(part)
        free = list(read)
        for ask in asks:
            best = max(filter(lambda part: is_same(part, ask), free), key=lambda part: shared(part, ask), default=None)
            if best:
                free.remove(best)
                found += 1
        gold += len(asks)
        right += len(read) - len(free)
        said_to_ask += len(read)
    print(f"found {found / gold:.3f} of {gold}, asks that are asks {right / said_to_ask:.3f} of {said_to_ask}")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--minilm", required=True)
    options.add_argument("--without", default="-")
    options.add_argument("--out")
    options = options.parse_args()
    cues, meanings = Cues(), Meanings(options.minilm)
    everything = list(turns())
    taught = [turn for turn in everything if turn[0] != options.without]
    asking = fit_asking(taught, cues)
    if options.without != "-":
        examine([turn for turn in everything if turn[0] == options.without], asking, cues)
    sought = fit_sought(taught, meanings, yaml.safe_load(open(f"{PROMPTS}/scenarios/platform-down/scenario.yaml")))
    numbers = lambda row: [round(float(v), 4) for v in row]
    heads = {
        "asking": {"from": FROM, "from-without": FROM_WITHOUT, "cues": CUES, "weights": numbers(asking.coef_[0]),
                   "bias": round(float(asking.intercept_[0]), 4)},
        "sought": {"words-before": WORDS_BEFORE, "sharpness": SHARPNESS, "labels": list(sought.classes_),
                   "weights": [numbers(row) for row in sought.coef_], "bias": numbers(sought.intercept_)},
    }
    if options.out:
        json.dump(heads, open(options.out, "w"), separators=(",", ":"))
        print(options.out, os.path.getsize(options.out), "bytes")


if __name__ == "__main__":
    main()
