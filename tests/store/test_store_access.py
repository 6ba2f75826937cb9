"""One mechanism for access: closed by default, the strictest deposit holds."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from sijill.model.evidence import Access, Purpose, Terms, strictest
from sijill.model.log import Act
from sijill.store import log
from sijill.store.access import Use, allowed, permitted, terms_of
from sijill.store.layout import Register

CONSENTS = [
    frozenset(chosen) for size in range(len(Purpose) + 1) for chosen in itertools.combinations(Purpose, size)
]
EVERY_TERMS = [Terms(access=access, consent=consent) for access in Access for consent in CONSENTS]
TERMS = st.sampled_from(EVERY_TERMS)


def test_nothing_is_published_that_one_deposit_closes() -> None:
    """Over all pairs of terms: published only if both are public and both agree to keeping and publication."""
    for pair in itertools.product(EVERY_TERMS, repeat=2):
        held = strictest(list(pair))
        open_ = all(
            each.access is Access.PUBLIC and {Purpose.KEEP, Purpose.PUBLISH} <= each.consent for each in pair
        )
        assert allowed(held, Use.PUBLISH, Access.PUBLIC) is open_
        assert allowed(held, Use.READ, Access.PUBLIC) is open_


@given(st.lists(TERMS, min_size=1, max_size=6), TERMS, st.sampled_from(Use), st.sampled_from(Access))
def test_a_further_deposit_never_opens(given: list[Terms], more: Terms, use: Use, reader: Access) -> None:
    """Whatever else is handed in on whatever terms, nothing becomes permitted that was not; order is nothing."""
    held = strictest([*given, more])
    assert held == strictest([more, *reversed(given)])
    if allowed(held, use, reader):
        assert all(allowed(each, use, reader) for each in given)


@given(TERMS, st.sampled_from(Use))
def test_a_closer_reader_reads_more(terms: Terms, use: Use) -> None:
    """Whoever is nearer to the team may read at least what those farther away may, given consent to keep."""
    kept = Terms(access=terms.access, consent=terms.consent | {Purpose.KEEP})
    answers = [allowed(kept, use, reader) for reader in (Access.PUBLIC, Access.PARTNER, Access.TEAM)]
    assert answers == sorted(answers)


def test_sealed_is_read_by_nobody_here_and_counted_nowhere() -> None:
    """Sealed terms permit no use to any reader up to the team."""
    for consent, use, reader in itertools.product(
        CONSENTS, Use, (Access.PUBLIC, Access.PARTNER, Access.TEAM)
    ):
        assert not allowed(Terms(access=Access.SEALED, consent=consent), use, reader)


def test_a_copy_leaves_only_with_consent_for_its_reader() -> None:
    """Of what is kept: to the public what may be published, to a partner what may be shared or published, to the team all."""
    wanted = {Access.PUBLIC: {Purpose.PUBLISH}, Access.PARTNER: {Purpose.PUBLISH, Purpose.SHARE}}
    for held, reader in itertools.product(EVERY_TERMS, (Access.PUBLIC, Access.PARTNER, Access.TEAM)):
        agreed = Purpose.KEEP in held.consent and wanted.get(reader, {Purpose.KEEP}) & held.consent
        expected = held.access.rank <= reader.rank and held.access is not Access.SEALED and bool(agreed)
        assert allowed(held, Use.EXPORT, reader) is expected
        assert not allowed(held, Use.EXPORT, Access.SEALED)


def test_the_register_asks_the_deposits(register: Register) -> None:
    """In a register, terms are those of all deposits of an exhibit together."""
    deposits = [
        ("2026-000001", "public", ["keep", "publish"]),
        ("2026-000002", "public", ["keep", "publish"]),
        ("2026-000002", "team", ["keep"]),
        ("2026-000003", "public", ["keep", "publish"]),
        ("2026-000003", "public", ["keep"]),
        ("2026-000004", "team", ["keep", "totals"]),
    ]
    about = {"size": 1, "name": "x", "source": "", "list": None}
    log.append(
        register,
        [
            (
                Act.ACCESSION,
                about | {"exhibit": number, "object": number, "access": access, "consent": consent},
            )
            for number, access, consent in deposits
        ],
    )
    published = [each.number for each in permitted(register, Use.PUBLISH)]
    assert published == ["2026-000001"]
    assert [each.number for each in permitted(register, Use.READ, reader=Access.PUBLIC)] == published
    assert len(permitted(register, Use.READ)) == 4
    assert [each.number for each in permitted(register, Use.TOTALS)] == ["2026-000001", "2026-000004"]
    assert terms_of(register)["2026-000002"].access is Access.TEAM  # type: ignore[index]  # an id as text
