"""Reads the example files and shapes lines as a recogniser would write them."""

import glob
import os
import random
import re

import yaml

FRAMEWORK = os.environ.get("FRAMEWORK", "../../prompts/frameworks/steady-hand")


class Line:
    def __init__(self, text, labels, voice, after=""):
        self.text, self.labels, self.voice, self.after = text, frozenset(labels), voice, after


def framework():
    return yaml.safe_load(open(f"{FRAMEWORK}/framework.yaml"))


def lines(folder=None):
    found = []
    for path in sorted(glob.glob(f"{folder or FRAMEWORK + '/examples'}/*.yaml")):
        file = yaml.safe_load(open(path))
        for key, examples in file["examples"].items():
            for e in examples:
                say, after = (e["say"], e.get("after", "")) if isinstance(e, dict) else (e, "")
                found.append(Line(" ".join(say.split()), key.replace(",", " ").split(), os.path.basename(path), after))
    return found


FILLERS = ["uh", "um", "you know", "well", "so", "like", "okay", "i mean", "er", "right", "look", "kenji", "yeah"]
MISHEARD = [
    (r"\brollback\b", ["roll back", "role back", "roll backed", "rollback", "roll bag"]),
    (r"\brolling back\b", ["rolling back", "rolling bag"]),
    (r"\bkenji\b", ["kenji", "ken g", "can g", "kenny", "can jean", "benji"]),
    (r"\bboard\b", ["board", "bored", "bored"]),
    (r"\bfix\b", ["fix", "fixed", "fits", "fix"]),
    (r"\bsql\b", ["sequel", "s q l", "sql"]),
    (r"\beta\b", ["e t a", "eta"]),
    (r"\bindex\b", ["index", "in deck", "index"]),
    (r"\bpost-?mortem\b", ["post mortem", "postmortem", "post more them"]),
    (r"\bpatch\b", ["patch", "batch"]),
    (r"\bsales\b", ["sales", "sails", "sales"]),
    (r"\bclients\b", ["clients", "client's", "clients"]),
    (r"\bthursday\b", ["thursday", "thirsty", "thursday"]),
    (r"\bstaging\b", ["staging", "stating", "staging"]),
    (r"\bi'll\b", ["i'll", "ill", "all", "i'll", "i will"]),
    (r"\byou're\b", ["you're", "your"]),
    (r"\bwe're\b", ["we're", "were"]),
    (r"\btheir\b", ["their", "there"]),
    (r"\bleads\b", ["leads", "leeds"]),
    (r"\bodds\b", ["odds", "odd"]),
    (r"\bgut\b", ["gut", "got"]),
    (r"\bonline\b", ["online", "on line"]),
    (r"%", [" percent"]),
]
ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()


def spoken_number(match):
    n = int(match.group().replace(",", ""))
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + (" " + ONES[n % 10] if n % 10 else "")
    if n % 100 == 0 and n < 10000:
        return (ONES[n // 1000] + " thousand " if n >= 1000 else "") + (ONES[n // 100 % 10] + " hundred" if n // 100 % 10 else "")
    return match.group()


def recognised(text):
    """Lower case, numbers as words, no punctuation but the apostrophe: what a recogniser writes when it hears all."""
    text = text.lower().replace("’", "'").replace("%", " percent")
    text = re.sub(r"(\d+):(\d\d)", r"\1 \2", text)
    text = re.sub(r"\d[\d,]*", spoken_number, text)
    return " ".join(re.sub(r"[^a-z0-9' ]", " ", text.replace("-", " ")).split())


def misheard(text, rng):
    """A recognised line with fillers, slips and a lost word now and then."""
    text = recognised(text)
    for pattern, instead in MISHEARD:
        if rng.random() < 0.35:
            text = re.sub(pattern, lambda _: rng.choice(instead), text)
    words = text.split()
    if len(words) > 6 and rng.random() < 0.15:
        del words[rng.randrange(len(words))]
    while rng.random() < 0.22:
        words.insert(rng.choice([0, 0, rng.randrange(len(words) + 1)]), rng.choice(FILLERS))
    if rng.random() < 0.08:
        at = rng.randrange(len(words))
        words.insert(at, words[at])
    return " ".join(words)


BREAK = re.compile(r"(?<=[.?!;:…—])\s+|\s+[–—-]\s+|,\s+")


def pieces(text):
    """Character spans of the stretches between punctuation marks."""
    spans, at = [], 0
    for m in BREAK.finditer(text):
        spans.append((at, m.start())); at = m.end()
    spans.append((at, len(text)))
    return [s for s in spans if s[1] > s[0]]


def stretches(spans):
    """Clauses, neighbours, and the whole."""
    out = list(spans)
    out += [(spans[i][0], spans[i + 1][1]) for i in range(len(spans) - 1)]
    if len(spans) > 2:
        out.append((spans[0][0], spans[-1][1]))
    return out
