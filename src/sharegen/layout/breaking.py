"""Where lines may and should end.

ICU says where a line may end (UAX #14); pricing.py says what it costs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from icu4py.breakers import LineBreaker, WordBreaker

from sharegen.layout.addresses import addresses
from sharegen.layout.pricing import (
    HARD,
    HELD_IN_TEXT,
    PARAGRAPH,
    PLAIN,
    SENSE_IN_TEXT,
    Gap,
    Pricing,
)
from sharegen.model.manuscript import Text
from sharegen.model.spec import Language

_DASHES = "–—-"
_SOFT_HYPHEN = "\u00ad"
# Marks that never begin a line, unless they open what follows ("–no los rumores–").
_CLOSING = re.compile(r"[–—\-,.;:!?…)\]}»”’%‰،؛؟۔।]+(?=\s|\Z)")
_OPENING = re.compile(r"(?:\A|\s)[«“„‘¿¡(\[{]+\Z")


@dataclass(frozen=True, slots=True)
class Joint:
    """A place where a line may end: `end` is the end of its ink, `next` where the next begins.

    `price` is what ending here costs, `runs_on` what it costs not to end here; `even` is how much
    the raggedness of a line that ends here counts. A forced joint must be taken.
    """

    end: int
    next: int
    price: float
    runs_on: float = 0.0
    forced: bool = False
    even: float = 1.0


@lru_cache(maxsize=1024)
def joints(
    text: Text, language: Language, phrases: tuple[str, ...], even: bool = False
) -> tuple[Joint, ...]:
    """Turn a text into the joints of its lines, the last one being its end; `even` is how running
    text is set, where lines are filled and part by sense only between two that are as good."""
    value = text.value
    whole = _whole_in(value, language) if language.script.spaceless else frozenset()
    pricing = Pricing(text, language, phrases, whole)
    found = []
    for gap in _gaps(value, language):
        forced = "\n" in value[gap.end : gap.next]
        last = gap.next == len(value)
        price = 0.0 if last or forced else pricing.price(gap)
        runs_on = 0.0 if last else pricing.running_on(gap)
        joint = Joint(gap.end, gap.next, price, runs_on, forced, pricing.even(gap))
        found.append(_filled(joint, last or forced) if even else joint)
    return tuple(found)


def _filled(joint: Joint, ends: bool) -> Joint:
    """A joint in running text, as pricing.py has it; `ends`: a paragraph ends there."""
    if ends:
        return replace(joint, runs_on=0.0, even=PARAGRAPH)
    held, price = divmod(joint.price, HARD)
    price = PLAIN + SENSE_IN_TEXT * (price - PLAIN) + HELD_IN_TEXT * held
    return replace(joint, price=price, runs_on=joint.runs_on * SENSE_IN_TEXT, even=1.0)


def _gaps(value: str, language: Language) -> Iterator[Gap]:
    offsets = opportunities(value, language)
    bounds = [0, *offsets, len(value)]
    for start, offset, stop in zip(bounds, offsets, bounds[2:], strict=False):
        end = len(value[:offset].rstrip())
        before, after = value[start:end].split(), value[offset:stop].split()
        yield Gap(end, offset, before[-1] if before else "", after[0] if after else "")


@lru_cache(maxsize=4096)
def opportunities(value: str, language: Language) -> tuple[int, ...]:
    """Offsets in code points after which a line may end, the end of the text included: those ICU
    has, without those that part an address or leave a mark alone. A no-break space has none."""
    tag = f"{language.tag}-u-lb-strict" if language.script.spaceless else language.breaks
    found = _segmented(LineBreaker(value, tag or language.tag))
    # Chicago 7.46 would break addresses before a mark; on a picture they are typed off.
    whole = addresses(value)
    return tuple(
        offset
        for offset in found
        if offset == len(value)
        or not (any(a < offset < b for a, b in whole) or _strands(value, offset))
    )


def _segmented(segments: Iterable[str]) -> list[int]:
    found, offset = [], 0
    for segment in segments:
        offset += len(segment)
        found.append(offset)
    return found


def _strands(value: str, offset: int) -> bool:
    """Whether a break there would part a mark from its word: a dash or a stop that begins a line,
    an opening mark or dash that ends one, a range of figures cut at its dash."""
    before, after = value[:offset], value[offset:]
    last, bare = before[-1], before.rstrip()
    if last == "\n":
        return False
    if _CLOSING.match(after) or _OPENING.search(bare) or last == _SOFT_HYPHEN:
        return True
    if last.isspace():
        return False
    if after[0] in "–—":
        return True
    parted = before[-2:-1]
    return last in _DASHES and (not parted.strip() or (parted.isdigit() and after[0].isdigit()))


def _whole_in(value: str, language: Language) -> frozenset[int]:
    """Where words end in a script without spaces, or phrases where ICU knows those."""
    if language.breaks:
        return frozenset(_segmented(LineBreaker(value, language.breaks)))
    return frozenset(_segmented(WordBreaker(value, language.tag)))
