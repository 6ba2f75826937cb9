"""What was asked for, given and withheld: each reason, the list over the log, and who gets to know of it."""

import dataclasses
import datetime as dt
import io
from pathlib import Path

import pyrage
import pytest
from giving import hand_in
from PIL import Image

from sijill.errors import BusyError, UsageError
from sijill.link.in_register import link_register
from sijill.model.custody import Account
from sijill.model.disclosure import Disclosure, Withholding
from sijill.model.evidence import Access
from sijill.model.identity import ExhibitId
from sijill.model.trust import State
from sijill.model.withdrawal import Authority, Reason
from sijill.record import dossier, refresh, seal, verify, withdrawal
from sijill.record.consent import Wish, change_consent
from sijill.record.disclosure import disclosures, exculpatory_withheld
from sijill.record.dossier import Dossier, export
from sijill.record.hold import hold
from sijill.record.redact import Asked, Hidden, redact
from sijill.record.request import Recipient, Request
from sijill.record.verifier.verify import Examination
from sijill.store import log
from sijill.store.layout import Register

DEFENCE = Recipient(name="the defence")
EXCULPATORY = Account(exculpatory=True)


def _give(register: Register, request: Request, *, to: Recipient = DEFENCE, name: str = "out") -> Dossier:
    return export(register, request, register.path.parent / name, to=to)


def _refused(register: Register, request: Request, *, to: Recipient = DEFENCE) -> UsageError:
    with pytest.raises(UsageError) as caught:
        _give(register, request, to=to)
    return caught.value


def _reasons(listed: Disclosure | Dossier) -> dict[ExhibitId, Withholding]:
    return {each.exhibit: each.reason for each in listed.withheld}


def _picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(buffer, "PNG")
    return buffer.getvalue()


def _lists(register: Register) -> tuple[ExhibitId, ExhibitId]:
    """Hand in two lists that share one man; return their numbers, the second the team's alone."""
    head = "name,mother,birth,place,status,date\n"
    man = "سليم وليد سعيد الرفاعي,فاطمة الخطيب,1980-03-09,إدلب,killed,2016-03-09\n"
    others = "سلمى حسن محمد حداد,مريم,1979-01-02,حلب,killed,2016-03-10\nكريم نادر,هدى,1990-01-02,حمص,killed,2017-03-10\n"
    first = hand_in(register, "a.csv", (head + man).encode(), list_name="A")
    second = hand_in(register, "b.csv", (head + man + others).encode(), list_name="B", access="team")
    refresh(register)
    link_register(register)
    return first, second


def test_every_rule_gives_its_reason(register: Register, in_process: None) -> None:  # noqa: ARG001 - a fixture
    """Of everything, what is closed, not agreed to, held, sealed, withdrawn or tells of people is told as that."""
    keys = [str(pyrage.x25519.Identity.generate().to_public()) for _ in range(2)]
    seal.set_recipients(register, keys)
    numbers = {name: hand_in(register, name, name.encode()) for name in "abcdef"}
    numbers["g"] = hand_in(register, "g", b"g", account=Account(made_by="Salma"))
    numbers["h"] = hand_in(register, "h", b"h", account=Account(sha256="0" * 64, captured="2016"))
    change_consent(register, numbers["b"], Wish(access=Access.PARTNER, reason="decided"))
    yesterday = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=1)
    change_consent(register, numbers["c"], Wish(give=("publish",), until=yesterday))
    hold(register, numbers["d"], authority="court", reason="order 1")
    seal.seal(register, numbers["e"])
    given = {"authority": Authority.PERSON, "reason": Reason.DANGER}
    withdrawal.propose(dataclasses.replace(register, actor="one"), numbers["f"], **given)  # type: ignore[arg-type]
    withdrawal.confirm(dataclasses.replace(register, actor="two"), numbers["f"])
    done = _give(register, Request(everything=True))
    assert done.exhibits == (numbers["a"], numbers["h"])
    assert _reasons(done) == {
        numbers["b"]: Withholding.ACCESS,
        numbers["c"]: Withholding.CONSENT,
        numbers["d"]: Withholding.HOLD,
        numbers["e"]: Withholding.SEALED,
        numbers["f"]: Withholding.WITHDRAWN,
        numbers["g"]: Withholding.SOURCES,
    }
    flags = {each.exhibit: each.exculpatory for each in done.withheld}
    assert [flags[numbers[name]] for name in "bef"] == [False, None, None]
    [listed] = disclosures(register)
    assert (listed.given, listed.withheld, listed.asked) == (done.exhibits, done.withheld, "everything")
    assert listed.position == done.position
    assert verify(register).state is State.HOLDS


def test_the_recipient_learns_nothing_of_what_was_withheld(register: Register) -> None:
    """No byte of a dossier names an exhibit that was left out, nor that anything was."""
    given = hand_in(register, "a", b"a")
    kept = hand_in(register, "b", b"b", access="team", account=EXCULPATORY)
    done = _give(register, Request(exhibits=(given, kept), leave_out=True))
    told = b"".join(path.read_bytes() for path in done.out.rglob("*") if path.is_file())
    assert kept.encode() not in told
    assert b'"withheld"' not in told
    assert Examination(str(done.out)).findings == {}


def test_numbers_are_given_all_or_not_at_all(register: Register) -> None:
    """Without being told to leave anything out, one closed exhibit stops all of it, and nothing is logged."""
    given, kept = hand_in(register, "a", b"a"), hand_in(register, "b", b"b", access="team")
    size = log.current(register).size
    assert _refused(register, Request(exhibits=(given, kept))).key == "export_closed"
    assert _refused(register, Request(exhibits=(given, "2026-999999"), leave_out=True)).key == "no_exhibit"
    stray = Request(exhibits=(given,), withhold={kept: Withholding.SCOPE})
    assert _refused(register, stray).key == "withhold_not_asked"
    assert log.current(register).size == size
    assert disclosures(register) == []


def test_custody_that_names_people_is_a_source(register: Register) -> None:
    """An account of custody is in the entry that the recipient gets: it needs the same leave as the source."""
    named = hand_in(register, "a", b"a", account=Account(chain=("Salma", "Karim")))
    assert _refused(register, Request(exhibits=(named,))).key == "export_sources"
    told = dataclasses.replace(DEFENCE, told_sources=True)
    done = _give(register, Request(exhibits=(named,)), to=told)
    crate = (done.out / "data" / "ro-crate-metadata.json").read_text("utf-8")
    assert "chain: Salma; Karim" in crate


def test_what_is_kept_back_by_hand_is_told_so(register: Register) -> None:
    """A person's reason stands in the list, and whatever else would have been given is given."""
    first, second = hand_in(register, "a", b"a"), hand_in(register, "b", b"b", account=EXCULPATORY)
    asked = Request(exhibits=(first, second), withhold={second: Withholding.PRIVILEGE})
    done = _give(register, asked)
    assert (done.exhibits, _reasons(done)) == ((first,), {second: Withholding.PRIVILEGE})
    [(act, one)] = exculpatory_withheld(disclosures(register))
    assert (act.recipient, one.exhibit) == ("the defence", second)
    # Given later, and to the same recipient: no longer kept from them. Another one never asked.
    _give(register, Request(exhibits=(second,)), to=Recipient(name="another"), name="another")
    assert len(exculpatory_withheld(disclosures(register))) == 1
    _give(register, Request(exhibits=(second,)), name="later")
    assert exculpatory_withheld(disclosures(register)) == []
    assert [each.recipient for each in disclosures(register, to="another")] == ["another"]


def test_a_refusal_is_kept_as_evidence(register: Register) -> None:
    """Where nothing may be given there is no folder and no export, and the decision stands in the log."""
    kept = hand_in(register, "a", b"a", access="team", account=EXCULPATORY)
    size = log.current(register).size
    error = _refused(register, Request(exhibits=(kept,), leave_out=True))
    assert (error.key, error.data["position"]) == ("nothing_to_give", size)
    [listed] = disclosures(register)
    assert (listed.given, listed.position, _reasons(listed)) == ((), size, {kept: Withholding.ACCESS})
    assert not (register.path.parent / "out").exists()
    assert list(register.path.parent.glob(".out.*")) == []


def test_a_redacted_copy_is_given_instead(register: Register, in_process: None) -> None:  # noqa: ARG001
    """Asked for with its original, a copy that is open is what is given, and the list says so."""
    original = hand_in(register, "a.png", _picture(), access="team")
    change_consent(register, original, Wish(give=("publish",)))
    asked = Asked(
        boxes=(Hidden(page=1, left=1, top=1, width=5, height=5),), reason="face", access=Access.PUBLIC
    )
    copy = redact(register, original, asked).exhibit
    done = _give(register, Request(exhibits=(original, copy), leave_out=True))
    [one] = done.withheld
    assert (done.exhibits, one.reason, one.instead) == ((copy,), Withholding.REDACTED, (copy,))
    crate = (done.out / "data" / "ro-crate-metadata.json").read_text("utf-8")
    assert f'"isBasedOn": ["{original}"]' in crate


def test_a_person_is_asked_for_by_a_row(register: Register, in_process: None) -> None:  # noqa: ARG001
    """All exhibits with the person's rows, those that are closed told; whole files, with how many rows of others."""
    first, second = _lists(register)
    wanted = Request(person=f"{second}#row=2")
    error = _refused(register, wanted, to=Recipient(name="x", reader=Access.TEAM))
    assert (error.key, error.data["rows"]) == ("links_unchecked", 2)
    checked = dataclasses.replace(wanted, links_checked=True)
    assert _refused(register, checked).key == "links_need_actor"
    mine = dataclasses.replace(register, actor="lina")
    team = _give(mine, checked, to=Recipient(name="x", reader=Access.TEAM), name="team")
    assert (team.exhibits, team.others) == ((first, second), {second: 2})
    public = _give(mine, checked)
    assert (public.exhibits, _reasons(public), public.others) == ((first,), {second: Withholding.ACCESS}, {})
    listed = disclosures(register)[-1]
    assert (listed.asked, listed.actor) == ("person", "lina")
    again = _give(mine, Request(person=listed.person, links_checked=True), name="by id")
    assert again.exhibits == (first,)


def test_a_person_of_one_row_needs_no_link(register: Register, in_process: None) -> None:  # noqa: ARG001
    """Nothing was linked, so nothing has to be reviewed; an unknown person is told as that."""
    _, second = _lists(register)
    team = Recipient(name="x", reader=Access.TEAM)
    done = _give(register, Request(person=f"{second}#row=3"), to=team, name="one")
    assert done.exhibits == (second,)
    for unknown in ("cffff", f"{second}#row=9", "' or 1=1"):
        assert _refused(register, Request(person=unknown)).key == "no_person"


def test_no_dossier_tells_which_person_was_asked_for(register: Register, in_process: None) -> None:  # noqa: ARG001
    """That rows are one person is a proposal: the id stays in the register."""
    _lists(register)
    mine = dataclasses.replace(register, actor="lina")
    done = _give(mine, Request(person="2026-000001#row=2", links_checked=True))
    person = disclosures(register)[-1].person.encode()
    assert person
    assert not [path for path in done.out.rglob("*") if path.is_file() and person in path.read_bytes()]


def test_what_closes_while_it_is_copied_stops_it(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exhibit that may no longer be given when the export is logged is in no folder and no entry."""
    given, other = hand_in(register, "a", b"a"), hand_in(register, "b", b"b")
    copy = dossier._copy_object

    def close(at: Register, exhibit: object, target: Path) -> None:
        copy(at, exhibit, target)  # type: ignore[arg-type] # as it is called
        change_consent(at, other, Wish(access=Access.TEAM, reason="decided"))

    monkeypatch.setattr(dossier, "_copy_object", close)
    with pytest.raises(BusyError):
        _give(register, Request(exhibits=(given, other), leave_out=True))
    assert disclosures(register) == []
    assert not (register.path.parent / "out").exists()


def test_whoever_got_something_is_told_of_its_withdrawal(register: Register) -> None:
    """Exports in part give notices like any other; what is withdrawn stays in the list of what was given."""
    given, other = hand_in(register, "a", b"a"), hand_in(register, "b", b"b", access="team")
    done = _give(register, Request(exhibits=(given, other), leave_out=True))
    named = {"authority": Authority.PERSON, "reason": Reason.DANGER}
    withdrawal.propose(dataclasses.replace(register, actor="one"), given, **named)  # type: ignore[arg-type]
    gone = withdrawal.confirm(dataclasses.replace(register, actor="two"), given)
    assert [(each.recipient, each.position) for each in gone.notices] == [("the defence", done.position)]
    [listed] = disclosures(register)
    assert listed.given == (given,)
    assert verify(register).state is State.HOLDS
