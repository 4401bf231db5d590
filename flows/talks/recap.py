"""The last look before sending: every answer, and the way to change any of them."""

from __future__ import annotations

from flows.matching import polite
from flows.questions import Choose, Option
from flows.words import Text, _, lines

SEND = Option(
    "send",
    _("Kirim"),
    polite("kirim", "kirim sekarang", "kirim saja", "ya kirim", "kirimkan", "langsung kirim",
           "send", "kintun", "ya kintun", "dipunkintun", "ya", "benar", "ya benar", "sudah benar",
           "betul", "ya betul", "leres", "sampun leres"),
)  # fmt: skip
EDIT = Option(
    "edit",
    _("Ubah"),
    ("ganti", "edit", "perbaiki", "ubah jawaban", "salah", "gantos", "ada yang salah", "klentu"),
    does="edit",
)
CANCEL = Option("cancel", _("Batal"), ("batalkan", "mboten sios"), does="cancel")


def recap_question(words: Text) -> Choose:
    """The question that closes a talk; `words` stand above the answers."""
    return Choose(key="send", ask=words, strict=True, options=(SEND, EDIT, CANCEL), recaps=True)


def recapped(words: Text, shown: tuple[tuple[Text, Text], ...]) -> Text:
    """The words with one line for each answer below."""
    rows = (Text("{title}: {answer}").format(title=t, answer=a) for t, a in shown)
    return lines(words, *rows)
