"""Writes what the server needs: the encoder as eight-bit ONNX with its tokenizer, and the heads with their calibration."""

import argparse
import json
import os
import sys

import numpy as np
import onnx
import torch
import torch.nn as nn
from onnxruntime.quantization import QuantType, quantize_dynamic

import encoders

p = argparse.ArgumentParser()
p.add_argument("model")
p.add_argument("out")
p.add_argument("--calibration", default="")
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
tokenizer.save(f"{a.out}/tokenizer.json", pretty=False)
calibration = json.load(open(a.calibration)) if a.calibration else {}
weights, bias = state["head.weight"].numpy(), state["head.bias"].numpy()
heads = []
for i, label in enumerate(meta["labels"]):
    c = calibration.get(label, {"slope": 1.0, "intercept": 0.0, "threshold": 0.0})
    heads.append({"label": label, "bias": round(float(bias[i]), 5), "slope": c["slope"], "intercept": c["intercept"],
                  "threshold": c["threshold"], "weights": [round(float(x), 5) for x in weights[i]]})
with open(f"{a.out}/heads.json", "w") as f:
    f.write('{"heads": [\n' + ",\n".join(json.dumps(h) for h in heads) + "\n]}\n")

import onnxruntime
options = onnxruntime.SessionOptions(); options.intra_op_num_threads = 1
session = onnxruntime.InferenceSession(f"{a.out}/encoder.onnx", options)
tokenizer.no_padding()
import time
for text in ["how are you holding up", "okay so let's go with the fix and i'll take sales the board and the customers and you tell me every forty five minutes in one sentence whether we're on track off track or rolling back and nobody gets fired tonight"]:
    ids = np.array([tokenizer.encode(text).ids])
    feed = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
    q = session.run(None, feed)[0][0]
    with torch.no_grad():
        f = module(torch.tensor(ids), torch.ones(ids.shape, dtype=torch.long))[0][0].numpy()
    t = time.time()
    for _ in range(20):
        session.run(None, feed)
    cos = (q * f).sum(1) / np.linalg.norm(q, axis=1) / np.linalg.norm(f, axis=1)
    print(f"{ids.shape[1]} tokens, {(time.time() - t) * 50:.1f} ms, cosine to full precision {cos.mean():.4f}")
print({n: os.path.getsize(f"{a.out}/{n}") // 1024 for n in os.listdir(a.out)})
