"""Say why a picture is set as it is: size, width, place, breaks, and why nothing larger stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sharegen.family import plan
from sharegen.layout import areas_of
from sharegen.layout.trials import Trial, trials
from sharegen.model.card import Card
from sharegen.model.diagnostic import Diagnostic, ProjectError
from sharegen.model.frame import Frame, Setting
from sharegen.model.manuscript import STATUSES
from sharegen.model.project import Project
from sharegen.oneoff import Wish, cards_of
from sharegen.pipeline import prove
from sharegen.resolve import Selection

_SAID = 3  # larger rungs in words; the JSON has all
_WHERE = {
    "whole": "on the whole area",
    "above": "above what is kept clear",
    "below": "below what is kept clear",
    "left": "left of what is kept clear",
    "right": "right of what is kept clear",
}
_RUNGS = {
    "size": "a size of the style, letters at full width",
    "narrower": "a size of the style, letters narrower",
    "smaller": "below the sizes of the style, letters as narrow as may be",
    "short": "the short text, since the text itself does not fit",
}


@dataclass(frozen=True, slots=True)
class Question:
    """What to explain: a caption's id, or with `is_text` words themselves, on a placement."""

    caption: str
    placement: str
    language: str = ""
    is_text: bool = False


def explain(project: Project, question: Question) -> dict[str, Any]:
    """Turn a question into plain values, rounded to 0.01 px; docs/explain.md has the fields.

    Raises ProjectError for what does not exist, CardError for what cannot be set.
    """
    card = card_of(project, question)
    return explained(card, prove(card))


def explained(card: Card, frame: Frame) -> dict[str, Any]:
    """What `explain` finds, of a card that was set."""
    passages = [
        _passage(setting, trials(card, passage, setting, areas))
        for passage, setting, areas in areas_of(card, frame)
    ]
    order = [passage.role for passage in card.passages]
    passages.sort(key=lambda row: order.index(row["role"]))
    return {
        "caption": card.caption,
        "placement": card.placement.id,
        "lang": card.case.language.tag,
        "template": card.template,
        "background": card.background.id,
        "width": card.placement.size.width,
        "height": card.placement.size.height,
        "by_hand": list(card.by_hand),
        "shared_px": None if card.shared_px is None else round(card.shared_px, 2),
        **_headline(frame, passages),
        "passages": passages,
    }


def _headline(frame: Frame, passages: list[dict[str, Any]]) -> dict[str, Any]:
    """The passage that the picture is about; nothing where art stands alone."""
    role = frame.headline.role if frame.headline else ""
    return next((row for row in passages if row["role"] == role), {})


def card_of(project: Project, question: Question) -> Card:
    """The card a question is about. Raises ProjectError for what does not exist."""
    if question.is_text:
        wish = Wish(question.caption, (question.placement,), language=question.language)
        return cards_of(project, wish)[0]
    tags = (question.language,) if question.language else ()
    selection = Selection((question.placement,), (question.caption,), tags, STATUSES)
    found = plan(project, selection)
    cards = [card for card in found.cards if card.caption == question.caption]
    if cards:
        return cards[0]
    own = [problem for problem in found.problems if problem.caption == question.caption]
    if own:
        raise ProjectError(own, project.root)
    why = "; ".join(found.left_out) or "it is no caption's id"
    message = f"nothing to explain: {question.caption} is not made ({why})"
    hint = "name one caption by its id, or give the words with --text"
    raise ProjectError([Diagnostic("not-made", message, hint=hint)])


def _passage(setting: Setting, larger: tuple[Trial, ...]) -> dict[str, Any]:
    return {
        "role": setting.role,
        "rung": setting.rung,
        "size_px": round(setting.size_px, 2),
        "width_axis": setting.width_axis,
        "region": setting.region,
        "area": [round(value, 2) for value in setting.area],
        "cost": round(setting.cost, 2),
        "lines": [
            {
                "text": line.text,
                "x": round(line.x, 2),
                "baseline": round(line.baseline, 2),
                "width": round(line.width, 2),
            }
            for line in setting.lines
        ],
        "larger": [_trial(trial, setting) for trial in larger],
    }


def _trial(trial: Trial, setting: Setting) -> dict[str, Any]:
    cost = trial.cost
    return {
        "size_px": round(trial.rung.size_px, 2),
        "width_axis": trial.rung.width_axis,
        "region": trial.region.name,
        "lines": trial.lines,
        "room": trial.room,
        "fits": cost is not None,
        "cost": None if cost is None else round(cost, 2),
        "dearer_by": None if cost is None else round(cost - setting.cost, 2),
    }


def in_words(found: dict[str, Any]) -> str:
    """What `explain` found, for people."""
    size = f"{found['width']}×{found['height']}"
    head = f"{found['caption']} on {found['placement']} ({size}), {found['lang']}"
    parts = [f"{head}: template {found['template']}, background {found['background']}"]
    if found["by_hand"]:
        parts.append(f"fixed by hand: {', '.join(found['by_hand'])} (sharegen list overrides)")
    if found["shared_px"] is not None:
        parts.append(f"its set shares one headline size, {found['shared_px']:g} px")
    for row in found["passages"]:
        parts += _words_of(row, found)
    return "\n".join(parts)


def _words_of(row: dict[str, Any], found: dict[str, Any]) -> list[str]:
    said = [f"{row['role']}: {_type(row)}, {_WHERE[row['region']]}: {_RUNGS[row['rung']]}"]
    for line in row["lines"]:
        place = f"x {line['x']:7.2f}  baseline {line['baseline']:7.2f}"
        said.append(f"  {place}  width {line['width']:7.2f}  {line['text']}")
    said.append(f"  cost {row['cost']:g} (1 is a plain break between two words)")
    said += [f"  not {_why(trial)}" for trial in row["larger"][:_SAID]]
    left = len(row["larger"]) - _SAID
    if not row["larger"]:
        said.append(f"  nothing larger: {_largest(row, found)}")
    elif left > 0:
        said.append(f"  nor {left} larger still (--json has them)")
    return said


def _largest(row: dict[str, Any], found: dict[str, Any]) -> str:
    """Why there is no larger step than this one."""
    if row["role"] == found["role"] and found["shared_px"] is not None:
        return "this is the size of its set"
    if "size" in found["by_hand"]:
        return "this is the largest size that the one fixed by hand allows"
    return "this is the largest size of the style"


def _type(row: dict[str, Any]) -> str:
    return f"{row['size_px']:g} px, width {row['width_axis']:g}"


def _why(trial: dict[str, Any]) -> str:
    where = _WHERE[trial["region"]]
    if trial["fits"]:
        place = f"{_lines(trial['lines'])} {where}"
        dearer = trial["dearer_by"]
        return f"{_type(trial)}: fits ({place}), but breaks worse: costs {dearer:g} more"
    if not trial["lines"]:
        return f"{_type(trial)}: one word is wider than the room {where}"
    return f"{_type(trial)}: needs {_lines(trial['lines'])}, {trial['room']} fit {where}"


def _lines(count: int) -> str:
    return f"{count} line{'' if count == 1 else 's'}"
