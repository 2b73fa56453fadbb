"""auditor: finds what is inconsistent in Chinese budget-performance documents."""

__version__ = "0.1.0"
