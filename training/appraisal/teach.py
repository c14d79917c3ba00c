"""Teaches the encoder's upper layers by everything that is labelled, moves and criteria on the same vectors: see README.md.

    python teach.py --start out/shipped --passes 2 --out out/taught

A unit is a set of stretches, of which the best one speaks, the labels it carries, and the labels it says anything about.
Moves are read as train.py reads them; criteria and traps after what the persona had said, as the judge reads them.
"""

import argparse
import json
import math
import os
import random
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import data
import encoders
from material import CRITERIA, Material

MAX_TOKENS = 160


class Shapes:
    """Lines and turns as typed and as a recogniser writes them: (text, clause starts, units with spans, lead)."""

    def __init__(self, material, rng):
        self.m, self.rng = material, rng
        self.pool = sorted({t.said for t in material.turns if t.said} | {l.after for l, _, _ in material.lines if l.after})

    def shaped(self, text, cuts):
        """The text in one of its shapes, and where each of the cuts (offsets) has gone."""
        cuts = sorted({0, len(text)} | set(cuts))
        kind, out, at = self.rng.random(), "", {}
        lower, bare = self.rng.random() < 0.15, self.rng.random() < 0.2
        for start, end in zip(cuts, cuts[1:]):
            piece = text[start:end]
            if kind < 0.45:
                at[start] = len(out)
                out += piece.lower() if lower and len(piece.lower()) == len(piece) else piece
                continue
            piece = data.recognised(piece) if kind < 0.68 else data.misheard(piece, self.rng) if data.recognised(piece) else ""
            out += " " if out and piece else ""
            at[start] = len(out)
            out += piece
        at[len(text)] = len(out)
        return out.rstrip(".!") if bare and kind < 0.45 else out, at

    def ahead(self, said, often):
        if not said or self.rng.random() > often:
            return ""
        return (said if self.rng.random() < 0.7 else data.recognised(said)) + " | "

    def of_turn(self, turn):
        cuts = [x for s in turn.clauses for x in s] + [x for u in turn.units for s in u.spans for x in s]
        text, at = self.shaped(turn.text, cuts)
        lead = self.ahead(turn.said, 0.95)
        moved = lambda s: (at[s[0]] + len(lead), at[s[1]] + len(lead))
        units = [([moved(s) for s in u.spans], u.carries, u.known, u.weight) for u in turn.units]
        return lead + text, [moved(s)[0] for s in turn.clauses], units, len(lead)

    def of_lines(self, group):
        """One line, or several of one framework in one breath."""
        line = group[0][0]
        said = line.after
        if not said and len(group) == 1 and len(line.text.split()) > 2 and "other" not in line.labels:
            lead = self.ahead(self.rng.choice(self.pool), 0.15)
        else:
            lead = self.ahead(said, 0.9 if len(group) == 1 else 1.0)
        text, begins, units, sets = lead, [], [], []
        for line, labels, known in group:
            pieces = data.pieces(line.text)
            t, at = self.shaped(line.text, [x for s in pieces for x in s])
            if len(text) > len(lead):
                text += self.rng.choice([" ", " ", " and ", " so ", ", "]) if text[-1] not in ".?!" else " "
            base = len(text)
            text += t
            spans = [(at[s] + base, at[e] + base) for s, e in pieces]
            begins += [s for s, _ in spans]
            also, about = self.m.of_moves(labels) if known is self.m.steady else (frozenset(), frozenset())
            sets.append((frozenset(labels) | also, known | about))
            units.append((data.stretches(spans), *sets[-1], 1.0))
        if len(sets) > 1:
            union, known = frozenset().union(*[s[0] for s in sets]), frozenset.intersection(*[s[1] for s in sets])
            moves = {x for x in union if "." not in x and not x.startswith("@")}
            union -= {x for x in moves if x.endswith("other")} if len(moves) > 1 else set()
            units.append(([(len(lead), len(text))], union & known, known, 1.0))
        return text, begins, units, len(lead)

    def pass_over(self, compose, again):
        """Everything new once, in a new shape and order, and some of the lines that the encoder had been taught before."""
        items, known = [], self.m.lines[:self.m.taught]
        for entry in self.rng.sample(known, int(len(known) * again)) + self.m.lines[self.m.taught:]:
            group = [entry]
            if self.rng.random() < compose:
                alike = [x for x in self.rng.choices(self.m.lines, k=12) if x[2] is entry[2]]
                group += alike[:self.rng.choice([1, 1, 1, 2])]
            items.append(self.of_lines(group))
        items += [self.of_turn(t) for t in self.m.turns]
        self.rng.shuffle(items)
        return items


class Model(nn.Module):
    def __init__(self, encoder, labels):
        super().__init__()
        self.encoder = encoder
        self.head = nn.Linear(encoder.config.hidden_size, len(labels))
        self.boundary = nn.Linear(encoder.config.hidden_size, 1)
        self.drop = nn.Dropout(0.15)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.constant_(self.head.bias, -2.0)

    def forward(self, ids, mask):
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training):
            states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return states.float()

    def start_from(self, folder, labels):
        """The shipped encoder with its heads; new heads begin at nothing."""
        state = torch.load(f"{folder}/model.pt")
        before = json.load(open(f"{folder}/meta.json"))["labels"]
        with torch.no_grad():
            for i, label in enumerate(before):
                self.head.weight[labels.index(label)] = state["head.weight"][i]
                self.head.bias[labels.index(label)] = state["head.bias"][i]
        own = self.state_dict()
        self.load_state_dict({**own, **{k: v for k, v in state.items() if not k.startswith("head.")}})


class Batches:
    """Tensors of some items: tokens, which tokens each stretch is the mean of, which unit it belongs to, and targets."""

    def __init__(self, tokenizer, labels):
        self.tokenizer, self.index, self.n = tokenizer, {x: i for i, x in enumerate(labels)}, len(labels)
        self.criteria = torch.tensor([1.0 if x.startswith("@") else 0.0 for x in labels])
        self.rows = {}

    def row(self, some):
        if some not in self.rows:
            t = torch.zeros(self.n)
            t[[self.index[x] for x in some]] = 1
            self.rows[some] = t
        return self.rows[some]

    def of(self, items):
        encoded = [self.tokenizer.encode(i[0]) for i in items]
        longest = min(MAX_TOKENS, max(len(e.ids) for e in encoded))
        ids, mask = torch.zeros(len(items), longest, dtype=torch.long), torch.zeros(len(items), longest, dtype=torch.long)
        begin, begin_mask = torch.zeros(len(items), longest), torch.zeros(len(items), longest)
        pools, rows, owners, targets, known, weights = [], [], [], [], [], []
        for b, ((_, begins, units, _), e) in enumerate(zip(items, encoded)):
            n = min(longest, len(e.ids))
            ids[b, :n], mask[b, :n] = torch.tensor(e.ids[:n]), 1
            starts, ends = np.array([o[0] for o in e.offsets[:n]]), np.array([o[1] for o in e.offsets[:n]])
            real = ends > starts
            begin[b, :n] = torch.from_numpy((np.isin(starts, begins) & real).astype(np.float32))
            begin_mask[b, 1:n - 1] = 1
            for spans, carries, about, weight in units:
                own = []
                for s, t in spans:
                    w = np.zeros(longest, np.float32)
                    w[:n] = (starts >= s) & (ends <= t) & real
                    if w.sum():
                        own.append(w / w.sum())
                if own:
                    pools += own
                    rows += [b] * len(own)
                    owners += [len(targets)] * len(own)
                    targets.append(self.row(frozenset(carries))), known.append(self.row(frozenset(about))), weights.append(weight)
        return (ids, mask, torch.from_numpy(np.stack(pools)), torch.tensor(rows), torch.tensor(owners),
                torch.stack(targets), torch.stack(known), torch.tensor(weights), begin, begin_mask)

    def loss(self, model, batch, rare, criteria):
        ids, mask, pools, rows, owners, targets, known, weights, begin, begin_mask = batch
        hidden = model(ids, mask)
        v = torch.bmm(pools.unsqueeze(1), hidden[rows]).squeeze(1)
        each = model.head(model.drop(v))
        best = torch.full((len(targets), each.shape[1]), -1e4).scatter_reduce(
            0, owners.unsqueeze(1).expand_as(each), each, "amax", include_self=False)
        scale = known * weights.unsqueeze(1) * (1 - self.criteria + criteria * self.criteria)
        scale = scale * (1 + (rare - 1) * targets * self.criteria)
        error = F.binary_cross_entropy_with_logits(best, targets * 0.96 + 0.01, reduction="none")
        edge = F.binary_cross_entropy_with_logits(model.boundary(hidden).squeeze(2), begin, reduction="none")
        return (error * scale).sum() / len(targets) + (edge * begin_mask).sum() / begin_mask.sum()


def optimizer_of(model, rate, frozen):
    # Embeddings stay as they are: a word that no example has is worth as much as one that some example has.
    for part in [model.encoder.embeddings, *model.encoder.encoder.layer[:frozen]]:
        part.eval().requires_grad_(False)
    inner = [q for q in model.encoder.parameters() if q.requires_grad]
    return torch.optim.AdamW([
        {"params": [q for q in inner if q.ndim > 1], "lr": rate, "weight_decay": 0.01},
        {"params": [q for q in inner if q.ndim <= 1], "lr": rate, "weight_decay": 0.0},
        {"params": [*model.head.parameters(), *model.boundary.parameters()], "lr": rate * 15, "weight_decay": 0.01}], fused=True)


def save(model, material, out):
    """As train.py leaves it, so that export.py can write it; the criteria's heads beside."""
    os.makedirs(out, exist_ok=True)
    state, kept = model.state_dict(), material.moves + material.signs
    own = [material.labels.index(x) for x in kept]
    torch.save({**state, "head.weight": state["head.weight"][own], "head.bias": state["head.bias"][own]}, f"{out}/model.pt")
    json.dump({"base": "bge", "labels": kept, "moves": material.moves}, open(f"{out}/meta.json", "w"))
    heads = {c: {"bias": float(state["head.bias"][material.labels.index("@" + c)]),
                 "weights": state["head.weight"][material.labels.index("@" + c)].tolist()} for c in CRITERIA}
    json.dump(heads, open(f"{out}/criteria.json", "w"))


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--start", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--passes", type=int, default=2)
    p.add_argument("--lr", type=float, default=1e-4)
    p.add_argument("--batch", type=int, default=32)
    p.add_argument("--compose", type=float, default=0.2)
    p.add_argument("--rare", type=float, default=3.0, help="how much more a criterion that is carried weighs")
    p.add_argument("--criteria", type=float, default=1.0, help="how much criteria weigh beside moves")
    p.add_argument("--again", type=float, default=0.25, help="share of the lines taught before that a pass has")
    p.add_argument("--frozen", type=int, default=6, help="so many layers from below stay as they are")
    p.add_argument("--seed", type=int, default=7)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--steps", type=int, default=0, help="stop after so many, to see how long a pass takes")
    a = p.parse_args()
    random.seed(a.seed), np.random.seed(a.seed), torch.manual_seed(a.seed), torch.set_num_threads(a.threads)
    rng = random.Random(a.seed)
    material = Material()
    encoder, tokenizer = encoders.load("bge")
    tokenizer.no_padding(), tokenizer.no_truncation()
    model = Model(encoder, material.labels)
    model.start_from(a.start, material.labels)
    shapes, batches = Shapes(material, rng), Batches(tokenizer, material.labels)
    model.train()
    optimizer = optimizer_of(model, a.lr, a.frozen)
    size = len(shapes.pass_over(a.compose, a.again))
    total = math.ceil(size / a.batch) * a.passes
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1, (s + 1) / (0.06 * total + 1)) * max(0.02, 1 - s / total))
    print(size, "a pass, of them", len(material.turns), "turns,", len(material.labels), "labels", total, "steps", flush=True)
    step, began, running = 0, time.time(), []
    for number in range(1, a.passes + 1):
        items, block = shapes.pass_over(a.compose, a.again), a.batch * 12
        items = [i for b in range(0, len(items), block) for i in sorted(items[b:b + block], key=lambda i: len(i[0]))]
        starts = list(range(0, len(items), a.batch))
        rng.shuffle(starts)
        for b in starts:
            loss = batches.loss(model, batches.of(items[b:b + a.batch]), a.rare, a.criteria)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step(), schedule.step()
            step += 1
            running.append(loss.item())
            if step % 25 == 0:
                print(f"{step}/{total} loss {np.mean(running[-50:]):.3f} {time.time() - began:.0f}s", flush=True)
            if step == a.steps:
                return
        save(model, material, f"{a.out}/pass-{number}")
    save(model, material, a.out)


if __name__ == "__main__":
    main()
