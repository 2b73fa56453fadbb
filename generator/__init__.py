"""Collections of invented documents with known defects, for tests and measurements: `python -m generator DIR`."""

from generator.collection import Defect, Plan, files, goals

__all__ = ["Defect", "Plan", "files", "goals"]
