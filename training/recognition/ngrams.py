"""What leaders say, mixed into the n-grams of Vosk's model, and pruned to what a laptop has room for.

    python ngrams.py IN OUT [--share 0.5] [--least 1.5e-7] [--report FILE ...]

IN and OUT are what graph.cc reads and writes. A context is a tuple of up to two words, oldest first; probabilities are
natural logarithms.
"""

import argparse
import collections
import itertools
import math
import random
import re
from pathlib import Path

import numpy as np
import yaml

ROOT = Path(__file__).resolve().parents[2]
SCENARIO = ROOT / "prompts/scenarios/platform-down"
BEGIN, END = 0, -1
ARC = np.dtype([("state", "i4"), ("word", "i4"), ("out", "i4"), ("to", "i4"), ("cost", "f4")])
DISCOUNT = 0.75
SPELLED_OUT = {"'ve": "have", "'ll": "will", "'d": "would", "'re": "are", "'s": "is", "mr": "mister", "mrs": "missus"}
SENTENCE = re.compile(r"(?<=[.!?;])\s+")
PAUSE = re.compile(r"\([\d.]+\)|\|+")
FILLERS = {"uh": 5, "um": 4, "er": 1}
# What the leader hums over the persona's voice: the recogniser must have it, or it hears words in it.
MURMURS = ["mm hm", "mm", "hm", "hmm", "mm mm", "uh huh"]
ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen""".split()
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()


class Ngrams:
    """A back-off model: what it knows of a context, and what it costs to forget the oldest word of it."""

    def __init__(self, known, forget=None):
        self.known = known
        self.forget = self.weights() if forget is None else forget

    def log(self, context, word):
        cost = 0.0
        while True:
            known = self.known.get(context)
            if known is not None:
                if word in known:
                    return cost + known[word]
                cost += self.forget.get(context, 0.0)
            if not context:
                return -25.0
            context = context[1:]

    def weights(self):
        self.forget = {}
        for context in sorted(filter(None, self.known), key=len):
            words = self.known[context]
            left = 1 - sum(map(math.exp, words.values()))
            below = 1 - sum(math.exp(self.log(context[1:], word)) for word in words)
            self.forget[context] = math.log(max(left, 1e-4) / max(below, 1e-4))
        return self.forget

    def perplexity(self, sentences):
        logs = [self.log(context, word) for sentence in sentences for context, word in steps(sentence)]
        return math.exp(-sum(logs) / len(logs))


def steps(sentence):
    words = [BEGIN, *sentence, END]
    return ((tuple(words[max(0, i - 2) : i]), words[i]) for i in range(1, len(words)))


def read(path):
    """@return Vosk's own, whose states 0 and 1 are the empty context and the beginning of a sentence"""
    arcs, finals = np.fromfile(f"{path}.arcs", ARC), np.fromfile(f"{path}.finals", "f4")
    rows = list(zip(*(arcs[name].tolist() for name in ("state", "word", "to", "cost"))))
    back = {state: to for state, word, to, _ in rows if word == 0}
    contexts = {0: (), 1: (BEGIN,)}
    contexts.update({to: (word,) for state, word, to, _ in rows if state == 0 and to != 0})
    for state, word, to, _ in rows:
        if word and state and to not in contexts and back[to]:
            contexts[to] = (contexts[state][-1], word)
    known, forget = collections.defaultdict(dict), {}
    for state, word, _, cost in rows:
        if word:
            known[contexts[state]][word] = -cost
        else:
            forget[contexts[state]] = -cost
    for state, cost in enumerate(finals.tolist()):
        if math.isfinite(cost):
            known[contexts[state]][END] = -cost
    return Ngrams(dict(known), forget)


def write(ngrams, path):
    contexts = [(), (BEGIN,), *(context for context in ngrams.known if context not in ((), (BEGIN,)))]
    states = {context: state for state, context in enumerate(contexts)}

    def state(context):
        while context not in states:
            context = context[1:]
        return states[context]

    rows, finals = [], np.full(len(contexts), np.inf, "f4")
    for context, here in states.items():
        if context:
            rows.append((here, 0, 0, state(context[1:]), -ngrams.forget.get(context, 0.0)))
        for word, log in ngrams.known.get(context, {}).items():
            if word == END:
                finals[here] = -log
            else:
                rows.append((here, word, word, state((*context, word)[-2:]), -log))
    arcs = np.array(rows, dtype=ARC)
    arcs.sort(order=["state", "word"])
    arcs.tofile(f"{path}.arcs")
    finals.tofile(f"{path}.finals")


def count(sentences, common):
    """Kneser-Ney with one discount, resting on the single words of the common model."""
    by_order = [collections.defaultdict(collections.Counter) for _ in range(3)]
    for context, word in itertools.chain.from_iterable(map(steps, sentences)):
        by_order[len(context)][context][word] += 1
    for lower in (1, 0):
        for context, words in by_order[lower + 1].items():
            for word in words:
                by_order[lower][context[1:]][word] += 1
    model = Ngrams({}, {})
    singles = by_order[0][()]
    rest = DISCOUNT * len(singles) / singles.total()
    alone = {word: rest * math.exp(log) for word, log in common.known[()].items()}
    for word, times in singles.items():
        alone[word] = alone.get(word, 0) + (times - DISCOUNT) / singles.total()
    model.known[()] = {word: math.log(p) for word, p in alone.items()}
    for context, words in itertools.chain(by_order[1].items(), by_order[2].items()):
        rest = DISCOUNT * len(words) / words.total()
        model.forget[context] = math.log(rest)
        model.known[context] = {
            word: math.log((times - DISCOUNT) / words.total() + rest * math.exp(model.log(context[1:], word)))
            for word, times in words.items()
        }
    return model


def mixed(common, ours, share):
    return Ngrams({
        context: {
            word: math.log((1 - share) * math.exp(common.log(context, word)) + share * math.exp(ours.log(context, word)))
            for word in {**common.known.get(context, {}), **ours.known.get(context, {})}
        }
        for context in {**common.known, **ours.known}
    })


def pruned(ngrams, least):
    """Without those that change little: probability times the logarithm's difference to backing off (Seymore, Rosenfeld 1996)."""
    known = {context: dict(words) for context, words in ngrams.known.items()}
    for order in (2, 1):
        for context in [context for context in known if len(context) == order]:
            before = sum(math.log(0.08) if word == BEGIN else ngrams.log(context[:i], word) for i, word in enumerate(context))
            words, forget = known[context], ngrams.forget.get(context, 0.0)
            for word, log in list(words.items()):
                change = abs(log - forget - ngrams.log(context[1:], word))
                if math.exp(before + log) * change < least and (*context, word) not in known:
                    del words[word]
            if not words:
                del known[context]
    return Ngrams(known)


def spelled(number):
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (" " + ONES[number % 10] if number % 10 else "")
    for size, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            return f"{spelled(number // size)} {name}" + (" " + spelled(number % size) if number % size else "")


class Vocabulary:
    def __init__(self, path):
        self.numbers = {word: int(number) for word, number in (line.rsplit(" ", 1) for line in open(f"{path}.words"))}

    def sentences(self, text):
        """Numbers of the words of each sentence; one with a word that the recogniser cannot hear is parted there."""
        text = re.sub(r"\[[^]]*]|\{[^}]*}", " ", text.lower().replace("’", "'"))
        text = re.sub(r"\d+", lambda digits: f" {spelled(int(digits[0][:8]))} ", re.sub(r"(\d),(\d)", r"\1\2", text))
        for sentence in SENTENCE.split(text):
            numbers = [self.numbers.get(word, 0) for token in re.findall(r"[a-z']+", sentence) for word in self.parts(token)]
            for heard, group in itertools.groupby(numbers, bool):
                if heard:
                    yield tuple(group)

    def parts(self, token):
        token = token if token in self.numbers else token.strip("'")
        stem, mark, end = token.rpartition("'")
        if token in self.numbers or not mark:
            return [SPELLED_OUT.get(token, token)] if token else []
        return [stem, SPELLED_OUT.get("'" + end, end)]


def texts():
    """What leaders say, here and elsewhere; with it what the persona says, whose words they take up. None of the measured lines."""
    files = [*sorted((ROOT / "prompts/frameworks").glob("*/examples/*.yaml")), *(SCENARIO / f"{name}.yaml" for name in ("questions", "lines", "scenario"))]
    for file in files:
        yield from (text for text in strings(yaml.safe_load(file.read_text())) if text.count(" ") > 1)
    for file in sorted((ROOT / "training/turntaking/turns").glob("*.txt")):
        for line in lines(file):
            yield PAUSE.sub(" ", line)
            yield from PAUSE.split(line)  # in a pause the recogniser takes what it has heard, and then hears anew


def hesitating(sentences, fillers, rng):
    """Each sentence also broken off in a filler, and gone on with after one: people do, and writers leave it out."""
    for sentence in sentences:
        yield sentence
        if len(sentence) > 2:
            for whole in (False, True):
                at, (filler,) = rng.randrange(1, len(sentence)), rng.choices(fillers, FILLERS.values())
                yield (*sentence[:at], filler, *(sentence[at:] if whole else ()))


def strings(node):
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for part in node.values() if isinstance(node, dict) else node:
            yield from strings(part)


def lines(file):
    return [line.strip() for line in Path(file).read_text().splitlines() if line.strip() and not line.startswith("#")]


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("input")
    options.add_argument("output")
    options.add_argument("--share", type=float, default=0.5, help="how much our lines count")
    options.add_argument("--least", type=float, default=1.5e-7, help="what changes less is left out")
    options.add_argument("--report", nargs="*", default=[], help="utterances whose perplexity is told")
    asked = options.parse_args()
    vocabulary, common = Vocabulary(asked.input), read(asked.input)
    said = dict.fromkeys(itertools.chain.from_iterable(map(vocabulary.sentences, texts())))
    print(f"{len(said)} sentences, {sum(map(len, said))} words")
    fillers = [vocabulary.numbers[filler] for filler in FILLERS]
    ours = list(hesitating(said, fillers, random.Random(1)))
    ours += len(ours) // 1000 * [sentence for murmur in MURMURS for sentence in vocabulary.sentences(murmur)]
    whole = mixed(common, count(ours, common), asked.share)
    small = pruned(whole, asked.least)
    write(small, asked.output)
    for name, ngrams in (("common", common), ("mixed", whole), ("pruned", small)):
        told = [
            f"{Path(file).name} {ngrams.perplexity([s for line in lines(file) for s in vocabulary.sentences(PAUSE.sub(' ', line))]):.1f}"
            for file in asked.report
        ]
        print(f"{name}: {sum(map(len, ngrams.known.values()))} n-grams, perplexity", *told)


if __name__ == "__main__":
    main()
