"""How the talk before an act on a case ends: the act is carried out with what was answered.

Such a talk is about `subject`: `case_id`, `version` (what the person saw), `ticket`, `event`,
`referral_id` where a referral is answered, and what else the handler that began it lays down
for its questions (see `handlers.acts.talking`).
"""

from __future__ import annotations

from flows.effects import Act, Effect
from flows.questions import Scene
from flows.words import Text, literal


def act(scene: Scene) -> tuple[Effect, ...]:
    """The `then` of such a talk. A last look's own answer (`send`) is no part of the act."""
    about = scene.subject
    answers = {key: value for key, value in scene.answers.items() if key != "send"}
    return (
        Act(
            str(about["event"]),
            int(about["case_id"]),
            int(about.get("version", 0)),
            answers,
            int(about.get("referral_id", 0)),
        ),
    )


def ticket(scene: Scene) -> Text:
    """The number of the case that the talk is about."""
    return literal(str(scene.subject.get("ticket", "")))
