"""What a flow wants to have done. A flow only says so; `handlers.effects` does it, in the
same transaction as the answer that caused it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flows.messages import Media
from flows.words import Text


@dataclass(frozen=True, slots=True)
class Choice:
    """A button before it has a language."""

    data: str
    label: Text
    number: str = ""


@dataclass(frozen=True, slots=True)
class Say:
    """Answer the person who is talking to us, now, in this chat."""

    text: Text
    choices: tuple[Choice, ...] = ()
    columns: int = 1
    hold: timedelta | None = None
    """Wait so long before sending; dropped when the person's next message comes first."""


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """Remember the person's language (`id` or `jv`)."""

    language: str


@dataclass(frozen=True, slots=True)
class RecordConsent:
    """Append a consent or a refusal, with the text that was shown."""

    purpose: str
    given: bool
    text: Text


@dataclass(frozen=True, slots=True)
class KeepMedia:
    """Remember files of this message as documents of the open talk; fetching is a job."""

    question: str
    media: tuple[Media, ...]
    reads: str = ""
    """`flows.cases.card_reading.Wants`, where a card may be on them that is to be read."""


@dataclass(frozen=True, slots=True)
class DropMedia:
    """Forget the files that were kept for this question; the person wants to send others."""

    question: str


@dataclass(frozen=True, slots=True)
class AcceptPoor:
    """The poor photos of this question are sent as they are; an officer sees that."""

    question: str


@dataclass(frozen=True, slots=True)
class OpenCase:
    """The talk is complete: open a case from its answers and say its number."""

    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CheckRegistry:
    """Tell whether somebody is in the social registry, as far as this person may know."""

    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ReportMismatch:
    """The talk about a row of the registry that is not true is complete."""

    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DeclineReport:
    """A supervisor says why such a report is not passed on."""

    report_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class OwnData:
    """Somebody wants to see their own data, have a copy, or have something done with them."""

    what: str
    """`stored`, `looked`, `copy`, or a `flows.privacy.Kind`."""
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DeclineRequest:
    """An officer says why such a request cannot be met."""

    request_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class ChangeNumber:
    """Somebody writes from a new number and says who they are."""

    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AddToCase:
    """Somebody adds photos or words to a report of theirs that was sent already."""

    case_id: int
    words: str


@dataclass(frozen=True, slots=True)
class AskOfficer:
    """Somebody asks the officer who has their report something."""

    case_id: int
    words: str


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """An officer answers such a question."""

    question_id: int
    words: str


@dataclass(frozen=True, slots=True)
class SendFeedback:
    """A suggestion, praise, or a complaint about an officer is complete."""

    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AnswerFeedback:
    """Who read it answers."""

    feedback_id: int
    words: str


@dataclass(frozen=True, slots=True)
class SendPaper:
    """Send something we make on paper, once it is made: a file follows what was said."""

    kind: str
    """`brochure` or `explainer`."""
    code: str
    """The service or program it is about; may be empty for what is about none."""


@dataclass(frozen=True, slots=True)
class ShowTasks:
    """Show a staff member the cases that wait for them."""


@dataclass(frozen=True, slots=True)
class Act:
    """The talk before an act on a case is complete: do it with these answers."""

    event: str
    """`flows.cases.states.Event`."""
    case_id: int
    version: int
    """The version that the person saw: of the case, or of the referral where one is named."""
    answers: Mapping[str, Any]
    referral_id: int = 0
    """The referral that is answered; 0 for an act on the case itself."""


@dataclass(frozen=True, slots=True)
class CallOfficer:
    """Ask a human to take over."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class StopNotices:
    """The person wants no more messages of this purpose (`campaign` or `case`)."""

    purpose: str


@dataclass(frozen=True, slots=True)
class ResumeNotices:
    """The person wants messages of this purpose (`campaign` or `case`) again."""

    purpose: str = "case"


@dataclass(frozen=True, slots=True)
class Forget:
    """Purge what this unfinished talk has stored (answers, media references)."""


@dataclass(frozen=True, slots=True)
class Remind:
    """Set a timer of ours for this conversation; an earlier one of the same kind is replaced."""

    kind: str
    after: timedelta


@dataclass(frozen=True, slots=True)
class Unremind:
    """Drop the conversation's timer of that kind."""

    kind: str


Effect = (
    Say
    | SetLanguage
    | RecordConsent
    | KeepMedia
    | DropMedia
    | AcceptPoor
    | OpenCase
    | CheckRegistry
    | ReportMismatch
    | DeclineReport
    | OwnData
    | DeclineRequest
    | ChangeNumber
    | AddToCase
    | AskOfficer
    | AnswerQuestion
    | SendFeedback
    | AnswerFeedback
    | SendPaper
    | ShowTasks
    | Act
    | CallOfficer
    | StopNotices
    | ResumeNotices
    | Forget
    | Remind
    | Unremind
)


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where a person is in a talk. No pointer into a graph: only what was answered."""

    flow: str = ""
    """Name of the open talk; empty between talks."""
    asked: str = ""
    """Key of the question last asked."""
    answers: Mapping[str, Any] = field(default_factory=dict)
    misses: int = 0
    """Answers in a row that were not understood."""
    talk: int = 0
    """Counts the person's talks; one case at most per talk (a constraint in the database)."""
    pending: str = ""
    """A question of the engine itself that waits for an answer (`resume`, `stop`, `edit`)."""
    shown: str = ""
    """When the last question was shown: ISO 8601, UTC."""
    wrote: str = ""
    """Key of the story that was written last and may still grow."""
    wrote_at: str = ""
    """When it was written: ISO 8601, UTC."""
    page: int = 0
    """Which part of a long list is shown."""
    subject: Mapping[str, Any] = field(default_factory=dict)
    """What the talk is about when it was not started by the person (a case id, a version)."""

    def to_json(self) -> dict[str, Any]:
        """Plain values for an encrypted column."""
        return {
            "flow": self.flow,
            "asked": self.asked,
            "answers": dict(self.answers),
            "misses": self.misses,
            "talk": self.talk,
            "pending": self.pending,
            "shown": self.shown,
            "wrote": self.wrote,
            "wrote_at": self.wrote_at,
            "page": self.page,
            "subject": dict(self.subject),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Conversation:
        """The conversation as it was stored by `to_json`; unknown keys of a later release drop."""
        known = {k: v for k, v in stored.items() if k in cls.__slots__}
        return cls(**known)


@dataclass(frozen=True, slots=True)
class Turn:
    """The outcome of one message: the conversation after it, and what must be done."""

    conversation: Conversation
    effects: tuple[Effect, ...] = ()
