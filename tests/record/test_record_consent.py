"""Consent by purpose: changed by log entries, each to its last day; what is not known or has expired is a no."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.errors import UsageError
from sijill.model.consent import Change, is_word, terms_on
from sijill.model.evidence import Access, Deposit, Purpose, Terms
from sijill.model.identity import ExhibitId
from sijill.record import add_files
from sijill.record.add import terms
from sijill.record.consent import Wish, change_consent, show_consent
from sijill.store import access, catalogue, log
from sijill.store.access import Use, permitted
from sijill.store.layout import Register

DAY = dt.date(2026, 6, 1)
WORDS = st.sampled_from(["keep", "totals", "publish", "share", "contact", "share:ICJ", "share:press"])
DAYS = st.one_of(st.none(), st.dates(DAY - dt.timedelta(days=3), DAY + dt.timedelta(days=3)))


def _deposit(consent: frozenset[Purpose]) -> Deposit:
    return Deposit(
        position=1,
        exhibit=ExhibitId("2026-000001"),
        at="2026-01-01T00:00:00Z",
        source="",
        name="",
        terms=Terms(access=Access.PARTNER, consent=consent),
        list_name=None,
    )


def _change(given: list[str], withdrawn: list[str], until: dt.date | None) -> Change:
    return Change(
        position=2,
        at="",
        actor="",
        deposits=(1,),
        given=tuple(given),
        withdrawn=tuple(withdrawn),
        until=until,
        access=None,
        reason="",
    )


CHANGES = st.builds(_change, st.lists(WORDS, max_size=3), st.lists(WORDS, max_size=3), DAYS)


@given(st.frozensets(st.sampled_from(Purpose)), st.lists(CHANGES, max_size=5), DAYS)
def test_time_only_closes(first: frozenset[Purpose], changes: list[Change], later: dt.date | None) -> None:
    """With the same log, whatever is agreed to on a day was agreed to on every day before."""
    deposit = _deposit(first)
    today, after = terms_on(deposit, changes, DAY), terms_on(deposit, changes, max(DAY, later or DAY))
    assert after.consent <= today.consent
    assert after.shared_with <= today.shared_with


@given(st.lists(CHANGES, max_size=5), WORDS)
def test_the_last_word_counts(changes: list[Change], word: str) -> None:
    """Whatever came before, what is withdrawn last does not hold, and sharing that ends, ends with everybody."""
    found = terms_on(_deposit(frozenset(Purpose)), [*changes, _change([], [word], None)], DAY)
    assert word not in {each.value for each in found.consent}
    assert word.removeprefix("share:") not in found.shared_with
    assert word != "share" or not found.shared_with


def test_words_are_purposes_or_named_recipients() -> None:
    """A purpose that is not known, and a recipient without a name, are refused."""
    assert all(map(is_word, ["keep", "share", "share:محكمة", "contact"]))
    assert not any(map(is_word, ["", "share:", "share: ", "everything", "publish:X"]))


def _add(register: Register, level: Access) -> str:
    path = register.path.parent / "a.txt"
    path.write_text("شهادة", encoding="utf-8")
    return str(add_files(register, [path], given=terms(level))[0].exhibit)


def test_a_named_recipient_and_no_other(register: Register) -> None:
    """Shared with one recipient, an exhibit is open to that partner, to no other, and not beyond its last day."""
    number = _add(register, Access.TEAM)
    change_consent(register, number, Wish(access=Access.PARTNER, reason="agreed with the depositor"))
    until = dt.datetime.now(dt.UTC).date()
    change_consent(register, number, Wish(give=("share:ICJ",), until=until))

    def seen(to: str, on: dt.date | None = None) -> list[str]:
        return [each.number for each in permitted(register, Use.READ, reader=Access.PARTNER, to=to, on=on)]

    assert (seen("ICJ"), seen("press"), seen("")) == ([number], [], [])
    assert seen("ICJ", until + dt.timedelta(days=1)) == []
    told = show_consent(register, number)
    assert [each.reason for each in told.deposits[0].changes] == ["agreed with the depositor", ""]


def test_opening_needs_a_reason_and_closing_none(register: Register) -> None:
    """A more closed level comes at once; a more open one only with a reason; sealed has its own verb."""
    number = _add(register, Access.PARTNER)
    assert change_consent(register, number, Wish(access=Access.TEAM)).terms.access is Access.TEAM
    keys = []
    for wish in (Wish(access=Access.PUBLIC), Wish(access=Access.SEALED, reason="x"), Wish(give=("all",))):
        with pytest.raises(UsageError) as caught:
            change_consent(register, number, wish)
        keys.append(caught.value.key)
    assert keys == ["opening_needs_reason", "seal_is_a_verb", "bad_consent"]


def test_one_deposit_can_be_changed_alone(register: Register) -> None:
    """Of two deposits of the same bytes one is changed; the strictest still holds for the exhibit."""
    number = _add(register, Access.PUBLIC)
    _add(register, Access.PUBLIC)
    told = show_consent(register, number)
    assert Purpose.PUBLISH in told.terms.consent
    first = told.deposits[0].deposit.position
    alone = change_consent(register, str(first), Wish(withdraw=("publish",)))
    assert Purpose.PUBLISH not in alone.terms.consent
    whole = show_consent(register, number)
    assert [Purpose.PUBLISH in each.terms.consent for each in whole.deposits] == [False, True]


def test_a_clock_that_is_set_back_revives_nothing(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The day that counts is never before the newest entry of the log."""
    number = _add(register, Access.PUBLIC)
    last = dt.datetime.now(dt.UTC).date()
    change_consent(register, number, Wish(give=("publish",), until=last))
    assert permitted(register, Use.PUBLISH)
    with monkeypatch.context() as patched:
        patched.setattr(log, "now", lambda: f"{last + dt.timedelta(days=1)}T00:00:00Z")
        change_consent(register, number, Wish(give=("contact",)))
    assert permitted(register, Use.PUBLISH) == []
    with catalogue.opened(register) as connection:
        assert access.today(connection) == last + dt.timedelta(days=1)
