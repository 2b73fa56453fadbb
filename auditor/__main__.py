"""`python -m auditor` and the console script: what is known already is answered before anything is imported."""

import sys


def main() -> None:
    """Runs the command line and exits with its status."""
    arguments = sys.argv[1:]
    try:
        run(arguments)
    except KeyboardInterrupt:
        # The commands answer an interruption themselves; here it came before them, or once more.
        from auditor.wording import INTERRUPTED, LANGUAGES, asked_language, language_in

        lang = asked_language(language_in(arguments)) or LANGUAGES[0]
        sys.stderr.write(f"auditor: {INTERRUPTED.in_(lang)}\n")
        sys.exit(2)


def run(arguments: list[str]) -> None:
    """The command line with these arguments."""
    if arguments == ["--version"]:
        from auditor import __version__

        sys.stdout.write(f"auditor {__version__}\n")
        return
    from auditor.answers import answered, question_of

    question = question_of(arguments)
    status = answered(question) if question else None
    if status is not None:
        sys.exit(status)
    import gc

    from auditor import compiled

    # Little is thrown away while modules are loaded and a few files are checked.
    gc.disable()
    known = compiled.load()
    try:
        if question:
            from auditor.plain import checked_plainly

            status = checked_plainly(arguments, question)
        if status is not None:
            # Nor need it be looked through once more at the end.
            gc.freeze()
            sys.exit(status)
        gc.enable()
        from auditor.cli import auditor

        auditor(question=question)
    finally:
        compiled.save(known)


if __name__ == "__main__":
    main()
