"""The acts of the log, against the published vocabulary of preservation events."""

from sijill.model.log import Act

PREMIS = frozenset(
    """accession; appraisal; capture; compiling; compression; creation; deaccession; decompression; decryption;
    deletion; digital signature generation; digital signature validation; displaying; dissemination; encryption;
    execution; exporting; extraction; filename change; fixity check; forensic feature analysis;
    format identification; imaging; information package creation; information package merging;
    information package splitting; ingestion; ingestion end; ingestion start; interpreting;
    message digest calculation; metadata extraction; metadata modification; migration; modification;
    normalization; packing; policy assignment; printing; quarantine; recovery; redaction; refreshment; rendering;
    replication; transfer; unpacking; unquarantine; validation; virus check""".replace("\n   ", "").split(
        "; "
    )
)
"""The labels of id.loc.gov/vocabulary/preservation/eventType, as of 24 September 2018."""

OURS = {
    Act.LINKAGE,
    Act.ESTIMATION,
    Act.CLAIMS,
    Act.CLAIM,
    Act.SCREENING,
    Act.COMPARISON,
    Act.KEY_CHANGE,
    Act.DERIVATION,
    Act.DECISION,
    Act.LIST_LOADING,
    Act.HOLD,
    Act.RELEASE,
    Act.TIME_STAMP,
}


def test_acts_are_told_in_premis_words() -> None:
    """Every act has a PREMIS word or is one of the few for which PREMIS has none."""
    assert len(PREMIS) == 50
    assert {act for act in Act if act.value not in PREMIS} == OURS


def test_the_words_are_told_apart_in_the_documentation() -> None:
    """The docstring of the acts names each word that is ours."""
    told = " ".join((Act.__doc__ or "").split())
    for act in OURS:
        assert act.value in told
