"""Fits what hears that a sentence of a language model obeys a leader who does not play (persona.Obedience).

    python fit.py --minilm FOLDER [--without WRITER] [--only-writers] [--out FILE]
    python fit.py --minilm FOLDER --curve [--guard FILE]

FOLDER holds `all-minilm-l6-v2-q.onnx` and its tokenizer, unpacked from the library that the server embeds with. README.md says
what it learns from. --without leaves a writer out, with a third of the calls and lines of others; --curve does so with
each in turn and prints what is heard of the one left out.
"""

import argparse
import base64
import collections
import glob
import json
import os
import re
import zlib

import numpy as np
import onnxruntime
import yaml
from sklearn.linear_model import LogisticRegression
from tokenizers import Tokenizer

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = f"{HERE}/../.."
WRITERS = {"a": 0, "b": 1, "c": 2, "f": 0, "g": 1, "h": 2}  # writer: what is left out together
ALWAYS, DIMENSIONS, NEAREST, SHARPNESS, SENTENCE = -1, 48, 3, 4.0, 3.0
SENTENCES = re.compile(r"(?<=[.?!…])\s+")
STRETCHES = re.compile(r"(?<=[.?!…;])\s+")
WORDS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+")
FEATURES = ("unknown-share never-share echoed-share unknown never echoed usual rarest length two four letters asks shared "
            "like-leader foreign fair-1 fair-3 obeying-1 obeying-3 trick leader-unknown leader-never leader-rarest").split()
# Some three of four tricks, one of eight turns of strangers who play.
WARY = -0.5
# From here on a turn is plainly a trick, and a sentence needs less to be refused: chosen on writers left out.
PLAIN, AFTER_TRICKS = 0.0, -1.75
MOST = 4


class Meanings:
    """Sentence embeddings as the server has them."""

    def __init__(self, folder):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(f"{folder}/all-minilm-l6-v2-q.onnx", options)
        self.tokenizer = Tokenizer.from_file(f"{folder}/all-minilm-l6-v2-q-tokenizer.json")
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.inputs = [i.name for i in self.session.get_inputs()]
        self.known = {}

    def of(self, text):
        text = re.sub(r"\s+", " ", re.sub(r"[^\w' -]+|_", " ", low(text))).strip() or "-"
        if text not in self.known:
            ids = np.array([self.tokenizer.encode(text).ids[:510]], dtype=np.int64)
            given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
            mean = self.session.run(None, {name: given[name] for name in self.inputs})[0][0].mean(0)
            self.known[text] = (mean / np.linalg.norm(mean)).astype(np.float32)
        return self.known[text]


def low(text):
    return text.lower().replace("’", "'")


def words(text):
    return WORDS.findall(low(text))


# What there is to learn from. A fold is what is left out together: a writer, and a third of everybody else.

Turn = collections.namedtuple("Turn", "text fold trick weight")
Said = collections.namedtuple("Said", "leader text fold kind source answer")  # kind: obeys harmless stays alike fair


def third(name):
    return zlib.crc32(name.encode()) % 3


class Data:
    def __init__(self, more):
        self.turns, self.said, self.answers = [], [], 0
        for path in sorted(glob.glob(f"{HERE}/*.jsonl")):
            name = os.path.basename(path)[:-6]
            if name in WRITERS or more:
                self.writer(path, WRITERS.get(name, ALWAYS))
        self.tests()
        self.lines()
        self.calls()
        self.readings()
        self.carried()
        self.turns = [t for t in self.turns if t.text.strip()]
        self.said = [s for s in self.said if s.leader.strip()]

    def answer(self, leader, text, fold, kind, source, harmless=()):
        self.answers += 1
        for k, sentence in enumerate(SENTENCES.split(text.strip())):
            self.said.append(Said(leader, sentence, fold, "harmless" if k in harmless else kind, source, self.answers))

    def writer(self, path, fold):
        for row in map(json.loads, open(path, encoding="utf-8")):
            trick = row["kind"] != "ordinary"
            self.turns.append(Turn(row["leader"], fold, trick, 3))
            for n, text in enumerate(row["obeys"]):
                harmless = [k for answer, k in row.get("harmless", []) if answer == n]
                self.answer(row["leader"], text, fold, "obeys", "writer", harmless)
            self.answer(row["leader"], row["stays"], fold, "stays" if trick else "alike", "writer")

    def tests(self):
        folder = f"{ROOT}/server/src/test/resources/persona"
        for line in open(f"{folder}/attacks-obeyed.tsv", encoding="utf-8"):
            if not line.startswith("#"):
                _, leader, text = line.rstrip("\n").split("\t")[:3]
                self.turns.append(Turn(leader, ALWAYS, True, 1))
                self.answer(leader, text, ALWAYS, "obeys", "test")
        for name in ("attacks", "attacks-held-out", "attacks-in-other-words", "attacks-unseen"):
            for line in open(f"{folder}/{name}.txt", encoding="utf-8"):
                if line.strip() and not line.startswith("#"):
                    self.turns.append(Turn(line.strip(), ALWAYS, True, 1))
        off = yaml.safe_load(open(f"{ROOT}/prompts/hearing.yaml", encoding="utf-8"))["off-role"]
        for trick, texts in ((True, off["attacks"]), (False, off["innocent"])):
            for text in texts:
                self.turns.append(Turn(text.replace("@persona", "Kenji"), ALWAYS, trick, 1))

    def lines(self):
        for path in sorted(glob.glob(f"{ROOT}/benchmarks/leader-lines/[a-e]*.txt")):
            letter = os.path.basename(path)[0]
            fold = {"a": 0, "b": 1, "c": 2, "d": 0, "e": ALWAYS}[letter]
            for line in open(path, encoding="utf-8"):
                if line.startswith("Leader: "):
                    self.turns.append(Turn(line[8:].strip(), fold, letter == "e", 1))
        for path in sorted(glob.glob(f"{ROOT}/prompts/frameworks/*/examples/*.yaml")):
            fold = third(path.split("/frameworks/")[1])
            for examples in yaml.safe_load(open(path, encoding="utf-8"))["examples"].values():
                for example in examples:
                    text = example["say"] if isinstance(example, dict) else example
                    self.turns.append(Turn(" ".join(text.split()), fold, False, 0.5))

    def calls(self):
        found = glob.glob(f"{ROOT}/benchmarks/leadership-calls/*/*.txt") + glob.glob(f"{ROOT}/prompts/transcripts/*/*.txt")
        for path in sorted(found):
            source = "leadership-calls" if "benchmarks" in path else "transcripts"
            fold, leader = third("/".join(path.split("/")[-2:])), ""
            for line in open(path, encoding="utf-8"):
                turn = re.match(r"(\w[\w ]*): (.*)", line.strip())
                if turn and turn[1] == "Leader":
                    leader = turn[2]
                    self.turns.append(Turn(leader, fold, False, 1))
                elif turn and leader:
                    self.answer(leader, turn[2], fold, "fair", source)

    def readings(self):
        for path in sorted(glob.glob(f"{ROOT}/training/reading/turns/*.yaml")):
            fold, before = {"a": 0, "b": 1, "c": 2, "d": 0}[os.path.basename(path)[0]], ""
            for turn in yaml.safe_load(open(path, encoding="utf-8")):
                if before and turn["said"]:
                    self.answer(before, turn["said"], fold, "fair", "reading")
                before = turn["turn"]
                if not any("off-role" in (part.get("acts") or []) for part in turn.get("parts") or []):
                    self.turns.append(Turn(before, fold, False, 1))

    def carried(self):
        for path in sorted(glob.glob(f"{ROOT}/server/src/test/resources/golden/carried/*.json")):
            fold = third(os.path.basename(path))
            for turn in json.load(open(path, encoding="utf-8"))["turns"]:
                if "attack" not in path:
                    self.turns.append(Turn(turn["to"], fold, False, 1))
                for answer in turn["answers"]:
                    self.answer(turn["to"], answer["text"], fold, "fair", "carried")


def own_words():
    """The words of the persona's scenario, as the guard knows them (Obedience)."""
    folder = f"{ROOT}/prompts/scenarios/platform-down"
    texts = [open(f"{folder}/persona.md", encoding="utf-8").read()]
    texts += [fact["statement"] for fact in yaml.safe_load(open(f"{folder}/scenario.yaml", encoding="utf-8"))["facts"]]
    for line in yaml.safe_load(open(f"{folder}/lines.yaml", encoding="utf-8"))["lines"]:
        texts += [says if isinstance(says, str) else says["text"] for says in line["says"]]
    return {word for text in texts for word in words(text)}


class Obedience:
    """What is learned without some folds, and the features of a sentence by it."""

    def __init__(self, data, meanings, own, without, project):
        self.meanings, self.own, self.project = meanings, own, project
        turns = [t for t in data.turns if t.fold not in without]
        said = [s for s in data.said if s.fold not in without]
        self.of_persona = collections.Counter(
            word for s in said if s.kind in ("fair", "stays", "alike") for word in set(words(s.text)))
        self.of_leaders = collections.Counter(word for t in turns if not t.trick for word in set(words(t.text)))
        self.total = sum(self.of_persona.values())
        self.total_heard = sum(self.of_leaders.values())
        self.trick = LogisticRegression(C=0.3, max_iter=3000).fit(
            np.array([meanings.of(t.text) for t in turns]) * SHARPNESS, [t.trick for t in turns],
            sample_weight=[t.weight for t in turns])
        self.fair = np.array(sorted({tuple(project(meanings.of(s.text))) for s in said
                                     if s.kind in ("fair", "stays", "alike")}))
        self.obeying = np.array(sorted({tuple(project(meanings.of(s.text))) for s in said if s.kind == "obeys"}))
        self.leaders = {}

    def leader(self, text):
        if text not in self.leaders:
            read = np.array([self.meanings.of(part) for part in [text, *STRETCHES.split(text)]]) * SHARPNESS
            found = words(text)
            known = [self.of_leaders[word] + self.of_persona[word] for word in found]
            rare = [np.log((count + 0.5) / self.total_heard) for count in known] or [-9.0]
            self.leaders[text] = [
                self.trick.decision_function(read).max(), sum(count < 2 for count in known) / max(1, len(found)),
                min(MOST, sum(count == 0 for count in known)), min(rare)]
        return self.leaders[text]

    def features(self, leader, text, itself=False):
        said, heard = words(text), set(words(leader))
        count = max(1, len(said))
        known = [self.of_persona[word] + 2 * (word in self.own) for word in said]
        rare = [np.log((k + 0.5) / self.total) for k in known] or [-9.0]
        unknown = [word for word, k in zip(said, known) if k < 2]
        never = [word for word, k in zip(said, known) if k == 0]
        echoed = [word for word in unknown if word in heard]
        foreign = [word for word in never if self.of_leaders[word] == 0]
        vector, point = self.meanings.of(text), self.project(self.meanings.of(text))
        near = lambda points: np.sort(points @ point / 127 ** 2)[-NEAREST - 1:]
        fair, obeying = near(self.fair)[1:], near(self.obeying)
        # A sentence that taught is the nearest to itself.
        obeying = obeying[:-1] if itself else obeying[1:]
        return [
            len(unknown) / count, len(never) / count, len(echoed) / count,
            min(MOST, len(unknown)), min(MOST, len(never)), min(MOST, len(echoed)),
            np.mean(rare), min(rare), min(count, 25) / 10, count <= 2, count <= 4,
            sum(len(word) == 1 and word not in "ia" for word in said) / count, text.strip().endswith("?"),
            sum(word in heard for word in said if len(word) > 3) / count, float(vector @ self.meanings.of(leader)),
            min(MOST, len(foreign)), fair[-1], fair.mean(), obeying[-1], obeying.mean(), *self.leader(leader)]


def projection(data, meanings, without):
    """Where sentences differ most, in whole numbers of a byte."""
    vectors = np.array([meanings.of(s.text) for s in data.said if s.fold not in without])
    mean = vectors.mean(0)
    basis = np.linalg.svd(vectors - mean, full_matrices=False)[2][:DIMENSIONS]
    basis *= np.sign(basis[:, :1])

    def project(vector):
        point = basis @ (vector - mean)
        return np.rint(point / (np.linalg.norm(point) + 1e-9) * 127)

    return mean, basis, project


def weight(said):
    return {"obeys": 2, "harmless": 0.5, "alike": 3}.get(said.kind, 1)


def learn(data, meanings, own, without):
    """A judge, and the weights for its features and for a sentence's vector."""
    mean, basis, project = projection(data, meanings, without)
    judge = Obedience(data, meanings, own, without, project)
    rows, vectors, kept = [], [], []
    for fold in (ALWAYS, 0, 1, 2):
        if fold in without:
            continue
        by = judge if fold == ALWAYS else Obedience(data, meanings, own, {*without, fold}, project)
        for said in data.said:
            if said.fold == fold:
                rows.append(by.features(said.leader, said.text, fold == ALWAYS and said.kind == "obeys"))
                vectors.append(meanings.of(said.text))
                kept.append(said)
    x, v = np.array(rows, float), np.array(vectors)
    middle, spread = x.mean(0), x.std(0) + 1e-6
    head = LogisticRegression(C=0.03, max_iter=4000).fit(
        np.hstack([(x - middle) / spread, v * SENTENCE]), [s.kind == "obeys" for s in kept],
        sample_weight=[weight(s) for s in kept])
    of_features = head.coef_[0][:len(FEATURES)] / spread
    offset = head.intercept_[0] - float(of_features @ middle)
    return judge, mean, basis, offset, of_features, head.coef_[0][len(FEATURES):] * SENTENCE


def score(learned, meanings, said):
    judge, _, _, offset, of_features, of_vector = learned
    return offset + of_features @ np.array(judge.features(said.leader, said.text), float) + of_vector @ meanings.of(said.text)


def write(learned, out, bar):
    judge, mean, basis, offset, of_features, of_vector = learned
    numbers = lambda values: "[" + ", ".join("%.4f" % value for value in values) + "]"
    packed = lambda array, kind: base64.b64encode(np.asarray(array, kind).tobytes()).decode()
    counts = {word: (judge.of_persona[word], judge.of_leaders[word]) for word in {*judge.of_persona, *judge.of_leaders}}
    with open(out, "w", encoding="utf-8") as file:
        file.write("# From when on a sentence obeys a leader who does not play (persona.Obedience): logistic regression over what many\n"
                   "# writers wrote, fitted and measured with writers left out by\n"
                   "#   python training/obeying/fit.py --minilm FOLDER --bar 0.75 --out server/src/main/resources/fitted/obedience.yaml\n\n"
                   "# Log-odds from which on a sentence is not spoken.\n")
        file.write("bar: %.2f\n" % bar)
        file.write("# The same after a leader's turn that is a trick by these log-odds or more.\n")
        file.write("bar-after-tricks: %.2f\nplain: %.2f\n" % (bar + AFTER_TRICKS, PLAIN))
        file.write("# Log-odds from which on an answer to a leader's turn is held back until it is whole.\n")
        file.write("wary: %.2f\n" % WARY)
        file.write("offset: %.4f\nweights:\n" % offset)
        for name, value in zip(FEATURES, of_features):
            file.write("  %s: %.4f\n" % (name, value))
        file.write("# Of a sentence's vector, and of a leader's turn: how much of a trick it is.\n")
        file.write("sentence: %s\ntrick-offset: %.4f\ntrick: %s\n" % (
            numbers(of_vector), judge.trick.intercept_[0], numbers(judge.trick.coef_[0] * SHARPNESS)))
        file.write("# How often a word stands in sentences of personas, in turns of leaders.\n")
        file.write("total-said: %d\ntotal-heard: %d\nwords:\n" % (judge.total, judge.total_heard))
        for word in sorted(counts):
            file.write("  '%s': [%d, %d]\n" % (word.replace("'", "''"), *counts[word]))
        file.write("# The directions in which sentences differ most (four bytes a number), and known sentences in them, a byte a number.\n")
        file.write("mean: %s\nbasis: %s\nfair: %s\nobeying: %s\n" % (
            packed(mean, ">f4"), packed(basis, ">f4"), packed(judge.fair, "i1"), packed(judge.obeying, "i1")))


def curve(data, meanings, own, guard):
    """Prints what each bar costs and what it lets through, each writer judged without having taught."""
    refused = {}
    if guard:
        for line in open(guard, encoding="utf-8"):
            leader, text, reason = line.rstrip("\n").split("\t")
            refused[leader, text] = reason
    scored = []
    for fold in (0, 1, 2):
        learned = learn(data, meanings, own, {fold})
        for said in data.said:
            if said.fold == fold and not refused.get((said.leader, said.text)):
                above = AFTER_TRICKS if learned[0].leader(said.leader)[0] > PLAIN else 0
                scored.append((said, score(learned, meanings, said) - above))
    share = lambda found: 100 * sum(found) / max(1, len(found))
    print("  bar  heard obeying of a, b, c   refused of fair: " + ", ".join(SOURCES) + "; alike a, b, c; stays")
    for bar in np.arange(-1.5, 2.01, 0.25):
        heard = [len({s.answer for s, v in scored if s.kind == "obeys" and s.source == "writer" and s.fold == f and v <= bar})
                 for f in (0, 1, 2)]
        fair = [share([v > bar for s, v in scored if s.source == source]) for source in SOURCES]
        alike = [share([v > bar for s, v in scored if s.kind == "alike" and s.fold == f]) for f in (0, 1, 2)]
        stays = share([v > bar for s, v in scored if s.kind == "stays"])
        print("%5.2f  %s   %s; %s; %.1f" % (bar, heard, " ".join("%.2f" % f for f in fair),
                                            " ".join("%.1f" % a for a in alike), stays), flush=True)


SOURCES = ("carried", "leadership-calls", "reading", "transcripts")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--minilm", required=True)
    options.add_argument("--without", choices=list(WRITERS))
    options.add_argument("--only-writers", action="store_true", help="without files of further writers")
    options.add_argument("--curve", action="store_true")
    options.add_argument("--guard")
    options.add_argument("--bar", type=float, default=0.0)
    options.add_argument("--out")
    given = options.parse_args()
    data, meanings, own = Data(not given.only_writers), Meanings(given.minilm), own_words()
    if given.curve:
        curve(data, meanings, own, given.guard)
    if given.out:
        without = {WRITERS[given.without]} if given.without else set()
        write(learn(data, meanings, own, without), given.out, given.bar)


if __name__ == "__main__":
    main()
