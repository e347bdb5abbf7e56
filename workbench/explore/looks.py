"""Words for looks: what people type of a vehicle, mark or thing, and what records hold for it.

Colors, makes and styles are those of the NCIC code manual (VCO, VMA, VST).
"""

from __future__ import annotations

from collections.abc import Mapping

_ALIKE = """\
BEIGE BGE;BLACK BLK;BLUE BLU;BRONZE BRZ;BROWN BRO BRN;BURGUNDY MAROON MAR;COPPER CPR;CREAM CRM;
GOLD GLD;GRAY GREY GRY;GREEN GRN;LAVENDER LAV;ORANGE ONG;PINK PNK;PURPLE PLE;SILVER SIL;TEAL TEA;
TURQUOISE TRQ;WHITE WHI WHT;YELLOW YEL
ACURA ACUR;BUICK BUIC;CADILLAC CADI;CHEVROLET CHEVY CHEV;CHRYSLER CHRY;DODGE DODG;HONDA HOND;
HYUNDAI HYUN;INFINITI INFI;JAGUAR JAGU;LEXUS LEXS;LINCOLN LINC;MAZDA MAZD;MERCEDES BENZ MERZ;
MERCURY MERC;MITSUBISHI MITS;NISSAN NISS;PONTIAC PONT;PORSCHE PORS;SUBARU SUBA;SUZUKI SUZI;
TESLA TESL;TOYOTA TOYT;VOLKSWAGEN VW VOLK;VOLVO VOLV;YAMAHA YAMA;KAWASAKI KAWK;HARLEY HD
SEDAN 4D 4DR;COUPE 2D 2DR;WAGON SUV SW UT;PICKUP TRUCK PK;VAN MINIVAN VN;CONVERTIBLE CV;
HATCHBACK HB;MOTORCYCLE MC
TATTOO TATTOOS TAT TATT;SCAR SCARS SC;PIERCING PIERCED PRCD
GUN FIREARM;CALIBER CALIBRE CAL"""
_FORMS: Mapping[str, frozenset[str]] = {
    word: frozenset(group.split())
    for group in _ALIKE.replace("\n", ";").split(";")
    for word in group.split()
}
NOT_ASKED = frozenset(("A", "AN", "AND", "AT", "CAR", "IN", "OF", "ON", "THE", "TO")) | frozenset(
    ("VEHICLE", "WITH")
)
"""Words that describe nothing."""
FIRST_YEAR, LAST_YEAR = 1950, 2049


def forms(word: str) -> frozenset[str]:
    """The word with its codes and other words for the same ("WHITE", "WHI", "WHT")."""
    return _FORMS.get(word, frozenset()) | {word}


def is_model_year(word: str) -> bool:
    """Whether it can be the year of a vehicle."""
    return len(word) == 4 and word.isdecimal() and FIRST_YEAR <= int(word) <= LAST_YEAR
