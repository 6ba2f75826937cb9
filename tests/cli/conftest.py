"""What the tests of the command line share."""

import sys

import pytest

from sijill import cli

from .running import Ended, Run


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `sijill` in this process."""
    monkeypatch.setenv("SIJILL_LANG", "en")
    monkeypatch.delenv("SIJILL_REGISTER", raising=False)
    monkeypatch.delenv("SIJILL_TRACE", raising=False)

    def running(*argv: object) -> Ended:
        monkeypatch.setattr(sys, "argv", ["sijill", *map(str, argv)])
        code: object = 0
        try:
            cli.main()
        except SystemExit as leaving:
            code = leaving.code or 0
        out, err = capsys.readouterr()
        assert isinstance(code, int)
        return Ended(code, out, err)

    return running
