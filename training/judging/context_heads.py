"""Heads for the framework's criteria that read a turn after what the persona said before it, at any length.

    python context_heads.py ../.. ../../prompts/frameworks/steady-hand/criterion-heads.json

`--oblique` and `--ordinary` teach them by those folders as well; `--taught FILE` takes them from training/appraisal/teach.py
as they were taught with the encoder. The server reads what it writes; README.md says what was measured.
"""

import collections
import glob
import hashlib
import json
import re
import sys

import numpy as np
import onnxruntime
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from tokenizers import BertWordPieceTokenizer

WIDTH, MAX_CONTEXT, MAX_TOKENS = 384, 240, 510
# The move that carries each criterion where its lines are not tagged with the criterion itself.
MOVE = {
    "regulate.person-first": "regulate", "regulate.asks-how": "regulate", "regulate.together": "regulate",
    "questions.worst-rollback": "ask-worst-case", "questions.worst-fix": "ask-worst-case",
    "questions.gut": "ask-gut", "questions.fallback": "ask-fallback", "questions.decides": "decide-and-back",
    "shield.takes-outside": "shield", "shield.phone": "shield",
    "rhythm.interval": "set-rhythm", "rhythm.one-sentence": "set-rhythm",
    "later.review-dated": "defer-review", "later.no-blame": "remove-blame", "later.priority": "name-priority",
    "trap.blame": "blame", "trap.micromanage": "micromanage", "trap.certainty": "demand-certainty",
}
# Gathered from parts all over a call: one part is proof of it, though it alone does not make the criterion.
OF_PARTS = {"shield.takes-outside"}
SHARED = {move for move, count in collections.Counter(MOVE.values()).items() if count > 1}
BREAK = re.compile(r"(?<=[.?!;:…—])\s+|\s+[–—-]\s+|,\s+")


class Encoder:
    """What the server ships, clause by clause, as the server reads it."""

    def __init__(self, folder):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(f"{folder}/encoder.onnx", options)
        self.tokenizer = BertWordPieceTokenizer(f"{folder}/vocabulary.txt", lowercase=True)

    def read(self, text, after=""):
        """The stretches of a turn (from, to, clauses), and a function that gives the mean vector between two offsets."""
        lead = after.strip()[-MAX_CONTEXT:] + " | " if after.strip() else ""
        encoding = self.tokenizer.encode(lead + text)
        ids = np.array([encoding.ids[:MAX_TOKENS]], dtype=np.int64)
        names = [output.name for output in self.session.get_outputs()][:2]
        vectors, begins = self.session.run(names, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        offsets = [(s - len(lead), e - len(lead)) for s, e in encoding.offsets[:MAX_TOKENS]]
        cuts = {m.end() for m in BREAK.finditer(text)}
        cuts |= {offsets[t][0] for t in range(1, len(offsets) - 1)
                 if begins[0][t] > 0 and 0 < offsets[t][0] < len(text) and text[offsets[t][0] - 1].isspace()}

        def mean(start, end):
            own = [t for t in range(1, len(offsets) - 1) if offsets[t][0] >= start and offsets[t][1] <= end]
            return vectors[0][own].mean(0) if own else np.zeros(WIDTH, np.float32)

        return stretches(clauses(text, sorted(cuts))), mean


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


def plain(text):
    return " ".join(re.sub(r"[^a-z0-9 ]+", " ", re.sub("['’]", "", text.lower())).split())


def recognised(text):
    text = text.lower().replace("’", "'").replace("%", " percent")
    return " ".join(re.sub(r"[^\w' ]|_", " ", text).split())


def lines(root, encoder):
    """Vector and labels of every example line, after what was said before it."""
    for path in sorted(glob.glob(f"{root}/prompts/frameworks/steady-hand/examples/*.yaml")
                       + glob.glob(f"{root}/training/appraisal/beside-the-examples/*.yaml")
                       + glob.glob(f"{root}/training/judging/*.yaml")):
        for key, examples in yaml.safe_load(open(path))["examples"].items():
            for e in examples:
                say, after = (e["say"], e.get("after", "")) if isinstance(e, dict) else (e, "")
                say = " ".join(say.split())
                yield encoder.read(say, after)[1](0, len(say)), set(key.replace(",", " ").split())


def parts(root, encoder):
    """Vector and moves of every part of the labelled turns in training/reading."""
    for path in sorted(glob.glob(f"{root}/training/reading/turns/*.yaml")):
        for row in yaml.safe_load(open(path)):
            mean = encoder.read(row["turn"], row["said"])[1]
            for part in row["parts"]:
                at = row["turn"].find(part["quote"])
                yield mean(at, at + len(part["quote"])), set(part["moves"])


def oblique_rows(root):
    for path in sorted(glob.glob(f"{root}/training/judging/oblique/*.tsv")):
        for row in open(path, encoding="utf-8"):
            yield (row.rstrip("\n").split("\t") + [""] * 5)[:5]


def ordinary_rows(root):
    for path in sorted(glob.glob(f"{root}/training/judging/ordinary/*.jsonl")):
        yield from map(json.loads, open(path, encoding="utf-8"))


def leader_turns(folder):
    """Of each call its file and the leader's turns: number, what was said before, words."""
    for path in sorted(glob.glob(f"{folder}/*.yaml")):
        said = [line.split(": ", 1) for line in open(path[:-5] + ".txt").read().splitlines() if ": " in line]
        yield yaml.safe_load(open(path)), [
            (i + 1, next((t for w, t in reversed(said[:i]) if w != "Leader"), ""), words)
            for i, (who, words) in enumerate(said) if who == "Leader"]


def oblique(root, encoder):
    """What each line of oblique/*.tsv teaches: criterion, whether it carries it, the stretches of its turn, the one that does.

    A line says nothing of the criteria that it does not name, but where it names none it carries none.
    """
    for criterion, kind, said, turn, quote in oblique_rows(root):
        found, mean = encoder.read(turn, said)
        at = turn.find(quote)
        carries = (quote, mean(at, at + len(quote))) if kind == "yes" else None
        yield criterion, carries, [(s, turn[s[0]:s[1]], mean(s[0], s[1])) for s in found]


def ordinary(root, encoder):
    """The same of ordinary/*.jsonl, where a reader looked for every criterion: one entry for each that is not unsure."""
    for row in ordinary_rows(root):
        found, mean = encoder.read(row["turn"], row["said"])
        stretches_read = [(s, row["turn"][s[0]:s[1]], mean(s[0], s[1])) for s in found]
        for criterion in MOVE:
            quote = row["carries"].get(criterion)
            at = row["turn"].find(quote or "")
            if criterion not in row.get("unsure", []):
                yield criterion, (quote, mean(at, at + len(quote))) if quote else None, stretches_read


def within(words, quotes):
    """Whether a stretch is one of these quotes, or little more or less."""
    said = plain(words)
    return any(said and (said in q or q in said) and len(said) <= 1.6 * len(q) + 12 for q in map(plain, quotes))


def calls(folder, encoder):
    """Split, labels and the leader's turns (number, typed or recognised, stretches with words and vectors) of each call."""
    for file, turns in leader_turns(folder):
        rows = []
        for number, before, words in turns:
            for typed, text in ((True, words), (False, recognised(words))):
                found, mean = encoder.read(text, before)
                rows.append((number, typed, [(s, text[s[0]:s[1]], mean(s[0], s[1])) for s in found]))
        yield file["split"], file["labels"], rows


def proof(label, turn):
    return [e["quote"] for e in label.get("evidence") or [] if e["turn"] == turn]


def lessons(criterion, taught, read, said, labelled, tagged):
    """Vectors, whether each carries the criterion, and weights. Only calls of the tuning split teach."""
    x, y, w = [], [], []
    move = MOVE[criterion]
    for of, carries, found in said:
        if of not in (criterion, "none"):
            continue
        if carries:
            x.append(carries[1]), y.append(True), w.append(2)
        for stretch, words, vector in found:
            if carries and within(words, [carries[0]]):
                x.append(vector), y.append(True), w.append(1)
            elif not carries and (of == criterion or stretch[2] <= 2):
                x.append(vector), y.append(False), w.append(1 if of == criterion else 0.5)
    for vector, labels in taught:
        carries = criterion in labels if criterion in tagged else move in labels
        if criterion in OF_PARTS and move in labels and not any(other in labels and other != criterion
                                                                for other, of in MOVE.items() if of == move):
            carries = True
        if carries or criterion in tagged or move not in SHARED or move not in labels:
            x.append(vector), y.append(carries), w.append(1)
    for vector, moves in read:
        if move not in moves or move not in SHARED:
            x.append(vector), y.append(move in moves), w.append(1.5)
    for split, labels, rows in labelled:
        label = labels[criterion]
        if split != "tuning" or label["verdict"] == "unsure":
            continue
        if criterion in OF_PARTS and label["verdict"] == "no":
            continue  # one part may have been taken in it
        for turn, _, found in rows:
            quotes = proof(label, turn)
            for stretch, words, vector in found:
                if label["verdict"] == "yes" and within(words, quotes):
                    x.append(vector), y.append(True), w.append(2)
                elif not quotes and stretch[2] == 1:
                    x.append(vector), y.append(False), w.append(1)
    return np.array(x), np.array(y, int), np.array(w)


def auc(criterion, head, labelled, split):
    """How well the best stretch of a turn tells turns with proof from turns without, on calls that taught nothing."""
    scores, truth = [], []
    for of, labels, rows in labelled:
        label = labels[criterion]
        if of != split or label["verdict"] == "unsure":
            continue
        for turn, typed, found in rows:
            if typed:
                scores.append(max(float(head.decision_function([v])[0]) for _, _, v in found))
                truth.append(label["verdict"] == "yes" and bool(proof(label, turn)))
    return roc_auc_score(truth, scores) if 0 < sum(truth) < len(truth) else float("nan")


def fit(criterion, taught, read, said, labelled, tagged):
    x, y, w = lessons(criterion, taught, read, said, labelled, tagged)
    rare = np.where(y == 1, min(8, (1 - y.mean()) / y.mean() / 2), 1)
    return LogisticRegression(C=0.3, max_iter=400).fit(x, y, sample_weight=w * rare), y


def write(out, heads, encoder):
    """The file that the server reads: for each criterion a bias and the weights, and which encoder they belong to."""
    digest = hashlib.sha256(open(f"{encoder}/encoder.onnx", "rb").read()).hexdigest()
    rows = ['    "%s": {"bias": %.4f, "weights": [%s]}' % (criterion, bias, ", ".join("%.3f" % weight for weight in weights))
            for criterion, (bias, weights) in heads.items()]
    with open(out, "w") as file:
        file.write('{\n  "encoder": "%s",\n  "criteria": {\n%s\n  }\n}\n' % (digest, ",\n".join(rows)))


def main(root, out, *more):
    folder = f"{root}/server/src/main/resources/engines/appraisal"
    if "--taught" in more:
        heads = json.load(open(more[more.index("--taught") + 1]))
        write(out, {criterion: (head["bias"], head["weights"]) for criterion, head in heads.items()}, folder)
        return
    encoder = Encoder(folder)
    taught, read = list(lines(root, encoder)), list(parts(root, encoder))
    said = list(oblique(root, encoder)) if "--oblique" in more else []
    said += list(ordinary(root, encoder)) if "--ordinary" in more else []
    labelled = list(calls(f"{root}/prompts/transcripts/steady-hand", encoder))
    labelled += list(calls(f"{root}/benchmarks/leadership-calls/setting", encoder))
    tagged = {label for _, labels in taught for label in labels}
    heads = {}
    for criterion in MOVE:
        heads[criterion], y = fit(criterion, taught, read, said, labelled, tagged)
        print("%-26s %4d of %d  turn AUC: held-out %.2f, setting %.2f" % (
            criterion, y.sum(), len(y), auc(criterion, heads[criterion], labelled, "held-out"),
            auc(criterion, heads[criterion], labelled, "setting")), flush=True)
    write(out, {criterion: (head.intercept_[0], head.coef_[0]) for criterion, head in heads.items()}, folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
