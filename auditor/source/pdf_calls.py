"""PDFium's functions with addresses as plain numbers.

The bindings of pypdfium2 take and give typed pointers, and making and checking these takes longer than most calls.
"""

from __future__ import annotations

import ctypes
from typing import Any

__all__ = ["Pdfium"]


class Pdfium:
    """What `pypdfium2.raw` holds, by its names there. A null pointer is None; structures are given by `byref`."""

    def __init__(self) -> None:
        import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

        self._pdfium = pdfium

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._pdfium, name)
        if hasattr(found, "argtypes"):
            kinds, result = found.argtypes, found.restype
            found = type(found)(ctypes.cast(found, ctypes.c_void_p).value)
            found.argtypes = [_plain(kind) for kind in kinds]
            found.restype = _plain(result)
        setattr(self, name, found)
        return found


def _plain(kind: Any) -> Any:
    pointer = isinstance(kind, type) and issubclass(kind, ctypes._Pointer)
    return ctypes.c_void_p if pointer else kind
