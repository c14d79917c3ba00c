"""Fine-tunes a small encoder on the example lines: which moves does each stretch of a turn carry, and where does a clause begin.

A turn is read once. A stretch (clause, pair of clauses, whole turn) is the mean of its tokens' vectors; a move is
carried by a turn when its best stretch carries it (multiple-instance learning), so nobody has to say which clause it was.
Turns of several lines are composed at random; where two lines meet, and where punctuation stood, a clause begins.
"""

import argparse
import json
import math
import os
import random
import sys
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import data
import encoders

p = argparse.ArgumentParser()
p.add_argument("--base", default="bge")
p.add_argument("--epochs", type=float, default=6)
p.add_argument("--lr", type=float, default=1e-4)
p.add_argument("--batch", type=int, default=32)
p.add_argument("--dev", default="", help="comma-separated beginnings of file names left out of training")
p.add_argument("--out", default="")
p.add_argument("--heldout", default="")
p.add_argument("--compose", type=float, default=0.25)
p.add_argument("--seed", type=int, default=7)
p.add_argument("--threads", type=int, default=1)
p.add_argument("--start", default="", help="go on from this model instead of the base")
a = p.parse_args()
random.seed(a.seed); np.random.seed(a.seed); torch.manual_seed(a.seed); torch.set_num_threads(a.threads)
torch.use_deterministic_algorithms(True)
rng = random.Random(a.seed)

framework = data.framework()
MOVES = [m["id"] for m in framework["moves"]]
TONE = {m["id"]: m["tone"] for m in framework["moves"]}
every = data.lines()
SIGNS = sorted({x for l in every for x in l.labels if "." in x})
LABELS = MOVES + SIGNS
INDEX = {x: i for i, x in enumerate(LABELS)}
unknown = {x for l in every for x in l.labels} - set(LABELS)
assert not unknown, unknown
devfiles = [d for d in a.dev.split(",") if d]
train = [l for l in every if not any(l.voice.startswith(d) for d in devfiles)]
dev = [l for l in every if any(l.voice.startswith(d) for d in devfiles)]
print(f"{len(train)} train {len(dev)} dev {len(LABELS)} labels", flush=True)

encoder, tokenizer = encoders.load(a.base)
tokenizer.no_padding(); tokenizer.no_truncation()
PAD = {"mpnet": 1}.get(a.base, 0)
H = encoder.config.hidden_size


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = encoder
        self.head = nn.Linear(H, len(LABELS))
        self.boundary = nn.Linear(H, 1)
        self.drop = nn.Dropout(0.15)
        nn.init.constant_(self.head.bias, -2.0)

    def forward(self, ids, mask):
        # Half precision where the processor has it: one thread trains as fast as four, and shares a machine politely.
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training):
            states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return states.float()


model = Model()
if a.start:
    before_labels = json.load(open(f"{a.start}/meta.json"))["labels"]
    assert before_labels == LABELS, "the labels have changed: start from the base"
    model.load_state_dict(torch.load(f"{a.start}/model.pt"))


def target(labels):
    t = torch.zeros(len(LABELS))
    for x in labels:
        t[INDEX[x]] = 1
    return t


def shape(line):
    """One line in one of its shapes: text, where clauses begin (character offsets), spans of clauses."""
    kind = rng.random()
    parts = [line.text[s:e] for s, e in data.pieces(line.text)]
    if kind < 0.42:
        text = line.text
        if rng.random() < 0.2:
            text = text.rstrip(".!")
        if rng.random() < 0.15:
            text = text.lower()
        return text, data.pieces(text)
    shaped = [(data.misheard(x, rng) if kind > 0.65 else data.recognised(x)) for x in parts]
    shaped = [x for x in shaped if x]
    if not shaped:
        return line.text, data.pieces(line.text)
    text, spans = "", []
    for x in shaped:
        if text:
            text += " "
        spans.append((len(text), len(text) + len(x))); text += x
    return text, spans


def compose(lines):
    """A turn of one or several lines: text, components (label set, stretches), offsets where clauses begin."""
    shaped = [shape(l) for l in lines]
    text, components, begins = before(lines[0], len(lines) == 1), [], []
    lead = len(text)
    for (t, spans), line in zip(shaped, lines):
        if len(text) > lead:
            text += rng.choice([" ", " ", " and ", " so ", ", "]) if text[-1] not in ".?!" else " "
        base = len(text)
        text += t
        spans = [(s + base, e + base) for s, e in spans]
        begins += [s for s, _ in spans]
        components.append((line.labels, spans))
    return text, components, begins, lead


def before(line, alone):
    """What the persona had said, where a short answer needs it; now and then something that does not matter."""
    if line.after and (not alone or rng.random() < 0.9):
        return (line.after if rng.random() < 0.6 else data.recognised(line.after)) + " | "
    words = len(line.text.split())
    if alone and not line.after and 3 <= words <= 6 and "other" not in line.labels and rng.random() < 0.2:
        return rng.choice(SAID) + " | "
    return ""


SAID = sorted({l.after for l in train if l.after})


def batch_of(turns):
    encoded = [tokenizer.encode(t[0]) for t in turns]
    longest = max(len(e.ids) for e in encoded)
    ids = torch.full((len(turns), longest), PAD, dtype=torch.long)
    mask = torch.zeros(len(turns), longest, dtype=torch.long)
    pools, owners, targets, units, begin, begin_mask = [], [], [], 0, torch.zeros(len(turns), longest), torch.zeros(len(turns), longest)
    for b, (turn, e) in enumerate(zip(turns, encoded)):
        n = len(e.ids)
        ids[b, :n] = torch.tensor(e.ids); mask[b, :n] = 1
        offsets = e.offsets
        for t in range(1, n - 1):
            begin_mask[b, t] = 1
        starts = set(turn[2])
        for t in range(1, n - 1):
            if offsets[t][0] in starts:
                begin[b, t] = 1

        def pool(span):
            w = torch.zeros(longest)
            for t in range(1, n - 1):
                if offsets[t][0] >= span[0] and offsets[t][1] <= span[1] and offsets[t][1] > offsets[t][0]:
                    w[t] = 1
            return w / w.sum().clamp(min=1)

        groups = [(labels, data.stretches(spans)) for labels, spans in turn[1]]
        if len(groups) > 1:
            union = frozenset().union(*[g[0] for g in groups])
            fall = {m["id"] for m in framework["moves"] if m.get("fallback")}
            if len(union & set(MOVES)) > 1:
                union = union - fall
            groups.append((union, [(turn[3], len(turn[0]))]))
        for labels, spans in groups:
            for s in spans:
                pools.append((b, pool(s))); owners.append(units)
            targets.append(target(labels)); units += 1
    return ids, mask, pools, torch.tensor(owners), torch.stack(targets), begin, begin_mask


def vectors(hidden, pools):
    weights = torch.stack([w for _, w in pools])
    rows = torch.tensor([b for b, _ in pools])
    return torch.bmm(weights.unsqueeze(1), hidden[rows]).squeeze(1)


def best(logits, owners, n):
    """The best stretch's logit for each unit (a soft maximum, so that gradients reach the runners-up)."""
    out = torch.full((n, logits.shape[1]), -1e4)
    return out.scatter_reduce(0, owners.unsqueeze(1).expand_as(logits), logits, "amax", include_self=False)


def predict(lines, shapes=("as", "rec")):
    """Turn-level logits with the clauses found by punctuation (typed) or by the boundary head (recognised)."""
    model.eval()
    results = {}
    with torch.no_grad():
        for shape_name in shapes:
            rows = []
            for l in lines:
                text = l.text if shape_name == "as" else data.recognised(l.text)
                lead = l.after + " | " if l.after else ""
                e = tokenizer.encode(lead + text)
                offsets = [(s - len(lead), f - len(lead)) for s, f in e.offsets]
                hidden = model(torch.tensor([e.ids]), torch.ones(1, len(e.ids), dtype=torch.long))[0]
                spans = data.pieces(text)
                bounds = torch.sigmoid(model.boundary(hidden)).squeeze(1)
                cuts = sorted({s for s, _ in spans} | {offsets[t][0] for t in range(2, len(e.ids) - 1)
                               if bounds[t] > 0.5 and offsets[t][0] > 0 and text[offsets[t][0] - 1] == " "})
                spans = [(s, f) for s, f in zip(cuts, cuts[1:] + [len(text)])]
                vs = []
                for s, f in data.stretches(spans):
                    ts = [t for t in range(1, len(e.ids) - 1) if offsets[t][0] >= s and offsets[t][1] <= f]
                    if ts:
                        vs.append(hidden[ts].mean(0))
                rows.append(model.head(torch.stack(vs)).max(0).values)
            results[shape_name] = torch.stack(rows).numpy()
    model.train()
    return results


def moves_of(logits, bias=0.0):
    chosen = []
    fall = [i for i, m in enumerate(framework["moves"]) if m.get("fallback")]
    for row in logits[:, :len(MOVES)]:
        got = {i for i in range(len(MOVES)) if row[i] > bias}
        if not got:
            got = {int(row.argmax())}
        if len(got) > 1:
            got -= set(fall)
        chosen.append({MOVES[i] for i in got})
    return chosen


def score(lines, chosen):
    f1 = {}
    gold = [l.labels & set(MOVES) for l in lines]
    for m in MOVES:
        tp = sum(m in g and m in c for g, c in zip(gold, chosen))
        fp = sum(m not in g and m in c for g, c in zip(gold, chosen))
        fn = sum(m in g and m not in c for g, c in zip(gold, chosen))
        f1[m] = 2 * tp / max(1, 2 * tp + fp + fn)
    cross = sum(bool({TONE[m] for m in g} == {"good"} and any(TONE[m] == "trap" for m in c)
                or {TONE[m] for m in g} == {"trap"} and any(TONE[m] == "good" for m in c)) for g, c in zip(gold, chosen))
    strict = sum(bool(any(TONE[m] == "trap" for m in c - g) and any(TONE[m] == "good" for m in g - c)
                or any(TONE[m] == "good" for m in c - g) and any(TONE[m] == "trap" for m in g - c)) for g, c in zip(gold, chosen))
    present = [m for m in MOVES if any(m in g for g in gold)]
    return (np.mean([f1[m] for m in present]), cross / len(lines), strict / len(lines),
            np.mean([g == c for g, c in zip(gold, chosen)]), f1)


def report(name, lines, verbose=False):
    for shape_name, logits in predict(lines).items():
        chosen = moves_of(logits)
        macro, cross, strict, exact, f1 = score(lines, chosen)
        print(f"{name} {shape_name}: macro-F1 {macro:.3f} cross {cross:.3f} swapped {strict:.3f} exact {exact:.3f}", flush=True)
        if verbose:
            print("  " + " ".join(f"{m}:{f1[m]:.2f}" for m in MOVES))
            for l, c in zip(lines, chosen):
                g = l.labels & set(MOVES)
                if g != c:
                    print("   ", sorted(g), "->", sorted(c), "|", l.text)


optimizer = torch.optim.AdamW([
    {"params": [q for n, q in model.encoder.named_parameters() if q.ndim > 1], "lr": a.lr, "weight_decay": 0.01},
    {"params": [q for n, q in model.encoder.named_parameters() if q.ndim <= 1], "lr": a.lr, "weight_decay": 0.0},
    {"params": list(model.head.parameters()) + list(model.boundary.parameters()), "lr": a.lr * 20, "weight_decay": 0.01}], fused=True)
# Embeddings stay as they are: a word that no example has is worth as much as one that some example has.
for n, q in model.encoder.named_parameters():
    if "embeddings.word" in n:
        q.requires_grad_(False)
steps_per_epoch = math.ceil(len(train) / a.batch)
total = int(steps_per_epoch * a.epochs)
schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1, (s + 1) / (0.1 * total + 1)) * max(0.0, 1 - s / max(1, total)))
model.train()
step, started = 0, time.time()
running = []
while step < total:
    order = train[:]; rng.shuffle(order)
    turns = []
    i = 0
    while i < len(order):
        n = 1
        if rng.random() < a.compose:
            n = rng.choice([2, 2, 2, 3])
        group = order[i:i + 1] + [rng.choice(train) for _ in range(n - 1)]
        turns.append(compose(group)); i += 1
    # Lines of like length together: padding is the dearest part of training on a few cores.
    block = a.batch * 12
    turns = [t for b in range(0, len(turns), block) for t in sorted(turns[b:b + block], key=lambda t: len(t[0]))]
    starts = list(range(0, len(turns), a.batch)); rng.shuffle(starts)
    for b in starts:
        if step >= total:
            break
        ids, mask, pools, owners, targets, begin, begin_mask = batch_of(turns[b:b + a.batch])
        hidden = model(ids, mask)
        v = vectors(hidden, pools)
        logits = best(model.head(model.drop(v)), owners, len(targets))
        smooth = targets * 0.96 + 0.01
        loss = F.binary_cross_entropy_with_logits(logits, smooth, reduction="none").sum(1).mean()
        edge = F.binary_cross_entropy_with_logits(model.boundary(hidden).squeeze(2), begin, reduction="none")
        loss = loss + 1.0 * (edge * begin_mask).sum() / begin_mask.sum()
        optimizer.zero_grad(); loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step(); schedule.step(); step += 1
        running.append(loss.item())
        if step % 40 == 0:
            print(f"{step}/{total} loss {np.mean(running[-40:]):.3f} {time.time() - started:.0f}s", flush=True)
if a.out:
    os.makedirs(a.out, exist_ok=True)
    torch.save(model.state_dict(), f"{a.out}/model.pt")
    json.dump({"base": a.base, "labels": LABELS, "moves": MOVES}, open(f"{a.out}/meta.json", "w"))
if dev:
    report("dev", dev, verbose=True)
if a.heldout:
    report("held-out", data.lines(a.heldout))
