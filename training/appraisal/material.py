"""All that is labelled, as turns with units, for teach.py: lines of moves, and turns of which the criteria are known."""

import glob
import os
import sys

import yaml

import data

ROOT = os.environ.get("ROOT", "../..")
sys.path.insert(0, f"{ROOT}/training/judging")
import context_heads as judging  # noqa: E402

SHIPPED = f"{ROOT}/server/src/main/resources/engines/appraisal"
SECOND = "leading-under-pressure"
# Three voices of the second framework stay out, so that its recall can be measured on voices the encoder has not seen.
LEFT_OUT = ("03-", "05-", "08-")
CRITERIA = list(judging.MOVE)


class Unit:
    """What is known of some spans of a text: spans, the labels they carry, those they say anything about, a weight."""

    def __init__(self, spans, carries, known, weight=1.0):
        self.spans, self.carries, self.known, self.weight = spans, frozenset(carries), known, weight


class Turn:
    """A text after what was said before it, its clauses, and its units."""

    def __init__(self, said, text, clauses, units):
        self.said, self.text, self.clauses, self.units = said[-240:].strip(), text, clauses, units


def names(criteria):
    return frozenset("@" + c for c in criteria)


class Material:
    """All that teaches, as turns with units; `labels` are the heads."""

    def __init__(self):
        self.reader = judging.Encoder(SHIPPED)
        own = data.lines()
        self.moves = [m["id"] for m in data.framework()["moves"]]
        self.signs = sorted({x for l in own for x in l.labels if "." in x})
        self.tagged = set(self.signs)
        self.steady = frozenset(self.moves + self.signs)
        second = data.lines(f"{ROOT}/prompts/frameworks/{SECOND}/examples")
        second = [l for l in second if not l.voice.startswith(LEFT_OUT)]
        self.second = frozenset(f"{SECOND}:{x}" for l in second for x in l.labels)
        rows = [r for p in sorted(glob.glob(f"{ROOT}/training/reading/turns/*.yaml")) for r in yaml.safe_load(open(p))]
        self.acts = frozenset(x for r in rows for q in r["parts"] for x in aside(q))
        self.labels = self.moves + self.signs + sorted(self.second) + sorted(self.acts) + sorted(names(CRITERIA))
        later = data.lines(f"{ROOT}/training/appraisal/beside-the-examples") + data.lines(f"{ROOT}/training/judging")
        self.lines = [(l, l.labels, self.steady) for l in own + later]
        self.taught = len(own)
        self.lines += [(l, {f"{SECOND}:{x}" for x in l.labels}, self.second) for l in second]
        self.turns = list(self.oblique()) + list(self.ordinary()) + list(self.parts(rows)) + list(self.calls())

    def of_moves(self, labels):
        """What a line's moves and tags tell of the criteria: those it carries, and those it says anything about."""
        carries, known = set(), set()
        for c, move in judging.MOVE.items():
            has = c in labels if c in self.tagged else move in labels
            if c in judging.OF_PARTS and move in labels and not any(
                    o in labels and o != c for o, m in judging.MOVE.items() if m == move):
                has = True
            # A move that several criteria share says nothing of one that no line is tagged with.
            if c in self.tagged or move not in judging.SHARED or move not in labels or c in judging.OF_PARTS and has:
                known.add(c)
                if has:
                    carries.add(c)
        return names(carries), names(known)

    def clauses(self, text, said):
        return [(s, e) for s, e, n in self.reader.read(text, said)[0] if n == 1]

    def turn(self, said, text, verdicts, quotes):
        """A turn of which these criteria are known (criterion: carries it), with the words that carry them."""
        clauses = self.clauses(text, said)
        units = [Unit(data.stretches(clauses), names(c for c in verdicts if verdicts[c]), names(verdicts))]
        for c, several in quotes.items():
            spans = [(text.find(q), text.find(q) + len(q)) for q in several if q and q in text]
            units += [Unit([s], names([c]), names([c])) for s in spans]
            rest = [s for s in data.stretches(clauses) if all(s[1] <= q[0] or s[0] >= q[1] for q in spans)]
            if spans and rest:
                units.append(Unit(rest, (), names([c]), 0.3))
        return Turn(said, text, clauses, units)

    def oblique(self):
        for c, kind, said, text, quote in judging.oblique_rows(ROOT):
            if c == "none":
                yield self.turn(said, text, dict.fromkeys(CRITERIA, False), {})
            else:
                yield self.turn(said, text, {c: kind == "yes"}, {c: [quote]} if kind == "yes" else {})

    def ordinary(self):
        for row in judging.ordinary_rows(ROOT):
            verdicts = {c: c in row["carries"] for c in CRITERIA if c not in row.get("unsure", [])}
            yield self.turn(row["said"], row["turn"], verdicts, {c: [q] for c, q in row["carries"].items()})

    def parts(self, rows):
        for row in rows:
            units = []
            for part in row["parts"]:
                at = row["turn"].find(part["quote"])
                moves = set(part["moves"])
                known = names(c for c, m in judging.MOVE.items() if m not in moves or m not in judging.SHARED)
                carries = names(c for c, m in judging.MOVE.items() if m in moves and m not in judging.SHARED)
                span = [(at, at + len(part["quote"]))]
                units.append(Unit(span, moves | carries, frozenset(self.moves) | known))
                units.append(Unit(span, aside(part), self.acts, 0.3))
            yield Turn(row["said"], row["turn"], self.clauses(row["turn"], row["said"]), units)

    def calls(self):
        for file, turns in judging.leader_turns(f"{ROOT}/prompts/transcripts/steady-hand"):
            if file["split"] != "tuning":
                continue
            for number, before, words in turns:
                verdicts, quotes = {}, {}
                for c in CRITERIA:
                    label = file["labels"][c]
                    if label["verdict"] == "unsure" or c in judging.OF_PARTS and label["verdict"] == "no":
                        continue
                    proof = judging.proof(label, number)
                    verdicts[c] = label["verdict"] == "yes" and bool(proof)
                    if verdicts[c]:
                        quotes[c] = proof
                    elif proof:
                        del verdicts[c]
                yield self.turn(before, words, verdicts, quotes)


def aside(part):
    return {f"act:{x}" for x in part["acts"]} | {f"who:{part['who']}", f"mode:{part['mode']}"}
