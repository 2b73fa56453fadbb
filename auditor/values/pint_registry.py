"""The pint registry of `data/units_zh.txt`: for conversions at a prompt and for the test of the table of units.

Nothing on the way of a check imports this module; pint alone takes longer than reading a document.
"""

from __future__ import annotations

import os
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from auditor.values.tables import DATA

if TYPE_CHECKING:
    from pint import UnitRegistry

__all__ = ["SPELLINGS", "pint_name", "registry"]

DEFINITIONS = os.path.join(DATA, "units_zh.txt")

# Symbols that are no identifiers, and pint knows no others, under the names that units_zh.txt gives them.
SPELLINGS = {
    "%": "百分比",
    "‰": "千分比",
    "㎡": "平方米",
    "m²": "m2",
    "km²": "km2",
    "m³": "m3",
    "℃": "摄氏度",
    "Mb/s": "Mb_s",
    "台/套": "台_套",
}


@cache
def registry() -> UnitRegistry[Any]:
    """The registry, built once, with Decimal magnitudes. Raises pint's errors for a definition it cannot read."""
    from pint import UnitRegistry

    return UnitRegistry(DEFINITIONS, non_int_type=Decimal, on_redefinition="raise", cache_folder=None)


def pint_name(symbol: str) -> str:
    """The name in the registry of a symbol of the table: 台（套） is 台_套, % is 百分比."""
    return SPELLINGS.get(symbol) or symbol.replace("（", "_").replace("）", "")
