"""`dataclass` for what is made by the thousand: cells, places, figures, claims.

To the type checker it is `dataclasses.dataclass`, and a frozen class is frozen. At run time nothing stands guard: the
guard sets every field through `object.__setattr__`, which makes an instance take four times as long.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses

    def dataclass(*, frozen: bool = False, eq: bool = True, **options: bool):
        """As `dataclasses.dataclass`; what is frozen can be hashed if it can be compared, but is not guarded."""
        return dataclasses.dataclass(eq=eq, unsafe_hash=frozen and eq, **options)


__all__ = ["dataclass"]
