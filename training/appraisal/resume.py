"""Makes a model to go on from out of what the server ships: the eight-bit encoder, spread out again, and its heads.

Training for another round starts from here when new lines have come in and the full-precision weights are at hand no more.
"""

import argparse
import json
import os

import numpy as np
import onnx
import torch
from onnx import numpy_helper

import data

p = argparse.ArgumentParser()
p.add_argument("shipped")
p.add_argument("out")
a = p.parse_args()
graph = onnx.load(f"{a.shipped}/encoder.onnx").graph
tensors = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
maker = {output: node for node in graph.node for output in node.output}


def spread(name):
    """An eight-bit matrix as numbers: (q - zero point) times scale, for each column where there is one scale a column."""
    stem = name[: -len("_quantized")]
    return ((tensors[name].astype(np.float32) - tensors[stem + "_zero_point"].astype(np.float32))
            * tensors[stem + "_scale"].astype(np.float32))


def matrix_behind(value):
    """The matrix of the product that a value comes from, through casts and scalings."""
    node = maker.get(value)
    while node is not None and node.op_type in ("Cast", "Mul"):
        node = next((maker[i] for i in node.input if i in maker and maker[i].op_type in ("Cast", "MatMulInteger")), None)
    return spread(node.input[1]) if node is not None and node.op_type == "MatMulInteger" else None


state = {}
for name, value in tensors.items():
    if name.startswith(("encoder.", "boundary.")) and not name.endswith(("_quantized", "_scale", "_zero_point")):
        state[name] = torch.from_numpy(value.astype(np.float32).copy())
    elif name.startswith(("encoder.", "boundary.")) and name.endswith("_quantized"):
        state[name[: -len("_quantized")]] = torch.from_numpy(spread(name).astype(np.float32).copy())
for node in graph.node:
    if node.op_type == "Add":
        bias = next((i for i in node.input if i in tensors and i.endswith(".bias")), None)
        matrix = next((m for m in map(matrix_behind, node.input) if m is not None), None)
        if bias and matrix is not None:
            state[bias[:-4] + "weight"] = torch.from_numpy(matrix.T.copy())
heads = {h["label"]: h for h in json.load(open(f"{a.shipped}/heads.json"))["heads"]}
moves = [m["id"] for m in data.framework()["moves"]]
labels = moves + sorted(label for label in heads if "." in label)
state["head.weight"] = torch.tensor([heads[label]["weights"] for label in labels])
state["head.bias"] = torch.tensor([heads[label]["bias"] for label in labels])
os.makedirs(a.out, exist_ok=True)
torch.save(state, f"{a.out}/model.pt")
json.dump({"base": "bge", "labels": labels, "moves": moves}, open(f"{a.out}/meta.json", "w"))
print(len(state), "tensors,", len(labels), "labels")
