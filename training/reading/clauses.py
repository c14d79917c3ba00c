"""Reads what the clause's reader is taught with: turns, pairs, invented scenarios and example questions, a clause each."""

import collections
import dataclasses
import glob
import json
import math
import os
import re
import subprocess
import tempfile

import numpy as np
import onnx
import onnxruntime
import yaml
from onnx import TensorProto, helper
from tokenizers import Tokenizer

HERE = os.path.dirname(os.path.abspath(__file__))
PROMPTS = f"{HERE}/../../prompts"
SHIPPED = ("platform-down", "the-breach", "thursday")
INVENTED = ("ferry", "kitchen", "line", "trip", "ward")
KINDS = ["memory.told", "memory.mine", "memory.decided", "memory.decider", "memory.agreed", "memory.event",
         "memory.leader-promised", "memory.persona-promised", "memory.name", "how-know", "why", "opinion", "say-again",
         "feeling", "private", "unknown", "none-of-these"]
# As the writers of the pairs were told to write two of them.
ALSO = {"again": "say-again", "none": "none-of-these"}
STATES = "/encoder/layer.3/output/LayerNorm/Add_1_output_0"
BEGIN, BETWEEN = 101, 102
# As dev.calmroom.encoder.ClausePieces: words and pieces of what was said before, of what stands before, of what follows.
SAID, BEFORE, AFTER, CLAUSE = (25, 32), (12, 16), (8, 10), 40
LITTLE = set(yaml.safe_load(open(f"{PROMPTS}/hearing.yaml"))["english"])
WORD = re.compile(r"[^\W\d_']+(?:'[^\W\d_]+)?")


@dataclasses.dataclass
class Query:
    """A clause in its place, and what answers it; nothing where it asks nothing."""

    scenario: str
    writer: str
    origin: str
    text: str
    ids: list
    stretches: list
    signs: list
    answers: list
    example: tuple = None
    states: np.ndarray = None
    bare: np.ndarray = None
    shared: np.ndarray = None


class Encoder:
    """The server's own, with eight bits: the states of its fourth layer, and its sentence vectors."""

    def __init__(self, folder):
        model = onnx.load(f"{folder}/all-minilm-l6-v2-q.onnx")
        model.graph.output.append(helper.make_tensor_value_info(STATES, TensorProto.FLOAT, None))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.add_session_config_entry("session.x64quantprecision", "1")
        self.session = onnxruntime.InferenceSession(model.SerializeToString(), options)
        self.tokenizer = Tokenizer.from_file(f"{folder}/all-minilm-l6-v2-q-tokenizer.json")
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.known = {}

    def run(self, ids):
        tokens = np.array([ids], dtype=np.int64)
        given = {"input_ids": tokens, "attention_mask": np.ones_like(tokens), "token_type_ids": np.zeros_like(tokens)}
        last, fourth = self.session.run(["last_hidden_state", STATES], given)
        return last[0], fourth[0]

    def vector(self, text):
        words = plain(text)
        if words not in self.known:
            mean = self.run(self.tokenizer.encode(words).ids)[0].mean(0)
            self.known[words] = mean / np.linalg.norm(mean)
        return self.known[words]

    def pieces(self, text):
        return self.tokenizer.encode(text, add_special_tokens=False).ids

    def placed(self, turn, said, start, end):
        last = lambda text, most: self.pieces(" ".join(text.split()[-most[0]:]))[-most[1]:]
        parts = [self.pieces(turn[start:end])[:CLAUSE], last(said, SAID), last(turn[:start], BEFORE),
                 self.pieces(" ".join(turn[end:].split()[:AFTER[0]]))[:AFTER[1]]]
        ids, stretches = [BEGIN], [0]
        for number, part in enumerate(parts, 1):
            ids += part + [BETWEEN]
            stretches += [number] * len(part) + [0]
        return ids, stretches


def plain(text):
    text = re.sub(r"[^\w' -]+|_", " ", text.lower().replace("’", "'"))
    return re.sub(r"\s+", " ", text).strip() or "-"


def telling(text):
    words = WORD.findall(text.lower().replace("’", "'"))
    return {re.sub(r"(?:'s|s)$", "", word) for word in words if len(word) >= 3 and word not in LITTLE}


class Scenario:
    """What can be known of it: statements and example questions."""

    def __init__(self, name, statements, questions, besides, encoder, later):
        import torch

        self.name, self.besides = name, besides
        self.facts = list(statements)
        self.number = {fact: i for i, fact in enumerate(self.facts)}
        self.questions = questions
        rows, self.rows = [], collections.defaultdict(list)
        for q, (facts, asks, _) in enumerate(questions):
            for a, ask in enumerate(asks):
                for place, fact in enumerate(facts):
                    self.rows[q, a].append(len(rows))
                    rows.append((encoder.vector(ask), self.number[fact], -later * place, 0.0))
        rows += [(encoder.vector(statements[fact]), i, 0.0, 1.0) for i, fact in enumerate(self.facts)]
        self.meanings = torch.tensor(np.array([row[0] for row in rows]))
        self.fact_of = torch.tensor([row[1] for row in rows])
        self.bonus = torch.tensor([row[2] for row in rows])
        self.states = torch.tensor([row[3] for row in rows])
        self.words = [collections.Counter(telling(statements[fact])) for fact in self.facts]
        for facts, asks, _ in questions:
            for ask in asks:
                for fact in facts:
                    self.words[self.number[fact]].update(telling(ask))
        self.having = collections.Counter(word for words in self.words for word in words)

    def rows_of(self, query):
        """Where the query is itself an example: nobody is examined by what is known already."""
        return self.rows[query.example] if query.example else []

    def column(self, answer):
        return self.number[answer] if answer in self.number else len(self.facts) + KINDS.index(answer)

    def accepted(self, answers):
        """With the call's own facts for its kinds, and the other way round."""
        found = [ALSO.get(answer, answer) for answer in answers]
        for kind, facts in self.besides.items():
            found += facts if kind in found else [kind] if any(fact in found for fact in facts) else []
        return [answer for answer in dict.fromkeys(found) if answer in self.number or answer in KINDS]

    def bare(self, query, encoder, blur):
        cosine = self.meanings.numpy() @ encoder.vector(query.text) + self.bonus.numpy()
        cosine[self.rows_of(query)] = -2
        heard = np.zeros(len(self.facts))
        np.add.at(heard, self.fact_of.numpy(), np.exp((cosine - 1) / blur))
        return 1 + blur * np.log(heard + 1e-12)

    def shared(self, query):
        worth = lambda word: math.log(len(self.facts) + 1) - (
            math.log(self.having[word] + 0.5) if word in self.having else 0)
        own, shares = telling(query.text), np.zeros(len(self.facts))
        itself = {int(self.fact_of[row]) for row in self.rows_of(query)}
        for i, words in enumerate(self.words):
            shares[i] = sum(worth(word) for word in own if words[word] > (1 if i in itself else 0))
        return shares / (sum(worth(word) for word in own) or 1)


def scenarios(encoder, later):
    found = {}
    for name in SHIPPED:
        read = lambda part: yaml.safe_load(open(f"{PROMPTS}/scenarios/{name}/{part}.yaml"))
        scenario = read("scenario")
        statements = {fact["id"]: fact["statement"] for fact in scenario["facts"]}
        questions = [(q.get("facts") or [], q["asks"], q.get("kind")) for q in read("questions")["questions"]]
        found[name] = Scenario(name, statements, questions, scenario.get("besides") or {}, encoder, later)
    for name in INVENTED:
        statements = dict(line.rstrip("\n").split(": ", 1) for line in open(f"{HERE}/pairs/facts-{name}.txt"))
        asks = [json.loads(line) for line in open(f"{HERE}/pairs/asks-{name}.jsonl")]
        found[name] = Scenario(name, statements, [([ask["id"]], ask["asks"], None) for ask in asks], {}, encoder, later)
    return found


def turns():
    """Yields scenario, writer, what was said, the turn, and its asks: quote and answers."""
    for file in sorted(glob.glob(f"{HERE}/turns/*.yaml")):
        for turn in yaml.safe_load(open(file)):
            asks = [(ask["quote"], ask["answer"]) for ask in turn.get("asks") or []]
            yield "platform-down", os.path.basename(file)[0], turn.get("said") or "", turn["turn"], asks
    for file in sorted(glob.glob(f"{HERE}/pairs/?.jsonl")):
        for line in open(file):
            turn = json.loads(line)
            asks = [(ask["q"], ask["a"]) for ask in turn["asks"]]
            yield turn["s"], os.path.basename(file)[0], turn["said"], turn["turn"], asks


def cut(words):
    """As the server cuts them."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.writelines(json.dumps(turn) + "\n" for turn in words)
        file.flush()
        command = [f"{HERE}/../../calmroom", "bench", "clauses", "--prompts", PROMPTS, file.name]
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return [json.loads(line) for line in lines]


def signs(clause):
    form = clause["mark"] or clause["request"] or (not clause["punctuated"] and clause["question"])
    return [1.0] + [float(clause[sign]) for sign in ("punctuated", "opens", "mark", "question", "request")] + [
        float(form), float(clause["aside"]), 0.0]


def shared(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def same(a, b):
    """As the bench counts: at least half of the shorter."""
    return shared(a, b) > 0 and shared(a, b) * 2 >= min(a[1] - a[0], b[1] - b[0])


def of_turn(encoder, scenario, writer, said, turn, asks, parts):
    """A query for each ask as the reader marked it, and one for each clause as the server cuts it."""
    at, spans = 0, []
    for quote, answers in asks:
        found = turn.find(quote, at)
        at = found if found >= 0 else turn.find(quote)
        spans.append(((at, at + len(quote)), answers))
    wanted = collections.defaultdict(list)
    places = [(part["start"], part["end"]) for part in parts]
    make = lambda origin, place, form, answers: Query(
        scenario.name, writer, origin, turn[place[0]:place[1]], *encoder.placed(turn, said, *place), form,
        scenario.accepted(answers))
    for span, answers in spans:
        yield make("span", span, [], answers)
        near = [i for i, place in enumerate(places) if same(place, span)]
        if near:
            wanted[max(near, key=lambda i: shared(places[i], span))] += answers
    for i, place in enumerate(places):
        # What overlaps an ask, and another clause is it, is neither an ask nor none.
        if i in wanted or not any(shared(place, span) for span, _ in spans):
            yield make("clause", place, signs(parts[i]), wanted[i])


def of_examples(encoder, scenario):
    for q, (facts, asks, kind) in enumerate(scenario.questions):
        answers = scenario.accepted(facts or ["unknown"]) + ([kind] if kind else [])
        for a, ask in enumerate(asks):
            ids, stretches = encoder.placed(ask, "", 0, len(ask))
            yield Query(scenario.name, "example", "example", ask, ids, stretches, [], answers, (q, a))


def queries(encoder, known, blur):
    everything = list(turns())
    found = []
    for (name, writer, said, turn, asks), parts in zip(everything, cut([turn for _, _, _, turn, _ in everything])):
        found += of_turn(encoder, known[name], writer, said, turn, asks, parts)
    for scenario in known.values():
        found += of_examples(encoder, scenario)
    call = known["platform-down"]
    for kind, asks in yaml.safe_load(open(f"{HERE}/besides.yaml")).items():
        for ask in asks:
            ids, stretches = encoder.placed(ask, "", 0, len(ask))
            found.append(Query(call.name, "besides", "example", ask, ids, stretches, [], call.accepted([kind])))
    for query in found:
        query.states = encoder.run(query.ids)[1].astype(np.float16)
        query.bare = known[query.scenario].bare(query, encoder, blur)
        query.shared = known[query.scenario].shared(query)
    return found
