"""Writes what the server needs: the model of turn endings as eight-bit ONNX, and its vocabulary.

Rare words are cut into pieces that stay, so that a third of the vocabulary is enough.
"""

import argparse
import os
import tempfile

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from sklearn.metrics import roc_auc_score
from tokenizers import BertWordPieceTokenizer

import train

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
FIRST, LAST = 999, 12_000  # numbers of the pieces kept; they stand in the order of how often they are used
MOST_PIECES = 128


class Exported(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, input_ids, attention_mask):
        vectors = self.model.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return self.model.head(vectors[:, 0] + vectors[:, -2]).squeeze(1)


def pruned(model):
    """Cuts the vocabulary; returns the pieces that stay."""
    pieces = model.tokenizer.get_vocab()
    pieces = sorted(pieces, key=pieces.get)
    kept = [i for i, piece in enumerate(pieces) if piece in SPECIAL or FIRST <= i < LAST and piece.isascii()]
    embeddings = model.encoder.embeddings
    for table, rows in ((embeddings.word_embeddings, kept), (embeddings.position_embeddings, range(MOST_PIECES))):
        table.weight = torch.nn.Parameter(table.weight[list(rows)].clone())
        table.padding_idx = None
    return [pieces[i] for i in kept]


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("weights", help="of train.py")
    options.add_argument("out", help="folder in the server's resources")
    options.add_argument("--layers", type=int, default=12)
    options.add_argument("--report", nargs="*", default=[], help="files of utterances")
    chosen = options.parse_args()
    model = train.Endings(chosen.layers)
    model.load_state_dict(torch.load(chosen.weights))
    pieces = pruned(model)
    os.makedirs(chosen.out, exist_ok=True)
    vocabulary = os.path.join(chosen.out, "vocabulary.txt")
    with open(vocabulary, "w") as out:
        out.writelines(piece + "\n" for piece in pieces)
    quantised = os.path.join(chosen.out, "endings.onnx")
    with tempfile.TemporaryDirectory() as folder:
        full = os.path.join(folder, "full.onnx")
        example = torch.ones(1, 12, dtype=torch.long)
        names = ["input_ids", "attention_mask"]
        torch.onnx.export(Exported(model).eval(), (example, example), full, input_names=names, output_names=["log_odds"],
                          dynamic_axes={name: {1: "pieces"} for name in names}, opset_version=17, dynamo=False)
        quantize_dynamic(full, quantised, weight_type=QuantType.QInt8, per_channel=True)
    print(f"{len(pieces)} pieces, {os.path.getsize(quantised):,} bytes")
    tokenizer, session = BertWordPieceTokenizer(vocabulary, lowercase=True), onnxruntime.InferenceSession(quantised)
    for path in chosen.report:
        rows = train.utterances(path)
        ids = [np.array([tokenizer.encode(text).ids]) for text, _ in rows]
        odds = [session.run(None, {"input_ids": i, "attention_mask": np.ones_like(i)})[0][0] for i in ids]
        print(f"{os.path.basename(path)}, eight bits: area under the curve {roc_auc_score([e for _, e in rows], odds):.4f}")


if __name__ == "__main__":
    main()
