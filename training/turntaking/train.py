"""Learns how likely a turn ends at a word: a logistic regression over the words so far.

Whole turns are the framework's example lines and the leader's lines of the transcripts, in the shape a recogniser gives
them; every word of a turn but its last is a place where it does not end. Writes the weights that
dev.calmroom.turntaking.EndingModel reads, and what they say of some turns, for the test that holds both to one reading.
"""

import argparse
import glob
import json
import os
import random
import re
import sys
from collections import Counter

import numpy as np
import scipy.sparse as sparse
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
os.environ.setdefault("FRAMEWORK", os.path.join(ROOT, "prompts", "frameworks", "steady-hand"))
sys.path.insert(0, os.path.join(HERE, "..", "appraisal"))
import data  # noqa: E402

RESOURCES = os.path.join(ROOT, "server", "src", "main", "resources", "turntaking")
GOLDEN = os.path.join(ROOT, "server", "src", "test", "resources", "turntaking", "endings.tsv")
LEXICON = {
    name: set(words)
    for name, words in yaml.load(open(os.path.join(RESOURCES, "english.yaml")), yaml.BaseLoader).items()
}
# The first list that has the word is its class; else its ending; the order and the names are EndingFeatures' own.
CLASSES = ["fillers", "numbers", "articles", "connectives", "prepositions", "subjects", "auxiliaries", "question-words",
           "question-contractions", "hanging-adjectives", "hanging-verbs", "verbs", "question-subjects"]
ENDINGS = ["n't", "'s", "'re", "'ll", "'ve", "'d", "ing", "ed", "ly", "tion", "er", "ment", "s", "t", "e", "y"]
SENTENCE_END = re.compile(r"[.?!;:…]+[\"')]*\s+")
# A sentence ends within a turn: she may well have meant to end there, and people pause there less than they hesitate.
SENTENCE_WEIGHT = 0.35
LATER_SENTENCE_WEIGHT = 0.5
LEAST_SEEN = 6
SMALLEST_WEIGHT = 0.04


def class_of(word):
    for name in CLASSES:
        if word in LEXICON[name]:
            return name
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return "-" + ending
    return "other"


def is_verb(word):
    return (word in LEXICON["verbs"] or word in LEXICON["auxiliaries"]
            or len(word) > 4 and any(word.endswith(e) for e in LEXICON["verb-endings"]))


def is_word_head(words, at):
    word, following = words[at], words[at + 1]
    return word in LEXICON["question-contractions"] or word in LEXICON["question-words"] and (
        following in LEXICON["question-verbs"] or word == "how" and following in LEXICON["question-degrees"])


def is_verb_head(words, at):
    subjects = LEXICON["question-subjects"]
    return (words[at] in LEXICON["question-verbs"] and words[at + 1] in subjects
            and (at == 0 or words[at - 1] not in subjects and words[at - 1] not in LEXICON["auxiliaries"]))


def question_length(words):
    """As Questions.last: how many words from the head of the last question to the end; 0 without one."""
    for at in range(len(words) - 2, -1, -1):
        if is_word_head(words, at) or is_verb_head(words, at):
            before = [i for i in range(max(0, at - 4), at) if words[i] in LEXICON["question-words"]]
            return len(words) - (before[-1] if before else at)
    return 0


def bucket(n):
    return str(n) if n <= 6 else "8" if n <= 8 else "12" if n <= 12 else "20" if n <= 20 else "more"


def features(words):
    padded = ["^", "^", "^"] + words
    w3, w2, w1 = padded[-3:]
    c3, c2, c1 = ["^" if w == "^" else class_of(w) for w in padded[-3:]]
    size = bucket(len(words))
    found = [f"w {w1}", f"before {w2}", f"ww {w2} {w1}", f"www {w3} {w2} {w1}", f"c {c1}", f"cc {c2} {c1}",
             f"ccc {c3} {c2} {c1}", f"wc {w2} {c1}", f"cw {c2} {w1}", f"n {size}",
             f"first {words[0]}", f"first-c {class_of(words[0])} {size}"]
    if len(words) > 1:
        found.append(f"first-ww {words[0]} {words[1]}")
    question = question_length(words)
    if question:
        head, extent = words[-question], "short" if question < 4 else "long"
        found += [f"q {bucket(question)}", f"q-c {c1} {extent}", f"q-w {head} {extent}", f"q-wc {head} {c1}"]
    else:
        verbs = sum(map(is_verb, words))
        found += [f"v {min(verbs, 3)}", f"v-c {min(verbs, 1)} {c1} {size}", f"v-n {min(verbs, 2)} {size}"]
    return found


def turns():
    """(text, whose) of every turn there is to learn from."""
    found = [(line.text, line.voice) for line in data.lines()]
    for path in sorted(glob.glob(os.path.join(ROOT, "prompts", "transcripts", "*", "*.txt"))):
        with open(path) as transcript:
            found += [(line[7:].strip(), os.path.basename(path)) for line in transcript if line.startswith("Leader:")]
    return found


def places(text, shape, weight=1.0):
    """(words so far, whether the turn ends there, weight) at every word."""
    words, borders = [], set()
    for sentence in SENTENCE_END.split(text.strip()):
        words += shape(sentence).split()
        borders.add(len(words))
    for n in range(1, len(words) + 1):
        inner = n < len(words) and n in borders
        yield words[:n], n == len(words), weight * (SENTENCE_WEIGHT if inner else 1)


def samples(rng):
    rows = []
    shapes = [data.recognised, lambda s: data.misheard(s, rng) if len(s.split()) > 2 else data.recognised(s)]
    for shape in shapes:
        for text, whose in turns():
            rows += [(*place, whose) for place in places(text, shape)]
            for sentence in SENTENCE_END.split(text.strip())[1:]:
                rows += [(*place, whose) for place in places(sentence, data.recognised, LATER_SENTENCE_WEIGHT)]
    return rows


def matrix(found, vocabulary):
    indices, starts = [], [0]
    for row in found:
        indices += [vocabulary[f] for f in dict.fromkeys(row) if f in vocabulary]
        starts.append(len(indices))
    return sparse.csr_matrix((np.ones(len(indices)), indices, starts), shape=(len(found), len(vocabulary)))


def fit(x, y, weight, strength):
    return LogisticRegression(C=strength, solver="liblinear", max_iter=200).fit(x, y, sample_weight=weight)


def held_out(x, y, weight, whose, strength, folds=5):
    """Scores of each place by weights that never saw its voice."""
    voices = sorted(set(whose))
    fold = np.array([voices.index(w) % folds for w in whose])
    scores = np.zeros(len(y))
    for k in range(folds):
        scores[fold == k] = fit(x[fold != k], y[fold != k], weight[fold != k], strength).decision_function(x[fold == k])
    return scores


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--strength", type=float, default=0.1, help="C of the regression")
    options.add_argument("--held-out", action="store_true", help="report on voices left out")
    chosen = options.parse_args()

    rows = samples(random.Random(1))
    words, ends, weight, whose = zip(*rows)
    y, weight = np.array(ends), np.array(weight)
    found = [features(w) for w in words]
    seen = Counter(f for row in found for f in set(row))
    vocabulary = {f: i for i, f in enumerate(sorted(f for f, n in seen.items() if n >= LEAST_SEEN))}
    x = matrix(found, vocabulary)
    print(f"{int(y.sum())} turns, {len(y)} places, {len(vocabulary)} features")
    if chosen.held_out:
        scores = held_out(x, y, weight, whose, chosen.strength)
        print("voices left out: area under the curve %.4f, log loss %.4f (%.4f without knowing the words)" % (
            roc_auc_score(y, scores, sample_weight=weight),
            log_loss(y, 1 / (1 + np.exp(-scores)), sample_weight=weight),
            log_loss(y, np.full(len(y), np.average(y, weights=weight)), sample_weight=weight)))
    model = fit(x, y, weight, chosen.strength)
    weights = {f: round(float(model.coef_[0][i]), 3) for f, i in vocabulary.items()}
    weights = {f: w for f, w in weights.items() if abs(w) >= SMALLEST_WEIGHT}
    bias = round(float(model.intercept_[0]), 3)
    write(bias, weights, words)


def write(bias, weights, words):
    with open(os.path.join(RESOURCES, "endings.json"), "w") as out:
        json.dump({"bias": bias, "weights": weights}, out, indent=0, ensure_ascii=False)
        out.write("\n")
    os.makedirs(os.path.dirname(GOLDEN), exist_ok=True)
    with open(GOLDEN, "w") as out:
        for some in sorted(random.Random(2).sample(words, 60)):
            logit = bias + sum(weights.get(f, 0) for f in dict.fromkeys(features(some)))
            out.write(f"{logit:.3f}\t{' '.join(some)}\n")
    print(f"{len(weights)} weights written")


if __name__ == "__main__":
    main()
