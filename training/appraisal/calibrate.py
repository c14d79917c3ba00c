"""Fits what the server believes, on lines by strangers that training never saw: python calibrate.py FOLDER LINES

FOLDER is what export.py wrote, LINES a folder of lines in the form of the examples. Each move's slope and intercept
(Platt, 1999) are drawn towards those of all moves together, as if twenty lines of the pooled kind had been seen first.
Then the four numbers of the decision (see Decision.java) are searched: the best macro-F1 among those that take a trap
for a good move, or the other way round, in at most LIMIT of the lines. Both are judged on voices left out of the fit.
Criteria have no lines by strangers: theirs are kept.
"""

import argparse
import itertools
import json

import numpy as np
from scipy.optimize import minimize

import data
import shipped

p = argparse.ArgumentParser()
p.add_argument("folder")
p.add_argument("lines")
p.add_argument("--limit", type=float, default=0.02)
p.add_argument("--folds", type=int, default=7)
p.add_argument("--list", action="store_true", help="list the lines heard wrongly")
a = p.parse_args()
KINDS = data.framework()["moves"]
MOVES = [m["id"] for m in KINDS]
TONE = [m["tone"] for m in KINDS]
FALLBACK = next(i for i, m in enumerate(KINDS) if m.get("fallback"))
TRAPS = [i for i, t in enumerate(TONE) if t == "trap"]
GOOD = [i for i, t in enumerate(TONE) if t == "good"]
NEUTRAL = [i for i, t in enumerate(TONE) if t == "neutral"]


def fit(x, y, prior=None, strength=0.0):
    def loss(q):
        z = q[0] * x + q[1]
        pull = 0 if prior is None else strength * ((q[0] - prior[0]) ** 2 * 4 + (q[1] - prior[1]) ** 2)
        return (np.logaddexp(0, z) - y * z).sum() + pull
    return minimize(loss, [1.0, 0.0] if prior is None else prior, method="Nelder-Mead").x


def platt(logits, gold):
    pooled = fit(logits.ravel(), gold.ravel())
    return np.array([fit(logits[:, i], gold[:, i], pooled, 20.0) for i in range(len(MOVES))])


def believed(logits, calibration):
    return 1 / (1 + np.exp(-(logits * calibration[:, 0] + calibration[:, 1])))


def opposed(i, j):
    return {TONE[i], TONE[j]} == {"good", "trap"}


def decide(odds, confidence, quotes, beside, against, sure, lead):
    """The same as Decision.java."""
    ranked = sorted(range(len(MOVES)), key=lambda i: (-confidence[i], MOVES[i]))
    meant = [ranked[0]]
    for i in ranked[1:]:
        if i == FALLBACK or confidence[i] < beside:
            continue
        against_it = [j for j in meant if opposed(i, j)]
        if any(quotes[i][0] < quotes[j][1] and quotes[j][0] < quotes[i][1] for j in against_it):
            continue
        if confidence[i] >= (against if against_it else beside):
            meant.append(i)
    if len(meant) > 1:
        return set(meant) - {FALLBACK}
    best = meant[0]
    if confidence[best] < sure and any(opposed(best, j) and odds[best] - odds[j] < lead for j in ranked):
        return {next(i for i in ranked if i in NEUTRAL)}
    return set(meant)


def figures(gold, heard):
    f1 = []
    for i in range(len(MOVES)):
        both = sum(i in g and i in h for g, h in zip(gold, heard))
        f1.append(2 * both / max(1, sum((i in g) + (i in h) for g, h in zip(gold, heard))))
    crossed = np.mean([{TONE[i] for i in g} == {"good"} and any(i in TRAPS for i in h)
                       or {TONE[i] for i in g} == {"trap"} and any(i in GOOD for i in h) for g, h in zip(gold, heard)])
    return np.mean(f1), crossed, np.mean([g == h for g, h in zip(gold, heard)]), f1


reader = shipped.Shipped(a.folder)
columns = [reader.labels.index(m) for m in MOVES]
logits, quotes, gold, voices, texts = [], [], [], [], []
for line in data.lines(a.lines):
    for text in (line.text, shipped.recognised(line.text)):
        highest, words = reader.read(text, line.after)
        logits.append(highest[columns])
        quotes.append([words[c] for c in columns])
        gold.append({MOVES.index(m) for m in line.labels if m in MOVES})
        voices.append(line.voice)
        texts.append(text)
logits = np.array(logits)
marks = np.array([[float(i in g) for i in range(len(MOVES))] for g in gold])
names = sorted(set(voices))
left_out = np.zeros_like(logits)
for fold in range(a.folds):
    own = np.array([names.index(v) % a.folds == fold for v in voices])
    left_out[own] = believed(logits[own], platt(logits[~own], marks[~own]))
odds = np.log(left_out / (1 - left_out))

results = []
for settings in itertools.product((0.4, 0.45, 0.5), (0.85, 0.95, 1.0), (0.0, 0.5, 0.6, 0.7, 0.8, 0.9), (1.0, 2.0, 3.0)):
    heard = [decide(o, c, q, *settings) for o, c, q in zip(odds, left_out, quotes)]
    results.append((*figures(gold, heard)[:3], settings))
print("no limit", max(results))
for limit in (0.04, 0.03, 0.025, 0.02):
    print("confused at most", limit, max((r for r in results if r[1] <= limit), default=None))
chosen = max(r for r in results if r[1] <= a.limit)[3]
heard = [decide(o, c, q, *chosen) for o, c, q in zip(odds, left_out, quotes)]
for shape, name in ((0, "typed"), (1, "recognised")):
    macro, crossed, exact, f1 = figures(gold[shape::2], heard[shape::2])
    print(f"{name}: macro-F1 {macro:.3f} confused {crossed:.3f} exact {exact:.3f}")
    print("  " + " ".join(f"{m}:{v:.2f}" for m, v in zip(MOVES, f1)))
if a.list:
    for text, g, h, c in zip(texts, gold, heard, left_out):
        if g != h:
            cross = {TONE[i] for i in g} == {"good"} and any(i in TRAPS for i in h) or {TONE[i] for i in g} == {"trap"} and any(i in GOOD for i in h)
            print("X" if cross else " ", sorted(MOVES[i] for i in g), [(MOVES[i], round(float(c[i]), 2)) for i in h], text)

calibration = platt(logits, marks)
file = json.load(open(f"{a.folder}/heads.json"))
for head in file["heads"]:
    if head["label"] in MOVES:
        slope, intercept = calibration[MOVES.index(head["label"])]
        head["slope"], head["intercept"] = round(float(slope), 4), round(float(intercept), 4)
        head["threshold"] = round(float((np.log(chosen[0] / (1 - chosen[0])) - intercept) / slope), 2)
with open(f"{a.folder}/heads.json", "w") as f:
    f.write('{"decision": ' + json.dumps(dict(zip(("beside", "against", "sure", "lead"), chosen))) + ',\n"heads": [\n')
    f.write(",\n".join(json.dumps(h) for h in file["heads"]) + "\n]}\n")
