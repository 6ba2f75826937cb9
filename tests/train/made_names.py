"""Invented name pairs to learn from: parts that no lexicon has, in combinations of three."""

import csv
import random
from pathlib import Path

PARTS = {
    "سلماح": "Salmah",
    "درغام": "Durgham",
    "نوفان": "Nawfan",
    "بركون": "Barkun",
    "شهلاب": "Shahlab",
    "رمثان": "Ramthan",
    "جدعوم": "Jadoom",
    "كفاحين": "Kafaheen",
    "زلفاط": "Zulfat",
    "وردوس": "Wardous",
    "سليم": "Salim",
    "حداد": "Haddad",
}
RARE, COMMON = "سليم", "حداد"
"""Parts of the lexicon that 19 and 20 of the persons below have."""


def write_pairs(folder: Path, columns: tuple[str, str] = ("name_ar", "name_en")) -> None:
    """Write the file of the hand ``press``: 120 persons, of whom 19 have ``RARE`` and 20 ``COMMON``."""
    draw = random.Random(3)
    invented = [part for part in PARTS if part not in {RARE, COMMON}]
    names: set[tuple[str, ...]] = set()
    while len(names) < 120:
        third = RARE if len(names) < 19 else COMMON if len(names) < 39 else draw.choice(invented)
        name = (*draw.sample(invented, 2), third)
        if len(set(name)) == 3:
            names.add(name)
    with (folder / "press_fullnames.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows((" ".join(name), " ".join(PARTS[part] for part in name)) for name in sorted(names))
