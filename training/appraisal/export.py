"""Writes what the server needs: the encoder as eight-bit ONNX with its tokenizer, and the heads with their calibration."""

import argparse
import hashlib
import json
import os
import struct

import numpy as np
import onnxruntime
import torch
import torch.nn as nn
from onnxruntime.quantization import QuantType, quantize_dynamic

import data
import encoders

p = argparse.ArgumentParser()
p.add_argument("model")
p.add_argument("out")
p.add_argument("--refit", action="store_true", help="fit the heads to all lines, not only those trained on")
a = p.parse_args()
meta = json.load(open(f"{a.model}/meta.json"))
encoder, tokenizer = encoders.load(meta["base"])
state = torch.load(f"{a.model}/model.pt")


class Exported(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = encoder
        self.boundary = nn.Linear(encoder.config.hidden_size, 1)

    def forward(self, input_ids, attention_mask):
        vectors = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return vectors, self.boundary(vectors).squeeze(2)


module = Exported().eval()
module.load_state_dict({k: v for k, v in state.items() if not k.startswith("head.")}, strict=True)
os.makedirs(a.out, exist_ok=True)
full = f"{a.model}/encoder-full.onnx"
example = torch.ones(1, 12, dtype=torch.long)
torch.onnx.export(module, (example, example), full, input_names=["input_ids", "attention_mask"], output_names=["vectors", "begins"],
                  dynamic_axes={n: {0: "batch", 1: "tokens"} for n in ("input_ids", "attention_mask", "vectors", "begins")},
                  opset_version=17, dynamo=False)
quantize_dynamic(full, f"{a.out}/encoder.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=False)
tokenizer.no_padding(); tokenizer.no_truncation()
vocabulary = tokenizer.get_vocab()
with open(f"{a.out}/vocabulary.txt", "w") as f:
    f.writelines(w + "\n" for w in sorted(vocabulary, key=vocabulary.get))
# The criteria's calibration is kept from before; that of the moves is fitted anew, by calibrate.py.
before = json.load(open(f"{a.out}/heads.json")) if os.path.exists(f"{a.out}/heads.json") else {"heads": []}
calibration = {h["label"]: h for h in before["heads"]}
decision = before.get("decision", {"beside": 0.5, "against": 0.5, "sure": 0.0, "lead": 0.0})
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1
session = onnxruntime.InferenceSession(f"{a.out}/encoder.onnx", options)


def read(text):
    encoding = tokenizer.encode(text)
    ids = np.array([encoding.ids])
    return session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0], encoding


def first_bytes(text):
    return hashlib.sha256(text.encode()).digest()[:8]


# What the server learns new lines against: every taught line as the shipped encoder reads it.
taught = {(l.after, l.text): l for l in data.lines()}
means = []
with open(f"{a.out}/lines.bin", "wb") as f:
    f.write(struct.pack(">i", len(taught)))
    for line in taught.values():
        lead = line.after + " | " if line.after else ""
        vectors, encoding = read(lead + line.text)
        own = [t for t in range(1, len(encoding.ids) - 1) if encoding.offsets[t][0] >= len(lead)]
        mean = vectors[own].mean(0)
        means.append(mean)
        scale = float(np.abs(mean).max()) / 127
        f.write(first_bytes(line.after + "\n" + line.text) + first_bytes(" ".join(sorted(line.labels))))
        f.write(struct.pack(">f", scale) + np.round(mean / scale).astype(np.int8).tobytes())

# The heads go over all lines once more, those of the voices left out included, without leaving what they know.
weights, bias = state["head.weight"].clone(), state["head.bias"].clone()
if a.refit:
    x = torch.tensor(np.stack(means))
    y = torch.tensor([[float(label in l.labels) for label in meta["labels"]] for l in taught.values()])
    origin = weights.clone()
    weights.requires_grad_(True)
    bias.requires_grad_(True)
    optimizer = torch.optim.Adam([weights, bias], lr=0.005)
    for step in range(200):
        loss = nn.functional.binary_cross_entropy_with_logits(x @ weights.T + bias, y * 0.96 + 0.01)
        loss = loss + 0.002 * ((weights - origin) ** 2).sum(1).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % 50 == 0:
            print("refit", step, float(loss))
weights, bias = weights.detach().numpy(), bias.detach().numpy()
heads = []
for i, label in enumerate(meta["labels"]):
    c = calibration.get(label, {"slope": 1.0, "intercept": 0.0, "threshold": 0.0})
    heads.append({"label": label, "bias": round(float(bias[i]), 5), "slope": c["slope"], "intercept": c["intercept"],
                  "threshold": c["threshold"], "weights": [round(float(v), 5) for v in weights[i]]})
with open(f"{a.out}/heads.json", "w") as f:
    f.write('{"decision": ' + json.dumps(decision) + ',\n"heads": [\n' + ",\n".join(json.dumps(h) for h in heads) + "\n]}\n")

cosines = []
for line in list(taught.values())[:200]:
    ids = torch.tensor([tokenizer.encode(line.text).ids])
    with torch.no_grad():
        full_precision = module(ids, torch.ones_like(ids))[0][0].numpy()
    q = read(line.text)[0]
    cosines.append((q * full_precision).sum(1) / np.linalg.norm(q, axis=1) / np.linalg.norm(full_precision, axis=1))
print(f"cosine of eight-bit to full-precision vectors: {np.concatenate(cosines).mean():.4f}")
print({n: os.path.getsize(f"{a.out}/{n}") // 1024 for n in os.listdir(a.out)}, "kB")
