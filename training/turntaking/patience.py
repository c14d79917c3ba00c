"""Where the steps of the server's Patience stand best: as few turns cut in on as two latencies allow, and murmurs.

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
TRAILING, WHOLE, DOUBTED = -2.0, 6.0, -1.0  # as in TrailingWord, WholePhrase and DoubtedEnd
EARLIEST, LATE = 250, 65  # ms: before the final words are there nothing is decided; how late a detector sees an end
HEARD = 60  # ms: so much later the persona is heard, and until then gives way
LONG, DOUBTFUL, AT_ONCE, WIDTH = 1_400, 1_250, 230, 0.1  # ms; and how far apart, in odds, the ends of a step are
MURMUR, MURMURS_FROM = 650, -4.0  # ms of silence; and from which odds on: to the end of the doubtful step, then at once


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
    doubted = "?" in " ".join(words.split()[-2:])
    words = words.replace("?", "").lower().split()
    tails = {" ".join(words[-n:]) for n in (1, 2, 3, 4)}
    trailing = any(phrase in tails for name in ("fillers", "articles") for phrase in lexicon[name])
    return DOUBTED * doubted + TRAILING * trailing + WHOLE * (" ".join(words) in lexicon["whole-phrases"])


def trade(odds, ends, silent, first, steps, millis):
    """@return share of turns cut in on and of turns murmured into; median and slowest twentieth of the first sound and of
    the first word in ms and the mean of the latter, over the turns not cut in on; share of the ends with a murmur first"""
    word = np.maximum(np.interp(odds, steps, millis), EARLIEST)
    murmurs = (odds >= MURMURS_FROM) & (odds <= steps[4])
    sound = np.where(murmurs, np.minimum(word, np.where(odds < steps[3], MURMUR, EARLIEST)), word)
    cut, murmured = (np.maximum.reduceat(~ends & (silent > wait), first) for wait in (word + HEARD, sound))
    heard = [np.percentile((wait[ends] + LATE)[~cut], (50, 95)) for wait in (sound, word)]
    mean = (word[ends] + LATE)[~cut].mean()
    return cut.mean(), (murmured & ~cut).mean(), *heard[0], *heard[1], mean, (sound < word)[ends].mean()


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("weights", help="of train.py")
    options.add_argument("places", nargs="+")
    options.add_argument("--layers", type=int, default=12)
    options.add_argument("--median", type=float, default=330, help="ms at most")
    options.add_argument("--slowest", type=float, default=850, help="ms at most in nineteen of twenty")
    options.add_argument("--cut-in", type=float, default=0.03, help="share of the turns at most")
    options.add_argument("--steps", type=float, nargs=6, help="only tell what these would do, with --millis")
    options.add_argument("--millis", type=float, nargs=6)
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
    told = (
        "{:.1%} cut in on, {:.1%} murmured into, first sound {:.0f} / {:.0f} ms, first word {:.0f} / {:.0f} ms (mean {:.0f}), "
        "a murmur before {:.0%} of the answers; steps {}, ms {}"
    )
    if chosen.steps:
        print(told.format(*trade(odds, ends, silent, first, chosen.steps, chosen.millis), chosen.steps, chosen.millis))
        return
    results = []
    for fast, likely, soon in itertools.product(np.arange(1.2, 2.6, 0.2), np.arange(0.1, 1.2, 0.2), range(500, 1_000, 100)):
        steps = [-2.3, -2.05, likely - WIDTH, likely, fast - WIDTH, fast]
        millis = [LONG, DOUBTFUL, DOUBTFUL, soon, soon, AT_ONCE]
        results.append((*trade(odds, ends, silent, first, steps, millis), np.round(steps, 2).tolist(), millis))
    allowed = [r for r in results if r[2] <= chosen.median and r[3] <= chosen.slowest and r[0] <= chosen.cut_in]
    for best in sorted(allowed, key=lambda r: r[6])[:8]:
        print(told.format(*best))


if __name__ == "__main__":
    main()
