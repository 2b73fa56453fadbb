"""Collections of invented documents with known defects, for tests and measurements: `python -m generator DIR`."""

from generator.collection import Defect, Plan, edited, files, goals

__all__ = ["Defect", "Plan", "edited", "files", "goals"]
