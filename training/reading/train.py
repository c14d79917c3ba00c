"""Trains the network that reads a leader's clause in its place, and writes what the server needs of it.

    python train.py --minilm FOLDER --weights FILE [--without a,b,c] [--epochs 5] [--out ../../server/src/main/resources]

FOLDER holds `all-minilm-l6-v2-q.onnx` and its tokenizer (see README.md), FILE is `all-minilm-l6-v2.onnx`, the same encoder in
full precision. The first four of its six layers are used as they are, with eight bits; copies of the last two are trained
further. The clauses are the server's own (`bench clauses` of the laboratory).

A clause is scored against each fact of its scenario (cosine of its meaning to the examples and the statement, the nearest
the loudest, and two measures that are not trained) and against what is no fact; one softmax over all. --without leaves
writers out and prints how their clauses are read.
"""

import argparse
import math
import random
from collections import defaultdict

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from transformers import BertConfig, BertModel

import clauses

WIDTH, STRETCHES, SIGNS, TRAINED = 384, 5, 9, 2
# How much a clause of a turn teaches, what a reader marked in it, and an example question by itself.
WEIGHTS = {"clause": 1.0, "span": 0.5, "example": 0.5}
LEFT_OUT = {"clause": 0.0, "span": 0.6, "example": 0.6}
LATER = 0.03
BLUR = 0.05


def bert(path):
    """The encoder from an exported graph: a linear layer is MatMul(x, W) followed by Add(bias), whose name tells which."""
    graph = onnx.load(path).graph
    tensors = {t.name: torch.from_numpy(numpy_helper.to_array(t).copy()) for t in graph.initializer}
    model = BertModel(BertConfig(hidden_size=WIDTH, num_hidden_layers=6, num_attention_heads=12, intermediate_size=1536),
                      add_pooling_layer=False)
    matmul = {n.output[0]: n.input[1] for n in graph.node if n.op_type == "MatMul" and n.input[1] in tensors}
    weight_of = {}
    for node in graph.node:
        bias = next((i for i in node.input if i in tensors), None)
        product = next((i for i in node.input if i in matmul), None)
        if node.op_type == "Add" and bias and product:
            weight_of[bias] = tensors[matmul[product]].T.contiguous()
    state = model.state_dict()
    for name in state:
        if name in tensors:
            state[name] = tensors[name]
        elif name.endswith(".weight") and name[:-6] + "bias" in weight_of:
            state[name] = weight_of[name[:-6] + "bias"]
    model.load_state_dict(state)
    return model


class Reader(nn.Module):
    """What is shipped: from the fourth layer's states to the clause's meaning and the kinds' log-odds."""

    def __init__(self, layers, kinds):
        super().__init__()
        self.layers = layers
        self.stretch = nn.Embedding(STRETCHES, WIDTH)
        nn.init.zeros_(self.stretch.weight)
        self.turned = nn.Linear(WIDTH, WIDTH, bias=False)
        nn.init.zeros_(self.turned.weight)
        self.kinds = nn.Sequential(nn.Dropout(0.1), nn.Linear(2 * WIDTH + SIGNS, 96), nn.GELU(), nn.Dropout(0.1),
                                   nn.Linear(96, kinds))

    def forward(self, states, stretches, signs, mask=None):
        x = states + self.stretch(stretches)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training):
            for layer in self.layers:
                x = layer(x, attention_mask=mask) if mask is not None else layer(x)
                x = x[0] if isinstance(x, tuple) else x
        x = x.float()
        own = (stretches == 1).float()[:, :, None]
        mean = (x * own).sum(1) / torch.clamp(own.sum(1), min=1.0)
        return F.normalize(mean + self.turned(mean), dim=-1), self.kinds(torch.cat([mean, x[:, 0], signs], 1))


class Chooser(nn.Module):
    """The reader and the few numbers by which its meaning is held against a scenario."""

    def __init__(self, base):
        super().__init__()
        self.reader = Reader(base.encoder.layer[6 - TRAINED:], len(clauses.KINDS) + 1)
        self.sharpness = nn.Parameter(torch.tensor(math.log(25.0)))
        self.loudness = nn.Parameter(torch.tensor(math.log(20.0)))
        self.statement = nn.Parameter(torch.tensor(0.0))
        self.likeness = nn.Parameter(torch.tensor(10.0))
        self.words = nn.Parameter(torch.tensor(3.0))

    def scalars(self):
        return [self.sharpness, self.loudness, self.statement, self.likeness, self.words]

    def forward(self, batch, scenario):
        mask = (1 - batch["mask"])[:, None, None, :] * -1e4
        meaning, kinds = self.reader(batch["states"], batch["stretches"], batch["signs"], mask)
        cosine = meaning @ scenario.meanings.T + scenario.bonus + self.statement * scenario.states
        cosine = cosine.masked_fill(batch["own"], -2.0)
        loud = torch.exp(self.loudness)
        highest = cosine.max(1, keepdim=True).values.detach()
        heard = torch.zeros(len(cosine), len(scenario.facts)).index_add(
            1, scenario.fact_of, torch.exp((cosine - highest) * loud))
        near = torch.log(heard + 1e-9) / loud + highest
        facts = near * torch.exp(self.sharpness) + self.likeness * batch["bare"] + self.words * batch["shared"]
        return torch.cat([facts, kinds], 1)


def batch_of(queries, scenario, training):
    longest = max(len(q.ids) for q in queries)
    n = len(queries)
    batch = {"states": torch.zeros(n, longest, WIDTH), "stretches": torch.zeros(n, longest, dtype=torch.long),
             "mask": torch.zeros(n, longest), "signs": torch.zeros(n, SIGNS),
             "own": torch.zeros(n, len(scenario.bonus), dtype=torch.bool)}
    for i, q in enumerate(queries):
        length = len(q.ids)
        batch["states"][i, :length] = torch.from_numpy(q.states.astype(np.float32))
        batch["stretches"][i, :length] = torch.tensor(q.stretches)
        batch["mask"][i, :length] = 1
        # Now and then without its form, so that not all is left to that.
        if q.signs and not (training and random.random() < 0.15):
            batch["signs"][i] = torch.tensor(q.signs)
        batch["own"][i, scenario.rows_of(q)] = True
    batch["bare"] = torch.tensor(np.stack([q.bare for q in queries]).astype(np.float32))
    batch["shared"] = torch.tensor(np.stack([q.shared for q in queries]).astype(np.float32))
    return batch


def targets(queries, scenario):
    """Everything that a reader accepts; what is likely in sum is what counts."""
    wanted = torch.zeros(len(queries), len(scenario.facts) + len(clauses.KINDS) + 1, dtype=torch.bool)
    for i, q in enumerate(queries):
        for answer in q.answers:
            wanted[i, scenario.column(answer)] = True
        if not q.answers:
            wanted[i, -1] = True
    return wanted


def batches(queries, size=32):
    """Of one scenario each, and of about one length."""
    by = defaultdict(list)
    for q in queries:
        if random.random() >= LEFT_OUT[q.origin]:
            by[q.scenario].append(q)
    found = []
    for name, own in by.items():
        random.shuffle(own)
        for i in range(0, len(own), 8 * size):
            chunk = sorted(own[i:i + 8 * size], key=lambda q: len(q.ids))
            found += [(name, chunk[j:j + size]) for j in range(0, len(chunk), size)]
    random.shuffle(found)
    return found


def train(model, queries, scenarios, epochs, rate):
    layers = list(model.reader.layers.parameters())
    known = {id(p) for p in layers} | {id(p) for p in model.scalars()}
    rest = [p for p in model.parameters() if id(p) not in known]
    rates = [rate, 5e-4, 3e-2]
    optimizer = torch.optim.AdamW([{"params": p} for p in (layers, rest, model.scalars())], weight_decay=0.01)
    step, steps = 0, None
    model.train()
    for epoch in range(epochs):
        taught, total = batches(queries), 0.0
        steps = steps or len(taught) * epochs
        for name, own in taught:
            share = min(1, (step + 1) / 30) * max(0.02, 1 - step / steps)
            for group, base in zip(optimizer.param_groups, rates):
                group["lr"] = base * share
            likely = torch.log_softmax(model(batch_of(own, scenarios[name], True), scenarios[name]), 1)
            weight = torch.tensor([WEIGHTS[q.origin] for q in own])
            wanted = targets(own, scenarios[name])
            loss = -(torch.logsumexp(likely.masked_fill(~wanted, -1e4), 1) * weight).sum() / weight.sum()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            total += float(loss)
            step += 1
        print(f"epoch {epoch}: {total / len(taught):.3f}", flush=True)


def examine(model, queries, scenarios):
    model.eval()
    counts = defaultdict(lambda: np.zeros(4))
    with torch.no_grad():
        for q in queries:
            scenario = scenarios[q.scenario]
            likely = torch.softmax(model(batch_of([q], scenario, False), scenario), 1)[0].numpy()
            right = targets([q], scenario)[0].numpy()
            best = int(likely[:-1].argmax())
            for least in (0.3, 0.4, 0.5, 0.6):
                told = likely[best] >= least
                counts[least] += [bool(q.answers), told, told and right[best], not q.answers and not told]
    for least, (asks, told, right, quiet) in counts.items():
        print(f"from {least}: {right / asks:.3f} of {asks:.0f} asks, {right / max(told, 1):.3f} of what is told is right, "
              f"{quiet / max(1, len(queries) - asks):.3f} of the others left alone")


def export(model, folder):
    reader = model.reader.eval()
    full = "clause-full.onnx"
    example = (torch.randn(1, 12, WIDTH), torch.tensor([[0, 1, 1, 1, 1, 0, 2, 2, 0, 0, 4, 0]]), torch.zeros(1, SIGNS))
    torch.onnx.export(reader, example, full, input_names=["states", "stretches", "signs"], output_names=["meaning", "kinds"],
                      dynamic_axes={"states": {1: "tokens"}, "stretches": {1: "tokens"}}, opset_version=17, dynamo=False)
    quantize_dynamic(full, f"{folder}/engines/reading/clause.onnx", weight_type=QuantType.QInt8, per_channel=True)
    with open(f"{folder}/fitted/clause-answers.yaml", "w") as out:
        out.write(f"""# What the network that reads a clause in its place was trained with beside its weights
# (comprehension.ClauseAnswers); training/reading/train.py writes it and them together.

# What it tells apart beside the facts, in its order.
kinds: [{", ".join(clauses.KINDS + ["nothing"])}]
# How much the cosine of its meaning counts, and by how much less an example speaks e times less; what a statement has more
# and a question's later facts have less.
sharpness: {math.exp(model.sharpness):.4f}
softness: {math.exp(-model.loudness):.6f}
statement: {float(model.statement):.5f}
later: {LATER}
# The same of the clause by itself, and the share of its words.
likeness: {float(model.likeness):.4f}
blur: {BLUR}
words: {float(model.words):.4f}
# What is added to the log-odds of each fact, and how much those of the kinds count: to be fitted on writers left out.
fact: 0
kind: 1
""")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--minilm", required=True)
    options.add_argument("--weights", required=True)
    options.add_argument("--without", default="")
    options.add_argument("--epochs", type=int, default=5)
    options.add_argument("--rate", type=float, default=1.5e-4)
    options.add_argument("--out")
    options = options.parse_args()
    torch.manual_seed(1)
    random.seed(1)
    torch.set_num_threads(1)
    encoder = clauses.Encoder(options.minilm)
    scenarios = clauses.scenarios(encoder, LATER)
    queries = clauses.queries(encoder, scenarios, BLUR)
    without = set(filter(None, options.without.split(",")))
    taught = [q for q in queries if q.writer not in without]
    model = Chooser(bert(options.weights))
    train(model, taught, scenarios, options.epochs, options.rate)
    if without:
        examine(model, [q for q in queries if q.writer in without and q.origin == "clause"], scenarios)
    if options.out:
        export(model, options.out)


if __name__ == "__main__":
    main()
