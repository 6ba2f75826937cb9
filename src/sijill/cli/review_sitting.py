"""One sitting of a reviewer: a pair is shown, a key is read, the decision is on disk before the next pair is shown.

Nothing waits in memory: what was answered is kept, and what was not is asked again the next time, whether the sitting
ends by a key, Ctrl-C, a closed terminal or a power cut.
"""

import dataclasses
import shutil
from typing import TYPE_CHECKING, Final, TypeAlias

from sijill.cli.keyboard import ConsoleKeys, Keys, Lines
from sijill.cli.review_card import below, card, plain
from sijill.text.show import shown
from sijill.words import say

if TYPE_CHECKING:
    from sijill.link.desk import Desk
    from sijill.link.review import Asked
    from sijill.model.decision import Round

Answers: TypeAlias = Lines | Keys | ConsoleKeys

_KEYS: Final = {
    "same": "1sS١سن",
    "different": "2dD٢ي",
    "unsure": "3uU٣ع؟?",
    "skip": "4nN٤ى ",
    "reason": "5rR٥ق",
    "undo": "8zZ٨ئ",
    "quit": "0qQ٠ض\x1b\x04",
}
"""Digits of both scripts, English initials, and the Arabic letters that lie on the same keys."""
_ACT_OF: Final = {key: act for act, keys in _KEYS.items() for key in keys}
_LEADS_ON: Final = frozenset(_KEYS) - {"reason", "quit"}
_WIDEST: Final = 140
"""Columns; eyes lose the line in wider rows."""
_CLEAR: Final = "\x1b[2J\x1b[3J\x1b[H"


class Sitting:
    """Pairs in their order, and what was kept of them."""

    def __init__(
        self,
        desk: "Desk",
        occasion: "Round",
        language: str,
        *,
        answers: Answers,
        is_plain: bool,
    ) -> None:
        """Begin with nothing kept."""
        self._desk, self._occasion, self._language = desk, occasion, language
        self._answers, self._plain = answers, is_plain
        self._kept: list[tuple[int, int, bool]] = []
        """Place among the pairs, position of the decision, and whether it goes against the program, of this sitting."""
        self._why = ""
        self._last = ""
        """What was said last."""

    def run(self, count: int) -> None:
        """Show pairs until there are none, or the reviewer leaves."""
        from sijill.link.review import agenda

        pairs = agenda(self._desk, self._occasion, count)
        if not pairs:
            empty = self._occasion.value == "audit" and not self._desk.sample()
            print(self._say("said.none_audit" if empty else "said.none"))
            self._tell_waiting()
            return
        place: int | None = 0
        try:
            while place is not None and place < len(pairs):
                place = self._one(pairs, place)
        except EOFError:
            pass
        finally:
            self._end()

    def _end(self) -> None:
        """Tell what was kept, in the first round how many answers will change persons, and which lists were not asked about."""
        print("\n" * (not self._plain) + self._say("said.end", count=len(self._kept)))
        against = sum(against for _, _, against in self._kept)
        if self._occasion.value == "first" and against:
            print(self._say("said.end_against", count=against))
        self._tell_waiting()

    def _tell_waiting(self) -> None:
        if self._desk.waiting and self._occasion.value == "first":
            mark = "، " if self._language == "ar" else ", "
            print(self._say("said.waiting", lists=mark.join(map(shown, self._desk.waiting))))

    def _one(self, pairs: "list[Asked]", place: int) -> int | None:
        """Show a pair and read keys until one leads on; return the place of the next pair, None to leave."""
        asked = pairs[place]
        if not self._desk.may_show(asked.pair):
            print(self._say("said.closed"))
            return place + 1
        asked = self._as_open(asked)
        number = (place + 1, len(pairs))
        self._why = ""  # A reason is of the pair that it was written for.
        self._answers.forget()
        self._show(asked, number)
        while True:
            act = self._pressed()
            if act == "quit":
                return None
            if act in _LEADS_ON:
                return self._lead_on(asked, place, act)
            if act == "reason":
                self._reason()
            else:
                self._tell(f"keys.{act or 'unknown'}")
            if not self._plain:
                self._show(asked, number)

    def _as_open(self, asked: "Asked") -> "Asked":
        """Return a pair without those beside it that may not be read any more."""
        if self._desk.may_show([each.id for side in asked.beside for each in side]):
            return asked
        one, other = (tuple(each for each in side if self._desk.may_show([each.id])) for side in asked.beside)
        return dataclasses.replace(asked, beside=(one, other))

    def _pressed(self) -> str:
        """Return what the next key stands for: ``held`` for one held down, which would answer for pairs that nobody has read."""
        key = self._answers.key()[:1]
        act = _ACT_OF.get(key, "")
        return "held" if act in _LEADS_ON and self._answers.is_held(key) else act

    def _lead_on(self, asked: "Asked", place: int, act: str) -> int:
        """Do what a key says that leaves the pair; return the place of the next."""
        if act == "undo":
            return self._undo(place)
        if act == "skip":
            self._tell("said.skipped")
        else:
            self._keep(asked, place, act)
        return place + 1

    def _keep(self, asked: "Asked", place: int, act: str) -> None:
        from sijill.model.decision import Judgement, Verdict

        verdict = Verdict(act)
        position = self._desk.decide(
            Judgement(
                pair=asked.pair,
                verdict=verdict,
                why=self._why,
                round=self._occasion,
                settles=asked.settles,
            )
        )
        proposed = Verdict.SAME if asked.together else Verdict.DIFFERENT
        against = verdict not in (proposed, Verdict.UNSURE)
        self._kept.append((place, position, against))
        self._tell("said.kept", position=position, verdict=self._say(f"word.{verdict.value}"))

    def _undo(self, place: int) -> int:
        """Undo the last decision of this sitting and go back to its pair."""
        if not self._kept:
            self._tell("said.nothing_to_undo")
            return place
        back, position, _ = self._kept[-1]
        self._desk.undo(position)
        self._kept.pop()
        self._tell("said.undone", position=position)
        return back

    def _reason(self) -> None:
        self._why = shown(self._answers.line(self._say("keys.reason")))
        self._tell("keys.reason_kept", why=self._why)

    def _show(self, asked: "Asked", number: tuple[int, int]) -> None:
        if self._plain:
            print("\n".join(plain(asked, number, self._language)), flush=True)
            return
        columns, rows = shutil.get_terminal_size()
        width = min(columns, _WIDEST)
        under = [
            *below(self._say("keys.line"), self._language, width),
            *below(self._last, self._language, width),
        ]
        lines = card(asked, number, self._language, (width, rows - len(under) - 1))
        print(_CLEAR + "\n".join([*lines, *under]), flush=True)

    def _tell(self, key: str, **fields: object) -> None:
        """Say what was done: below the next pair, which would cover it at once."""
        self._last = self._say(key, **fields)
        if self._plain:
            print(self._last, flush=True)

    def _say(self, key: str, **fields: object) -> str:
        return say(f"review.{key}", self._language, **fields)
