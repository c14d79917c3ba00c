"""Fits, for each label, Platt's slope and intercept and the threshold that serves F1 best, on voices left out of training.

With few lines a label, each label's own fit is drawn towards the fit over all labels: as if twenty lines of the pooled
kind had been seen first.
"""

import json
import sys

import numpy as np
from scipy.optimize import minimize

dumps = [np.load(p, allow_pickle=True) for p in sys.argv[2:]]
labels = list(dumps[0]["labels"])
logits = np.concatenate([d[s] for d in dumps for s in ("as", "rec")])
gold = np.concatenate([d["gold"] for d in dumps for _ in range(2)])


def fit(x, y, prior=None, strength=0.0):
    def loss(p):
        z = p[0] * x + p[1]
        nll = np.logaddexp(0, z) - y * z
        return nll.sum() + (strength * ((p[0] - prior[0]) ** 2 * 4 + (p[1] - prior[1]) ** 2) if prior is not None else 0)
    return minimize(loss, [1.0, 0.0] if prior is None else prior, method="Nelder-Mead").x


moves = [i for i, l in enumerate(labels) if "." not in l]
pooled = fit(logits[:, moves].ravel(), gold[:, moves].ravel())
print("pooled", pooled)


def f1(x, y, t):
    p = x > t
    return 2 * (p & (y > 0)).sum() / max(1, p.sum() + (y > 0).sum())


grid = np.arange(-3, 3.01, 0.1)
common = max(grid, key=lambda t: np.mean([f1(logits[:, i], gold[:, i], t) for i in moves]))
print("common threshold", common)
out = {}
for i, label in enumerate(labels):
    slope, intercept = fit(logits[:, i], gold[:, i], pooled, 20.0)
    # A threshold of its own only as far as the evidence goes: a flat prior around the common one.
    scores = np.array([f1(logits[:, i], gold[:, i], t) - 0.03 * (t - common) ** 2 for t in grid])
    best = grid[scores >= scores.max() - 1e-9]
    out[label] = {"slope": round(float(slope), 4), "intercept": round(float(intercept), 4),
                  "threshold": round(float(best[np.argmin(abs(best - common))]), 2)}
json.dump(out, open(sys.argv[1], "w"), indent=1)
print({k: v["threshold"] for k, v in out.items()})
