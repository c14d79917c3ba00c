"""Checks files of read turns: every quote stands in its turn, every id exists.

    python check.py turns/*.yaml

Exit 1 where something is wrong; the last line counts what the files hold.
"""

import collections
import pathlib
import sys

import yaml

PROMPTS = pathlib.Path(__file__).parent / "../../prompts"
WHO = {"persona", "team", "leader", "outside", "both", "nobody"}
MODES = {"meant", "asked", "reported", "hypothetical", "negated", "recalled", "quoted"}
KINDS = {
    "what", "why", "how", "how-know", "who", "when", "which", "where", "how-long", "how-many", "yes-no",
}
BESIDE_FACTS = {
    "memory.event", "memory.decided", "memory.decider", "memory.agreed", "memory.leader-promised",
    "memory.persona-promised", "memory.told", "memory.name", "say-again", "opinion", "unknown", "private",
    "none-of-these",
}
ACTS = {
    "apology", "takes-back", "thanks", "comfort", "praise", "encouragement", "joke", "small-talk", "own-trouble",
    "own-guilt", "insult", "threat", "sarcasm", "asks-to-lie", "impossible-promise", "objects", "order",
    "permission", "agrees", "disagrees", "corrects", "tells-news", "asks-back", "say-again", "goodbye", "greeting",
    "hold-the-line", "thinks-aloud", "recital", "off-role", "unclear",
}


def ids(path, key):
    return {entry["id"] for entry in yaml.safe_load((PROMPTS / path).read_text())[key]}


def faults(turn, facts, moves):
    """Yields what is wrong with one turn, in words."""
    if set(turn) - {"said", "turn", "parts", "asks"}:
        yield "unknown keys"
    words = turn["turn"]
    for part in turn.get("parts") or []:
        if part["quote"] not in words:
            yield f"«{part['quote']}» does not stand in the turn"
        if set(part.get("moves") or []) - moves:
            yield f"unknown move in {part['moves']}"
        if set(part.get("acts") or []) - ACTS:
            yield f"unknown act in {part['acts']}"
        if part.get("who") not in WHO or part.get("mode") not in MODES:
            yield f"unknown who or mode in «{part['quote']}»"
    for ask in turn.get("asks") or []:
        if ask["quote"] not in words:
            yield f"«{ask['quote']}» does not stand in the turn"
        if ask.get("kind") not in KINDS:
            yield f"unknown kind {ask.get('kind')}"
        if not ask.get("answer") or set(ask["answer"]) - facts - BESIDE_FACTS:
            yield f"unknown answer {ask.get('answer')}"


def main(files):
    facts = ids("scenarios/platform-down/scenario.yaml", "facts")
    moves = ids("frameworks/steady-hand/framework.yaml", "moves")
    turns = wrong = 0
    held = collections.Counter()
    for file in files:
        for number, turn in enumerate(yaml.safe_load(open(file)), start=1):
            turns += 1
            for fault in faults(turn, facts, moves):
                wrong += 1
                print(f"{file}, turn {number}: {fault}")
            for part in turn.get("parts") or []:
                held.update(part.get("moves") or [])
                held.update("act " + act for act in part.get("acts") or [])
            held["questions"] += len(turn.get("asks") or [])
    print(f"{turns} turns, {wrong} faults;", ", ".join(f"{name} {count}" for name, count in held.most_common()))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
