"""`sijill consent`, `hold`, `withdraw`, `seal`, `unseal`, `close`, `doctor`: what they print, and what they refuse."""

from pathlib import Path

import pyrage
import pytest

from sijill.store.layout import Register

from .running import Run


@pytest.fixture
def held(run: Run, register: Register, tmp_path: Path, in_process: None) -> str:  # noqa: ARG001 - a fixture
    """The number of an exhibit that was handed in as public."""
    path = tmp_path / "a.txt"
    path.write_text("At least 70 people were killed.", encoding="utf-8")
    told = run("add", path, "-R", register.path, "--access", "public", "--actor", "one", "--json").told
    return str(told["added"][0]["exhibit"])


def test_consent_is_shown_and_changed(run: Run, register: Register, held: str) -> None:
    """The keys that scripts rely on; without --json one line a deposit and change; in Arabic too."""
    given = ["--give", "share:ICJ", "--until", "2099-01-01", "--withdraw", "publish", "--actor", "Rana"]
    told = run("consent", held, "-R", register.path, *given, "--json").told
    assert sorted(told) == ["access", "consent", "deposits", "exhibit", "held", "holds", "on", "shared_with"]
    assert (told["access"], told["consent"], told["shared_with"]) == ("public", ["keep"], ["ICJ"])
    [deposit] = told["deposits"]
    assert deposit["agreed"] == [
        {"purpose": "keep", "until": None},
        {"purpose": "share:ICJ", "until": "2099-01-01"},
    ]
    assert deposit["history"][0]["actor"] == "Rana"
    shown = run("consent", str(deposit["position"]), "-R", register.path, "--on", "2099-01-02")
    assert shown.out.splitlines()[0] == f"{held}, on 2099-01-02: access public; agreed to: keep."
    assert "+share:ICJ -publish" in shown.out
    assert "الموافقة" in run("consent", held, "-R", register.path, "--lang", "ar").out


@pytest.mark.parametrize(
    ("argv", "word"),
    [
        (["consent", "{}", "--give", "all"], "no purpose"),
        (["consent", "{}", "--until", "2027-01-01"], "belong to a change"),
        (["consent", "{}", "--give", "totals", "--until", "1.1.2027"], "YYYY-MM-DD"),
        (["consent", "2020-000009"], "neither an exhibit"),
        (["hold", "{}", "--authority", "court", "--reason", " "], "authority and the reason"),
        (["hold", "{}", "--authority", "court", "--reason", "x", "--release"], "under no hold"),
        (["withdraw", "{}"], "--authority and --reason"),
        (["withdraw", "{}", "--confirm", "--propose"], "--authority and --reason"),
        (["withdraw", "{}", "--confirm"], "--actor"),
        (["withdraw", "{}", "--confirm", "--actor", "x"], "nobody has proposed"),
        (["seal", "{}"], "at least 2"),
        (["seal", "recipients", "add", "age1x"], "no age public key"),
        (["seal", "{}", "{}"], "Say one exhibit"),
        (["unseal", "{}", "--identity", "missing.key", "--out", "o"], "no such file"),
        (["close", "r.age"], "nobody could open"),
        (["close", "r.age", "--open"], "To unpack"),
        (["doctor", "nowhere"], "no register here"),
    ],
)
def test_wrong_use_is_one_clear_line(
    run: Run,
    register: Register,
    held: str,
    monkeypatch: pytest.MonkeyPatch,
    argv: list[str],
    word: str,
) -> None:
    """Each is refused with exit code 2 and one line that says what to do."""
    monkeypatch.chdir(register.path.parent)
    named = [] if argv[0] == "doctor" else ["-R", register.path]
    ended = run(*[each.format(held) for each in argv], *named)
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (2, "", 1)
    assert word in ended.err


def test_a_withdrawal_tells_who_had_it_before(
    run: Run, register: Register, held: str, tmp_path: Path
) -> None:
    """A site that showed it is removed, the earlier export is listed, and a letter in both languages is written."""
    assert run("publish", "-R", register.path, "--actor", "one").code == 0
    asked = ["--propose", "--authority", "person", "--reason", "danger", "--actor", "one"]
    assert run("withdraw", held, "-R", register.path, *asked).code == 0
    letters = tmp_path / "letters"
    letters.mkdir()
    done = run(
        "withdraw", held, "-R", register.path, "--confirm", "--actor", "two", "--notices", letters, "--json"
    )
    assert (done.told["is_done"], done.told["exhibits"], done.told["site"]) == (True, [held], True)
    assert [each["act"] for each in done.told["notices"]] == ["dissemination"]
    [letter] = [path.read_text("utf-8") for path in letters.iterdir()]
    assert letter.count(held) == 2
    assert not (register.path / "site").exists()
    assert run("verify", register.path).code == 0


def test_what_is_under_a_hold_is_nowhere(run: Run, register: Register, held: str) -> None:
    """Held, an exhibit is not found, not counted and not published; released, it is found again."""
    order = ["--authority", "Court", "--reason", "order 7"]
    assert run("search", "killed", "-R", register.path).out
    assert run("hold", held, "-R", register.path, *order).out.startswith(f"{held} is under a hold")
    assert run("search", "killed", "-R", register.path).out == ""
    assert run("publish", "-R", register.path, "--json").told["exhibits"] == 0
    assert run("hold", held, "-R", register.path, *order, "--release", "--json").told["holds"] == []
    assert run("search", "killed", "-R", register.path).out


def test_sealed_and_given_back(run: Run, register: Register, held: str, tmp_path: Path) -> None:
    """Two recipients are named, an exhibit is sealed, one of them gets its bytes; the register is packed for both."""
    made = [pyrage.x25519.Identity.generate() for _ in range(2)]
    (tmp_path / "one.key").write_text(f"{made[0]}\n", encoding="ascii")
    keys = [str(each.to_public()) for each in made]
    told = run("seal", "recipients", "add", *keys, "-R", register.path, "--json").told
    assert told["recipients"] == sorted(keys)
    assert run("seal", held, "-R", register.path).out.startswith(f"{held} is sealed")
    out = tmp_path / "out.txt"
    given = run(
        "unseal", held, "-R", register.path, "--identity", tmp_path / "one.key", "--out", out, "--json"
    )
    assert out.read_text("utf-8") == "At least 70 people were killed."
    assert given.told["deposits"][0]["name"] == "a.txt"
    packed = run("close", tmp_path / "r.age", "-R", register.path, "--json")
    assert packed.told["recipients"] == sorted(keys)
    again = [
        tmp_path / "r.age",
        "--open",
        "--identity",
        tmp_path / "one.key",
        "--out",
        tmp_path / "b.register",
    ]
    assert run("close", *again).code == 0
    assert run("verify", tmp_path / "b.register").code == 0
    assert run("seal", "recipients", "remove", keys[0], "-R", register.path).err


def test_doctor_says_what_to_mend(run: Run, register: Register) -> None:
    """A key in clear makes exit code 1; every line has a state and a sentence in both languages."""
    told = run("doctor", register.path, "--json")
    assert told.code == 1
    assert {each["key"] for each in told.told["checks"]} >= {"version", "clock", "key_in_clear"}
    assert all(sorted(each) == ["key", "state", "what"] for each in told.told["checks"])
    assert "مفتاح التوقيع" in run("doctor", register.path, "--lang", "ar").out


def test_what_was_typed_breaks_no_line(run: Run, register: Register, held: str) -> None:
    """Line breaks and marks that turn letters round, in authority, reason and recipient, are shown as what they are not."""
    run("hold", held, "-R", register.path, "--authority", "A\nB", "--reason", "\u202ex")
    reason = ["--reason", "r\u202e\n"]
    run("consent", held, "-R", register.path, "--give", "share:X\n\u202eY", *reason)
    told = run("consent", held, "-R", register.path)
    assert "\u202e" not in told.out
    assert len(told.out.splitlines()) == 4  # What holds, the order, the deposit, the change.
    assert "A\ufffdB" in told.out
    assert "share:X\ufffd\ufffdY" in told.out
