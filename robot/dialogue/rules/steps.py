"""Inside a service: 第三步是什么, 一共几步, 从头开始."""

from __future__ import annotations

import re
from dataclasses import replace

from robot.content.numerals import number_value
from robot.dialogue.answering import Answering, Turned
from robot.dialogue.replies import compose, services
from robot.dialogue.rules.base import chosen
from robot.dialogue.session import Session
from robot.nlu.text.normalise import numbers_in_words, plain
from robot.turn import Candidate, Understanding

_NUMBERED = re.compile(r"第([一二两三四五六七八九十]+)(?:步|个步骤)")
_COUNTED = re.compile(
    r"(?:一共|总共|拢共|统共|共)(?:要|得|有|分)*(?:几|多少)(?:个?步骤?|步)|^(?:要|得|有|分)*几(?:个步骤|步)"
)
_ANEW = re.compile(r"从头(?:再)?(?:开始|来|讲|说一?遍|说起)|从第一步")
_LONGEST = 14
"""Characters of a wish about the steps; who says more asks something of his own."""


def in_the_service(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """The step that was named, how many there are, or the service from its first step on."""
    service = kit.content.services.get(session.service or "")
    text = numbers_in_words(plain(understood.text))
    is_in_it = service is not None and session.step >= 0 and not session.asked_back
    if not is_in_it or service is None or kit.guide.services is None or len(text) > _LONGEST:
        return None
    if _ANEW.search(text):
        return kit.meant(chosen(understood, Candidate("service", service.id, 1.0)), session)
    if _COUNTED.search(text):
        reply, session = services.at(kit.content, kit.guide, understood, session, max(session.step, 0))
        count = compose.filled(kit.content.prompts.step_count, {"count": str(len(service.steps))})
        return replace(reply, spoken=count + reply.spoken), session
    named = _NUMBERED.search(text)
    number = number_value(named.group(1)) if named else None
    if number is None:
        return None
    return services.at(kit.content, kit.guide, understood, session, number - 1)
