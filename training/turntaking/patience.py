"""Where the steps of the server's Patience stand best: as few turns cut in on as two latencies allow.

PLACES are of `bench turn-taking --places`, of utterances that the model has not learned from. What the other strategies
say of fillers and articles is added to what the model says; what they say of single speakers is left out.
"""

import argparse
import itertools
import os

import numpy as np
import torch
import yaml

import train

LEXICON = os.path.join(train.ROOT, "server", "src", "main", "resources", "turntaking", "english.yaml")
TRAILING, WHOLE = -2.0, 6.0  # as in TrailingWord and WholePhrase
EARLIEST, LATE = 250, 65  # ms: before the final words are there nothing is decided; how late a detector sees an end
LONG, WIDTH = 1_400, 0.25  # ms; and how far apart, in odds, the ends of a step are


def turns(path):
    """Of each turn its pauses and its end: (whether the end, words, ms of silence)."""
    found, turn = [], []
    with open(path) as lines:
        for line in lines:
            end, words, silent = line.rstrip("\n").split("\t")
            turn.append((end == "1", words, int(silent)))
            if end == "1":
                found.append(turn)
                turn = []
    return found


def from_words(words, lexicon):
    words = words.replace("?", "").lower().split()
    tails = {" ".join(words[-n:]) for n in (1, 2, 3, 4)}
    trailing = any(phrase in tails for name in ("fillers", "articles") for phrase in lexicon[name])
    return TRAILING * trailing + WHOLE * (" ".join(words) in lexicon["whole-phrases"])


def trade(odds, ends, silent, first, steps, millis):
    """@return share of turns cut in on, median and slowest twentieth of the others in ms"""
    waits = np.maximum(np.interp(odds, steps, millis), EARLIEST)
    cut = np.maximum.reduceat((~ends & (silent > waits)).astype(int), first).astype(bool)
    latencies = (waits[ends] + LATE)[~cut]
    return cut.mean(), *np.percentile(latencies, (50, 95))


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("weights", help="of train.py")
    options.add_argument("places", nargs="+")
    options.add_argument("--layers", type=int, default=12)
    options.add_argument("--median", type=float, default=330, help="ms at most")
    options.add_argument("--slowest", type=float, default=830, help="ms at most in nineteen of twenty")
    options.add_argument("--steps", type=float, nargs=4, help="only tell what these would do, with --millis")
    options.add_argument("--millis", type=float, nargs=4)
    chosen = options.parse_args()
    model = train.Endings(chosen.layers)
    model.load_state_dict(torch.load(chosen.weights))
    model.eval()
    with open(LEXICON) as file:
        lexicon = yaml.safe_load(file)
    found = [turn for path in chosen.places for turn in turns(path)]
    rows = [place for turn in found for place in turn]
    first = np.cumsum([0] + [len(turn) for turn in found[:-1]])
    ends, silent = np.array([end for end, _, _ in rows]), np.array([ms for _, _, ms in rows])
    with torch.no_grad():
        odds = np.array([model.read([words]).item() + from_words(words, lexicon) if words else -9 for _, words, _ in rows])
    told = "{:.1%} cut in on, median {:.0f} ms, slowest twentieth {:.0f} ms; steps {}, ms {}"
    if chosen.steps:
        print(told.format(*trade(odds, ends, silent, first, chosen.steps, chosen.millis), chosen.steps, chosen.millis))
        return
    results = []
    for at_once, long in itertools.product(np.arange(0.5, 0.72, 0.01), (0.01, 0.015, 0.02, 0.025, 0.03, 0.035, 0.04, 0.05)):
        fast, low = np.quantile(odds[ends], (1 - at_once, long))
        for wait in range(680, 800, 20):
            steps, millis = [low - WIDTH, low, fast - WIDTH, fast], [LONG, wait + 20, wait, 230]
            results.append((*trade(odds, ends, silent, first, steps, millis), np.round(steps, 2).tolist(), millis))
    for best in sorted(r for r in results if r[1] <= chosen.median and r[2] <= chosen.slowest)[:8]:
        print(told.format(*best))


if __name__ == "__main__":
    main()
