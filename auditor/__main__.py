"""`python -m auditor` and the console script: `--version` is answered before anything is imported."""

import sys


def main() -> None:
    """Runs the command line and exits with its status."""
    if sys.argv[1:] == ["--version"]:
        from auditor import __version__

        sys.stdout.write(f"auditor {__version__}\n")
        return
    from auditor.cli import auditor

    auditor()


if __name__ == "__main__":
    main()
