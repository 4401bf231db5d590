"""Reading cards: parsing, the process beside the program, the talk, and what the officer sees."""
