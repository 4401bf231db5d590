"""What a resident wants, from words of their own: a table of words and a few rules, all local.

spelling    one word for each meaning, in all the ways people type it
ambiguous   words that mean two things, by their neighbours
table       the intents and the lines that tell them
reading     a message as words of one spelling
phrases     lines found in a message, never across a negation
ranking     which intent is meant, and how sure that is
"""

from __future__ import annotations

from flows.intents.ranking import Meaning, alarming, understand

__all__ = ["Meaning", "alarming", "understand"]
