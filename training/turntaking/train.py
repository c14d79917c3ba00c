"""Teaches a small transformer where turns end.

It reads the words so far, as a recogniser gives them, and says whether the turn ends there. What it learns from: whole
turns and the places within them at which a speaker would hesitate (turns/), and the framework's example lines and the
leader's lines of the transcripts, with two places each taken at random.
"""

import argparse
import collections
import copy
import difflib
import glob
import os
import random
import re
import sys
import time

import numpy as np
import torch
from sklearn.metrics import roc_auc_score

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
os.environ.setdefault("FRAMEWORK", os.path.join(ROOT, "prompts", "frameworks", "steady-hand"))
sys.path.insert(0, os.path.join(HERE, "..", "appraisal"))
import data  # noqa: E402
import encoders  # noqa: E402

MOST_WORDS = 40  # as in EndingModel
FILLERS = ["um", "uh", "er", "you know", "like", "i mean"]
SENTENCE_END = re.compile(r"[.?!;:…]+[\"')]*\s+")
PAUSE = re.compile(r"\s*\(\d+(?:\.\d+)?\)\s*")
MARK = re.compile(r"\s*(\|\|?)\s*")
# Between two sentences the speaker may well have meant to end: half an end, and it weighs less.
BETWEEN, BETWEEN_WEIGHT = 0.5, 0.5
MARKED_WEIGHT = 1.5
# How often a recogniser takes a word for another, misses one and hears one that was not there.
GARBLED, DROPPED, ADDED = 0.13, 0.03, 0.03
# How often it doubts a word, one that it has wrong and one that it has right; a doubted word has a question mark.
DOUBTS_WRONG, DOUBTS_RIGHT = 0.5, 0.07
SMALL_WORDS = ["the", "a", "and", "to", "that", "in", "it", "is", "of", "you"]


class Endings(torch.nn.Module):
    """The log-odds of an end, from what the encoder makes of the whole and of the last word."""

    def __init__(self, layers):
        super().__init__()
        self.encoder, self.tokenizer = encoders.load("bge")
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        self.encoder.config.num_hidden_layers = layers
        self.head = torch.nn.Linear(self.encoder.config.hidden_size, 1)
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def forward(self, input_ids, attention_mask):
        vectors = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        last = vectors[torch.arange(len(input_ids)), attention_mask.sum(1) - 2]
        return self.head(vectors[:, 0] + last).squeeze(1)

    def read(self, texts):
        ids = [self.tokenizer.encode(text).ids for text in texts]
        padded = torch.zeros(len(ids), max(map(len, ids)), dtype=torch.long)
        mask = torch.zeros_like(padded)
        for row, found in enumerate(ids):
            padded[row, :len(found)] = torch.tensor(found)
            mask[row, :len(found)] = 1
        return self(padded, mask)


def whole_turns():
    found = [line.text for line in data.lines()]
    for path in sorted(glob.glob(os.path.join(ROOT, "prompts", "transcripts", "*", "*.txt"))):
        with open(path) as transcript:
            found += [line[7:].strip() for line in transcript if line.startswith("Leader:")]
    return found


def marked_turns():
    found = []
    for path in sorted(glob.glob(os.path.join(HERE, "turns", "*.txt"))):
        with open(path) as lines:
            found += [line.strip() for line in lines if line.strip()]
    return found


class Ear:
    """Hears as a recogniser does: half of the lines well, the others with a word in six mistaken for one like it."""

    def __init__(self, texts, rng):
        self.rng = rng
        counts = collections.Counter(word for text in texts for word in data.recognised(text).split())
        self.words = [word for word, seen in counts.items() if seen > 1]
        self.likes = {}

    def hear(self, text):
        if len(text.split()) < 3 or self.rng.random() < 0.5:
            return [self.doubt(word, DOUBTS_RIGHT) for word in data.recognised(text).split()]
        heard = []
        for word in data.misheard(text, self.rng).split():
            chance = self.rng.random()
            if chance < GARBLED:
                heard.append(self.doubt(self.rng.choice(self.like(word)), DOUBTS_WRONG))
            elif chance < GARBLED + DROPPED:
                continue
            else:
                heard.append(self.doubt(word, DOUBTS_RIGHT))
            if self.rng.random() < ADDED:
                heard.append(self.doubt(self.rng.choice(SMALL_WORDS), DOUBTS_WRONG))
        return heard

    def doubt(self, word, chance):
        return word + "?" if self.rng.random() < chance else word

    def like(self, word):
        """Words that look most like it: letters stand in for sounds."""
        if word not in self.likes:
            near = [w for w in self.words if abs(len(w) - len(word)) < 3 and (w[0] == word[0] or w[-2:] == word[-2:])]
            near.sort(key=lambda w: -difflib.SequenceMatcher(None, w, word).ratio())
            self.likes[word] = [w for w in near[:7] if w != word] or [word]
        return self.likes[word]


def places_of_whole(text, ear, cuts):
    words, borders = [], set()
    for sentence in SENTENCE_END.split(text.strip()):
        words += ear.hear(sentence)
        borders.add(len(words))
    if not words:
        return
    yield words, 1.0, 1.0
    rng = ear.rng
    inner = [n for n in range(1, len(words)) if n not in borders]
    for n in rng.sample(inner, min(cuts, len(inner))):
        yield words[:n] + ([rng.choice(FILLERS)] if rng.random() < 0.12 else []), 0.0, 1.0
    between = [n for n in borders if n < len(words)]
    if between:
        yield words[:rng.choice(between)], BETWEEN, BETWEEN_WEIGHT


def places_of_marked(text, ear):
    parts, words = MARK.split(text), []
    for at in range(0, len(parts), 2):
        words = words + ear.hear(parts[at]) if parts[at].strip() else words
        if not words:
            continue
        if at == len(parts) - 1:
            yield words, 1.0, MARKED_WEIGHT
        elif parts[at + 1] == "||":
            yield words, BETWEEN, BETWEEN_WEIGHT
        else:
            yield words, 0.0, MARKED_WEIGHT


def places(whole, share, cuts, marked, ear):
    rows = [place for text in whole if ear.rng.random() < share for place in places_of_whole(text, ear, cuts)]
    rows += [place for text in marked for place in places_of_marked(text, ear)]
    return [(" ".join(words[-MOST_WORDS:]), end, weight) for words, end, weight in rows]


def places_heard(path):
    """What the recogniser really wrote at the pauses and ends of spoken utterances: tab, whether an end, the words."""
    with open(path) as lines:
        for line in lines:
            end, words = line.rstrip("\n").split("\t")[:2]
            if words:
                yield " ".join(words.split()[-MOST_WORDS:]), float(end), MARKED_WEIGHT


def batches(rows, size, rng):
    """Rows of like length together, in a random order."""
    rows.sort(key=lambda row: len(row[0]) + rng.random() * 12)
    found = [rows[i:i + size] for i in range(0, len(rows), size)]
    rng.shuffle(found)
    return found


def utterances(path):
    """(words so far, whether the turn ends) at every pause and end of a file as the benches read it."""
    found = []
    with open(path) as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                words, pieces = [], PAUSE.split(line.strip())
                for at, piece in enumerate(pieces):
                    words = words + data.recognised(piece).split()
                    found.append((" ".join(words), at == len(pieces) - 1))
    return found


def to_report(path):
    if path.endswith(".tsv"):
        return [(text, end == 1) for text, end, _ in places_heard(path)]
    return utterances(path)


def report(model, name, rows):
    model.eval()
    ends = np.array([end for _, end in rows])
    with torch.no_grad():
        odds = np.concatenate([model.read([text for text, _ in rows[i:i + 32]]).numpy() for i in range(0, len(rows), 32)])
    model.train()
    for share in (5, 10, 50):
        above = np.mean(odds[~ends] > np.percentile(odds[ends], share))
        print(f"{name}: {above:.1%} of the pauses look likelier an end than the least likely {share} % of the ends")
    print(f"{name}: area under the curve {roc_auc_score(ends, odds):.4f}", flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("out", help="file for the weights")
    options.add_argument("--start", help="weights to go on from; else the base encoder")
    options.add_argument("--layers", type=int, default=12)
    options.add_argument("--epochs", type=int, default=2)
    options.add_argument("--share", type=float, default=1, help="of the whole turns, drawn anew in each epoch")
    options.add_argument("--cuts", type=int, default=2, help="places within a whole turn that are taken at random")
    options.add_argument("--rate", type=float, default=1e-4)
    options.add_argument("--mean", action="store_true", help="the mean of the weights after each epoch, not the last")
    options.add_argument("--heard", nargs="*", default=[], help="files of `bench turn-taking --places`")
    options.add_argument("--report", nargs="*", default=[], help="files of utterances, or of places heard, to report on")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--threads", type=int, default=2, help="another number adds up in another order")
    chosen = options.parse_args()
    rng = random.Random(chosen.seed)
    torch.manual_seed(chosen.seed)
    torch.set_num_threads(chosen.threads)
    torch.use_deterministic_algorithms(True)
    model = Endings(chosen.layers)
    if chosen.start:
        model.load_state_dict(torch.load(chosen.start))
    whole, marked = whole_turns(), marked_turns()
    ear = Ear([text.replace("|", " ") for text in whole + marked], rng)
    really = [place for path in chosen.heard for place in places_heard(path)]
    epochs = [batches(places(whole, chosen.share, chosen.cuts, marked, ear) + really, 32, rng) for _ in range(chosen.epochs)]
    print(f"{len(whole)} whole turns, {len(marked)} marked ones, {len(really)} places heard, {sum(map(len, epochs[0])):,} places in an epoch")
    groups = [{"params": model.encoder.parameters()}, {"params": model.head.parameters()}]
    optimizer = torch.optim.AdamW(groups, lr=chosen.rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [chosen.rate, 10 * chosen.rate], total_steps=sum(map(len, epochs)), pct_start=0.1)
    began, after_each = time.time(), []
    for epoch in epochs:
        for step, rows in enumerate(epoch):
            texts, ends, weights = zip(*rows)
            weight = torch.tensor(weights)
            losses = torch.nn.functional.binary_cross_entropy_with_logits(
                model.read(texts), torch.tensor(ends), reduction="none")
            loss = (losses * weight).sum() / weight.sum()
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            if step % 100 == 0:
                print(f"{step}/{len(epoch)} loss {loss.item():.3f}, {time.time() - began:.0f} s", flush=True)
        after_each.append(copy.deepcopy(model.state_dict()))
        torch.save(after_each[-1], chosen.out)
        for path in chosen.report:
            report(model, os.path.basename(path), to_report(path))
    if chosen.mean:  # Izmailov et al., 2018
        torch.save({name: sum(state[name] for state in after_each) / len(after_each) if value.is_floating_point()
                    else value for name, value in after_each[-1].items()}, chosen.out)


if __name__ == "__main__":
    main()
