"""The guided talk with somebody who types: one step back, broken off, taken up again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from robot import messages
from robot.halls.interview import interview
from robot.halls.questions import Question
from robot.halls.tables import Filled
from robot.workbench import whole

Ask = Callable[[str], str]
"""Prints a question and returns what was typed. Raises EOFError when the input ends."""


class Draft:
    """The answers so far, kept in a file; the talk goes on behind them."""

    def __init__(self, path: Path, ask: Ask) -> None:
        self._path, self._ask = path, ask
        self.answers = _kept(path)

    def offer(self) -> None:
        """Ask whether to go on where the last talk was broken off."""
        if not self.answers:
            return
        question = messages.zh("halls.ask.resume", count=len(self.answers), name=self.answers[0])
        restart = messages.zh("halls.ask.restart")
        typed = self._ask(question)
        while typed and restart not in typed:  # an answer to the next question, which has not been asked yet
            typed = self._ask(messages.zh("halls.ask.not_yet", text=typed) + question)
        if typed:
            self.answers = []
            self._keep()

    def filled(self) -> Filled:
        """Ask what has no answer yet; what was told, whole."""
        while True:
            talk = interview()
            question = next(talk)
            try:
                for place, answer in enumerate(self.answers):
                    if question.check(answer):
                        # Another version of the talk: what does not fit any more is asked again.
                        self.answers = self.answers[:place]
                        break
                    question = talk.send(answer)
                while (typed := self._answer(question)) is not None:
                    self.answers.append(typed)
                    self._keep()
                    question = talk.send(typed)
            except StopIteration as told:
                filled: Filled = told.value
                return filled
            self.back()

    def back(self) -> None:
        """Take the last answer back."""
        if not self.answers:
            print(messages.zh("halls.ask.first_already"))
        self.answers = self.answers[:-1]
        self._keep()

    def done(self) -> None:
        """Nothing is to be remembered any more."""
        self._path.unlink(missing_ok=True)

    def _answer(self, question: Question) -> str | None:
        """An answer that is right; None to go back."""
        text = f"{question.before}\n{question.text}" if question.before else question.text
        while True:
            typed = self._ask(text)
            if typed == messages.zh("halls.ask.back"):
                return None
            answer = question.answer(typed)
            wrong = question.check(answer)
            if not wrong:
                return answer
            text = f"{wrong}\n{question.text}"

    def _keep(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        whole.write(self._path, json.dumps(self.answers, ensure_ascii=False, indent=0).encode())


def _kept(path: Path) -> list[str]:
    """The answers of a talk that was broken off; none where they cannot be read."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [str(answer) for answer in kept] if isinstance(kept, list) else []
