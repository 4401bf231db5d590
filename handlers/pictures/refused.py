"""Why a file is not taken."""


class Refused(Exception):
    """Not a file that we take; the argument is a word for the record, never content."""
