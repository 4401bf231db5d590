"""Clean files and honest verdicts, on photos of invented cards."""
