"""Fits robot/nlu/matters/choice.toml: `python -m robot.fitting.choice`; `--measure` tells how well it does, five-fold.

Every turn after which a matter is in hand is asked in the context that its conversation has led to, as it would be had
all turns before been understood rightly; clean, and some once more misheard (robot/fitting/misheard.py). What a first
sentence leaves in doubt is as it is when it is really read; where it is read wrongly, what follows is asked in that
wrong context as well, and what leads out of it is right. Many of the sentences have since become phrasings; a
conversation is asked of a content that has none of its own.
The network is fitted by robot/fitting/network.py; then the confidence, on the folds that were kept out.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from robot.content import load
from robot.content.load import Content
from robot.content.matters import Fact
from robot.dialogue.case import MOST_ASIDE
from robot.dialogue.doubt import NONE as NO_DOUBT
from robot.dialogue.doubt import Doubt, after
from robot.fitting import logistic
from robot.fitting.conversations import Turn, conversations
from robot.fitting.misheard import Mishearing
from robot.fitting.network import fit
from robot.nlu.context import NOTHING, Aside, Context
from robot.nlu.index.embedding import Embedder
from robot.nlu.matters.choice import (
    MODEL,
    confidence_inputs,
    likelihood,
)
from robot.nlu.matters.features import ASKED, TOLD, Doubles
from robot.nlu.matters.for_whom import fact_in
from robot.nlu.matters.points import Points
from robot.nlu.matters.rivals import rivals
from robot.nlu.network import WITH, WITHOUT, Fitted, Network
from robot.nlu.text.normalise import normalise
from robot.nlu.understand import Understander
from robot.snapshot import VECTORS
from robot.turn import Kind, Transcript

_SHARES = (0.0, 0.25)
_FOLDS = 5
_L2_CONFIDENCE = 1e-3
_SEED = 3
_IN_DOUBT, _MOST_EARLIER = 2, 3
"""Turns after the first that are asked with what it has left in doubt; sentences that are held meanwhile."""
_ANSWERED, _ASKED_OTHER = 0.35, 0.6
"""How often what is told is what the robot had asked for; how often it had asked for something else."""
_NO_KEYS = frozenset({"feeling", "danger", "noise", "ack", "outside"})
_FEELINGS = (
    *("sad", "angry", "worn-out", "swearing", "worried", "sleepless", "kin-grieves", "rage-words", "ashamed"),
    *("despair", "relieved", "regret", "let-down", "hard-lot", "muddled", "want-justice", "wait", "take-care"),
)
_MEANT = {
    "told": {TOLD},
    "asked": {ASKED},
    "feeling": {f"smalltalk:{feeling}" for feeling in _FEELINGS},
    "ack": {TOLD, "command:yes", "command:thanks", "smalltalk:heard", "smalltalk:relieved"},
    "outside": {"fallback:out-of-scope"},
    "noise": {TOLD, ASKED, "fallback:out-of-scope"},
}
"""Labels that stand for something of the considered."""


@dataclass(frozen=True, slots=True)
class Example:
    """One turn asked: `inputs` (choices, INPUTS), `right` (choices,), the conversation it belongs to, clean or not."""

    inputs: Doubles
    right: npt.NDArray[np.bool_]
    conversation: int
    clean: bool
    keys: tuple[str, ...]
    say: str
    astray: bool = False
    """Whether the first sentence had been read wrongly."""


def contexts(turns: Sequence[Turn], points: Points) -> Iterator[tuple[Turn, Context]]:
    """Each turn with the context before it, as it is when everything before was understood."""
    now = NOTHING
    for turn in turns:
        yield turn, now
        before = now.matter
        for thing in turn.things:
            now = _after(now, sorted(thing)[0] if len(thing) == 1 else _first(thing, now, points), points)
        now = replace(now, turns=now.turns + 1 if now.matter == before else 0)


@dataclass(frozen=True, slots=True)
class _Opening:
    """What the first sentence of a conversation leaves: what is `meant` by it, as it is really read; the `context` that
    this makes; `wanted`, what would have been right."""

    context: Context
    is_right: bool
    wanted: frozenset[str]
    doubt: Doubt


def _opening(understander: Understander, turn: Turn, right: Context) -> _Opening | None:
    """None where the first sentence is no entry of a matter."""
    matter_of = understander.reader.points.matter_of
    entries = frozenset(key for key in turn.keys if tuple(key.split(":", 1)) in matter_of)
    if not entries or right.matter is None:
        return None
    meant = understander.understand(Transcript(turn.say))
    if meant.kind in {"emergency", "command", "place", "smalltalk", "person"}:
        return None
    acted = meant.kind in {"faq", "service"} and meant.id is not None
    entry = (meant.kind, meant.id) if acted and meant.id is not None else None
    matter = matter_of.get(entry) if entry is not None else None
    doubt = after(meant, NO_DOUBT, None, matter_of)
    is_right = matter == right.matter
    if is_right:
        doubt = Doubt(rivals(meant.candidates, matter_of, right.matter), doubt.earlier) if doubt.rivals else doubt
    context = replace(NOTHING, matter=matter, entry=entry, rivals=doubt.rivals, earlier=" ".join(doubt.earlier))
    return _Opening(context, is_right, entries, doubt)


def _led_astray(opening: _Opening, said_since: Sequence[str]) -> Context:
    """The wrong context, some turns later."""
    earlier = (*opening.doubt.earlier, *said_since)[-_MOST_EARLIER:]
    return replace(opening.context, earlier=" ".join(earlier) if opening.doubt.earlier else "")


def _first(thing: frozenset[str], now: Context, points: Points) -> str:
    """Of alternatives the one that stays in the matter."""
    inside = [key for key in sorted(thing) if key.partition("/")[0] == now.matter]
    return (inside or sorted(thing))[0]


def _after(now: Context, key: str, points: Points) -> Context:
    kind, colon, item = key.partition(":")
    if colon and kind in {"faq", "service"}:
        matter = points.matter_of.get((kind, item))
        if matter is None:
            return now
        entry: tuple[Kind, str] = ("faq" if kind == "faq" else "service", item)
        supposed = _instead(now.supposed, points.tells.get(entry, frozenset()))
        return replace(_turned_to(now, matter), entry=entry, supposed=supposed)
    if key in points.points:
        matter = points.points[key].matter
        told = _told(now.told, key, points) if "=" in key else now.told
        return replace(_turned_to(now, matter), told=told)
    return now


def _told(told: frozenset[str], key: str, points: Points) -> frozenset[str]:
    """With the fact `key`, also where other matters call it otherwise."""
    return _instead(told, frozenset((key, *points.same.get(key, ()))))


def _instead(before: frozenset[str], new: frozenset[str]) -> frozenset[str]:
    """The keys `new` with those `before` that they do not contradict."""
    facts = {fact_in(each) for each in new}
    return frozenset(each for each in before if fact_in(each) not in facts) | new


def _turned_to(now: Context, matter: str) -> Context:
    """With `matter` in hand and the one before put aside; what was answered last in it is in hand again."""
    if matter == now.matter:
        return now
    left = () if now.matter is None else (Aside(now.matter, now.entry),)
    aside = tuple(each for each in (*left, *now.aside) if each.matter != matter)[:MOST_ASIDE]
    entry = next((each.entry for each in now.aside if each.matter == matter), None)
    return replace(now, matter=matter, entry=entry, aside=aside, asked=None)


def examples(talks: Sequence[Sequence[Turn]], with_meaning: bool) -> list[Example]:
    """Every turn that is asked inside a matter; shared out to the processors."""
    numbered = list(enumerate(talks))
    parts = [numbered[fold::_FOLDS] for fold in range(_FOLDS)]
    os.environ["OMP_NUM_THREADS"] = "1"  # the workers take the processors already
    # Started anew, not forked: the embedder's threads do not outlive a fork.
    with ProcessPoolExecutor(os.cpu_count() or 1, multiprocessing.get_context("spawn")) as pool:
        found = list(pool.map(_part, parts, [with_meaning] * _FOLDS))
    return sorted((example for part in found for example in part), key=lambda example: example.conversation)


def without(content: Content, said: frozenset[str]) -> Content:
    """`content` without the sentences `said` among its phrasings: some were taken in from here."""

    def left(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(text for text in texts if normalise(text) not in said) or texts[:1]

    def of_fact(fact: Fact) -> Fact:
        values = tuple(value.model_copy(update={"said": left(value.said)}) for value in fact.values)
        return fact.model_copy(update={"values": values})

    matters = {
        name: matter.model_copy(
            update={
                "facts": tuple(map(of_fact, matter.facts)),
                "points": tuple(point.model_copy(update={"asks": left(point.asks)}) for point in matter.points),
            }
        )
        for name, matter in content.matters.items()
    }
    faq = {
        name: replace(each, entry=each.entry.model_copy(update={"phrasings": left(each.entry.phrasings)}))
        for name, each in content.faq.items()
    }
    return replace(content, matters=matters, faq=faq)


def _part(talks: Sequence[tuple[int, Sequence[Turn]]], with_meaning: bool) -> list[Example]:
    """The examples of some conversations, asked of a content that has none of their sentences."""
    said = frozenset(normalise(turn.say) for _, turns in talks for turn in turns)
    content = without(load.load(), said)
    may_ask = {name: [fact.id for fact in matter.facts if fact.key] for name, matter in content.matters.items()}
    understander = Understander(content, Embedder.load() if with_meaning else None, VECTORS)
    chooser = random.Random(_SEED)  # noqa: S311  a sample, no secret
    mishearing = Mishearing([*understander.index.texts, *understander.reader.points.texts], _SEED)
    found: list[Example] = []
    for number, turns in talks:
        opening: _Opening | None = None
        for place, (turn, before) in enumerate(contexts(turns, understander.reader.points)):
            if place == 1:
                opening = _opening(understander, turns[0], before)
            if turn.keys & {"danger"} or place == 0:
                continue
            in_doubt = opening if opening is not None and place <= _IN_DOUBT else None
            asked_in: list[tuple[Context, frozenset[str]]] = []
            if before.matter is not None:
                context = replace(before, asked=_asked(turn, before, may_ask.get(before.matter, []), chooser))
                if in_doubt is not None and in_doubt.is_right:
                    earlier = " ".join(in_doubt.doubt.earlier)
                    context = replace(context, rivals=in_doubt.context.rivals, earlier=earlier)
                asked_in.append((context, frozenset()))
            if in_doubt is not None and not in_doubt.is_right:
                since = [each.say for each in turns[1:place]]
                asked_in.append((_led_astray(in_doubt, since), in_doubt.wanted))
            for context, wanted in asked_in:
                # Every other turn is misheard as well: it costs time, and says the same again.
                for share in _SHARES if len(found) % 2 else _SHARES[:1]:
                    said_so = mishearing.hear(turn.say, share)
                    example = _example(understander, said_so, turn, context, with_meaning, wanted)
                    if example is not None:
                        found.append(replace(example, conversation=number, clean=share == 0.0, astray=bool(wanted)))
    return found


def _asked(turn: Turn, context: Context, may_ask: Sequence[str], chooser: random.Random) -> str | None:
    """What the robot had asked for: what is told, in some of the turns; in more it had asked for something else, and
    the visitor goes on with what is on his mind."""
    facts = [key for key in sorted(turn.keys) if "=" in key and key.startswith(f"{context.matter}/")]
    if facts and chooser.random() < _ANSWERED:
        return facts[0].partition("/")[2].partition("=")[0]
    told = {key.partition("=")[0] for key in context.told}
    others = [fact for fact in may_ask if f"{context.matter}/{fact}" not in told]
    return chooser.choice(others) if others and chooser.random() < _ASKED_OTHER else None


def _example(
    understander: Understander,
    said: str,
    turn: Turn,
    context: Context,
    with_meaning: bool,
    besides: frozenset[str] = frozenset(),
) -> Example | None:
    sentence = understander.alone.sentence(said, with_meaning)
    if not sentence.query.text:
        return None
    joined = understander.alone.sentence(f"{context.earlier} {said}", with_meaning) if context.is_open else None
    considered = understander.reader.considered(sentence, context, joined)
    wanted = set(besides).union(*(_MEANT.get(key, {key}) for key in turn.keys))
    right = np.array([choice.key in wanted for choice in considered.choices])
    if not right.any() and "feeling" in turn.keys:  # no word of its own is near: then it is told, as facts are
        right = np.array([choice.key == TOLD for choice in considered.choices])
    if not right.any():
        return None
    return Example(considered.inputs, right, 0, True, tuple(choice.key for choice in considered.choices), said)


def kept_out(found: Sequence[Example]) -> list[tuple[Example, Doubles]]:
    """Every example with the likelihoods of a network that its conversation took no part in."""
    judged = []
    for fold in range(_FOLDS):
        network = _fitted([example for example in found if example.conversation % _FOLDS != fold])
        judged += [
            (example, likelihood(example.inputs, network)) for example in found if example.conversation % _FOLDS == fold
        ]
    return judged


def _fitted(found: Sequence[Example]) -> Network:
    return fit([example.inputs for example in found], [example.right for example in found])


def fit_confidence(judged: Sequence[tuple[Example, Doubles]]) -> Doubles:
    """The weights of the second step, shape (CONFIDENCE,)."""
    rows = np.stack([confidence_inputs(example.inputs, likely) for example, likely in judged])
    truth = np.array([float(example.right[int(np.argmax(likely))]) for example, likely in judged])
    return logistic.fit(rows, truth, np.full(len(truth), 1 / len(truth)), _L2_CONFIDENCE)


def measured(judged: Sequence[tuple[Example, Doubles]], confidence: Doubles) -> str:
    """How often the best choice is right, clean and misheard, and at limits of confidence."""
    lines = []
    for name, astray, clean in (("clean", False, True), ("misheard", False, False), ("led astray", True, True)):
        part = [(each, likely) for each, likely in judged if (each.astray, each.clean) == (astray, clean)]
        first = np.array([example.right[int(np.argmax(likely))] for example, likely in part])
        sure = 1 / (1 + np.exp(-np.stack([confidence_inputs(e.inputs, likely) for e, likely in part]) @ confidence))
        third = np.array([example.right[np.argsort(-likely)[:3]].any() for example, likely in part])
        lines.append(f"{name}: {len(part)} turns, right {first.mean():.3f}, among three {third.mean():.3f}")
        for limit in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
            acted = sure >= limit
            right = first[acted].mean() if acted.any() else 0.0
            lines.append(f"  sure >= {limit}: {acted.mean():.3f} of turns, right of these {right:.3f}")
    return "\n".join(lines)


def main() -> int:
    """Fit and write, or measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--wrong", action="store_true", help="print the turns that are wrong when kept out")
    options = parser.parse_args()
    talks = conversations()
    fitted: dict[str, Fitted] = {}
    if Embedder.load() is None:
        raise SystemExit("no sentence embeddings on this machine: nothing is fitted without them")
    for name in (WITH, WITHOUT):
        found = examples(talks, name == WITH)
        judged = kept_out(found)
        confidence = fit_confidence(judged)
        print(name, measured(judged, confidence), sep="\n", flush=True)
        if options.wrong and name == WITH:
            _tell_wrong(judged)
        fitted[name] = Fitted(_fitted(found), confidence)
    if not options.measure:
        MODEL.write(fitted, "python -m robot.fitting.choice")
    return 0


def _tell_wrong(judged: Sequence[tuple[Example, Doubles]]) -> None:
    for example, likely in judged:
        best = int(np.argmax(likely))
        if example.clean and not example.right[best]:
            right = [key for key, is_right in zip(example.keys, example.right, strict=True) if is_right]
            print(f"{example.say}: {example.keys[best]} ({likely[best]:.2f}), right {' '.join(right)}")


if __name__ == "__main__":
    sys.exit(main())
