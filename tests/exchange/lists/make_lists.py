"""Makes the lists beside it: invented parties in the published formats, sound ones and broken ones.

Run it from anywhere (``python tests/exchange/lists/make_lists.py``); a test compares its bytes with the files.
The names, numbers and dates are made up; nobody is meant.
"""

from pathlib import Path

HERE = Path(__file__).parent
NULL = "-0- "
END = b"\x1a"

BASEL = ("90001", "AL-WARDANI, Basel Nizar", "individual", "RIVERS] [RIVERS-EO1")
BASEL_REMARKS = (
    "DOB 03 May 1961; POB Sohar, Oman; nationality Oman; Gender Male; Passport X5550001 (Oman) expires "
    "01 Jan 2035; alt. Passport Y-777 0002 (Brazil); Minister of Rivers; Linked To: NAJMA RIVER TRADING CO."
)
LAYTH = ("90002", "QASIMI, Layth Munir", "individual", "RIVERS")
LAYTH_REMARKS = "DOB circa 1970; POB near Salalah, Oman; citizen Oman; a.k.a. 'ABU NADIR'; a.k.a. 'Abu Sa'd'."
NAJMA = ("90003", "NAJMA RIVER TRADING CO., LTD.", NULL, "RIVERS")
LANTERN = ("90004", "SEA LANTERN", "vessel", "RIVERS")
RANA = ("90005", "HADDAWI, Rana Fouad", "individual", "LAKES")
PLANE = ("90006", "XX-QQZ", "aircraft", "LAKES")
SAMIR = ("90007", "TARABULSI, Samir Adel", "individual", "LAKES")


def main_row(party: tuple[str, str, str, str], remarks: str = NULL) -> str:
    """One row of the main file: 12 fields."""
    number, name, kind, tags = party
    shown = kind if kind == NULL else f'"{kind}"'
    last = remarks if remarks == NULL else f'"{remarks}"'
    return f'{number},"{name}",{shown},"{tags}",' + f"{NULL}," * 7 + last


def alias_row(number: str, alias: str, name: str, kind: str = "aka") -> str:
    """One row of the file of aliases: 5 fields."""
    return f'{number},{alias},"{kind}","{name}",{NULL}'


def address_row(number: str) -> str:
    """One row of the file of addresses: 6 fields."""
    return f'{number},1{number},{NULL},"Sohar","Oman",{NULL}'


def sheet(*rows: str) -> bytes:
    """Rows as published: carriage return and line feed, then a line of one ^Z."""
    return "".join(f"{row}\r\n" for row in rows).encode("latin-1") + END


FIRST = (
    main_row(BASEL, BASEL_REMARKS),
    main_row(LAYTH, LAYTH_REMARKS),
    main_row(NAJMA, "all offices; Linked To: AL-WARDANI, Basel Nizar."),
    main_row(LANTERN, "Vessel Registration Identification IMO 9999993."),
    main_row(RANA, "DOB 1984; nationality Brazil."),
    main_row(PLANE),
)
SECOND = (*FIRST[:4], FIRST[5], main_row(SAMIR, "DOB Oct 1958 to Nov 1959; nationality Brazil."))
ALIASES = (
    alias_row("90001", "1", "WARDANI, Basil"),
    alias_row("90001", "2", "AL WARDANY, Bassel"),
    alias_row("90003", "3", "NAJMAT AL-NAHR TRADING", "fka"),
)
NUMBERS = ("90001", "90002", "90003", "90004")


def ofac() -> dict[str, bytes]:
    """Three dates of the SDN list (the third without its main file) and one of the non-SDN list."""
    return {
        "sound/ofac_2030-01-10/sdn.csv": sheet(*FIRST),
        "sound/ofac_2030-01-10/alt.csv": sheet(*ALIASES),
        "sound/ofac_2030-01-10/add.csv": sheet(*map(address_row, (*NUMBERS, "90005", "90006"))),
        "sound/ofac_2030-06-20/SDN.CSV": sheet(*SECOND),
        "sound/ofac_2030-06-20/ALT.CSV": sheet(*ALIASES),
        "sound/ofac_2030-06-20/ADD.CSV": sheet(*map(address_row, (*NUMBERS, "90006", "90007"))),
        "sound/ofac_2031-02-01/alt.csv": sheet(
            *ALIASES,
            alias_row("90009", "4", "JABALI, Nour Sami"),
            alias_row("90009", "5", "JABALI CO., LTD."),
        ),
        "sound/ofac_2031-02-01/add.csv": sheet(*map(address_row, (*NUMBERS, "90007", "90008", "90009"))),
        "sound/ofac_2031-02-01/cons_prim.csv": sheet(
            main_row(("80001", "AL-SAQQAF, Hala", "individual", "NS-X"))
        ),
    }


def broken_ofac() -> dict[str, bytes]:
    """One folder for each defect, named by it."""
    whole, aliases = sheet(*FIRST), sheet(*ALIASES)
    return {
        "broken/row_cut_2030-01-10/sdn.csv": whole[: whole.index(b"SEA LANTERN") + 30],
        "broken/quote_open_2030-01-10/sdn.csv": whole[: whole.index(b"SEA LANTERN") + 4],
        "broken/quote_stray_2030-01-10/sdn.csv": whole.replace(b'"XX-QQZ"', b'"XX"QQZ"'),
        "broken/binary_2030-01-10/sdn.csv": b"PK\x03\x04" + bytes(range(256)),
        "broken/empty_2030-01-10/sdn.csv": b"",
        "broken/end_mark_only_2030-01-10/sdn.csv": END,
        "broken/header_2030-01-10/sdn.csv": b"ent_num,name,type,program,a,b,c,d,e,f,g,remarks\r\n" + whole,
        "broken/type_unknown_2030-01-10/sdn.csv": whole.replace(b'"vessel"', b'"submarine"'),
        "broken/number_twice_2030-01-10/sdn.csv": sheet(*FIRST, FIRST[1]),
        "broken/main_cut_2030-01-10/sdn.csv": sheet(*FIRST[:1])[:-1],
        "broken/main_cut_2030-01-10/alt.csv": aliases,
        "broken/aliases_only_2030-01-10/alt.csv": aliases,
        "broken/undated/sdn.csv": whole,
    }


def party_xml(tag: str, reference: str, name: str, more: str) -> str:
    """One party of the UN's form."""
    return (
        f"<{tag}><DATAID>1</DATAID>{name}<UN_LIST_TYPE>Rivers</UN_LIST_TYPE>"
        f"<REFERENCE_NUMBER>{reference}</REFERENCE_NUMBER><LISTED_ON>2029-11-05</LISTED_ON>{more}</{tag}>\n"
    )


def list_xml(*, individuals: str, entities: str, head: str = "") -> bytes:
    """A list of the UN's form."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{head}'
        '<CONSOLIDATED_LIST dateGenerated="2030-03-01T00:00:09.554Z">\n'
        f"<INDIVIDUALS>\n{individuals}</INDIVIDUALS>\n<ENTITIES>\n{entities}</ENTITIES>\n</CONSOLIDATED_LIST>\n"
    ).encode()


MAYS = party_xml(
    "INDIVIDUAL",
    "RVi.001",
    "<FIRST_NAME>MAYS</FIRST_NAME><SECOND_NAME>HILMI</SECOND_NAME><THIRD_NAME>AL-BARRAK</THIRD_NAME>",
    "<NAME_ORIGINAL_SCRIPT>ميس حلمي البراك</NAME_ORIGINAL_SCRIPT><NATIONALITY><VALUE>Oman</VALUE></NATIONALITY>"
    "<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Mais Barrak; Mayss al-Barraq</ALIAS_NAME></INDIVIDUAL_ALIAS>"
    "<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The Heron</ALIAS_NAME></INDIVIDUAL_ALIAS>"
    "<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>"
    "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1977-02-09</DATE></INDIVIDUAL_DATE_OF_BIRTH>"
    "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1980</YEAR></INDIVIDUAL_DATE_OF_BIRTH>"
    "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1975</FROM_YEAR><TO_YEAR>1978</TO_YEAR>"
    "</INDIVIDUAL_DATE_OF_BIRTH><INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE/></INDIVIDUAL_DATE_OF_BIRTH>"
    "<INDIVIDUAL_PLACE_OF_BIRTH><CITY>Sohar</CITY><COUNTRY>Oman</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>"
    "<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>Z1234567</NUMBER>"
    "<ISSUING_COUNTRY>Oman</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT><INDIVIDUAL_DOCUMENT/>",
)
DELTA = party_xml("ENTITY", "RVe.001", "<FIRST_NAME>DELTA FRONT FOR RIVERS</FIRST_NAME>", "")
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "river"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n'


def un() -> dict[str, bytes]:
    """One sound list and one folder for each defect."""
    sound = list_xml(individuals=MAYS, entities=DELTA)
    return {
        "sound/un_2030-03-01/consolidated.xml": sound,
        "broken/xml_cut_2030-03-01/consolidated.xml": sound[: len(sound) // 2],
        "broken/xml_doctype_2030-03-01/consolidated.xml": list_xml(
            individuals=MAYS, entities=DELTA, head=DOCTYPE
        ),
        "broken/xml_other_2030-03-01/consolidated.xml": b"<feed><entry/></feed>\n",
        "broken/xml_twice_2030-03-01/consolidated.xml": list_xml(individuals=MAYS + MAYS, entities=DELTA),
        "broken/xml_nobody_2030-03-01/consolidated.xml": list_xml(individuals="", entities=""),
    }


def files() -> dict[str, bytes]:
    """Every file, by its path from this folder."""
    return {**ofac(), **broken_ofac(), **un()}


if __name__ == "__main__":
    for name, content in files().items():
        path = HERE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
