"""The letter of a kit, README.txt: what is in it, how to post it, who may use what, whom to ask.

All that it says of a project is the project's own: its notice, sources, line of help, address.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sharegen import __version__
from sharegen.gallery.exhibits import IN_A_ROW, TOGETHER, Set
from sharegen.gallery.page import INDEX, PICTURES
from sharegen.gallery.rights import FOLDER as LICENCES
from sharegen.gallery.rights import Rights
from sharegen.gallery.wording import in_language, placement_name
from sharegen.kit.words import WORDS
from sharegen.manifest import SUMS
from sharegen.model.project import Project

_WIDTH = 78
_FIRST = next(iter(WORDS))


@dataclass(frozen=True, slots=True)
class Facts:
    """What a letter is about: what the kit shows, whose that is, and the names of the files that it
    speaks of, those that are in the kit."""

    project: Project
    sets: tuple[Set, ...]
    rights: Rights
    posts: tuple[str, ...] = ()
    art: str = ""
    own: tuple[str, ...] = ()


def letters(facts: Facts) -> dict[str, bytes]:
    """The letters by file name: one in the language of the project, one in each other language
    that the pictures are in, as far as letters speak them."""
    home = facts.project.language if facts.project.language in WORDS else _FIRST
    spoken = [home, *(one.lang for one in facts.sets if one.lang in WORDS)]
    return {
        "README.txt" if tag == home else f"README.{tag}.txt": _letter(
            facts, tag, INDEX if tag == home else f"{tag}.html"
        )
        for tag in dict.fromkeys(spoken)
    }


def _letter(facts: Facts, tag: str, page: str) -> bytes:
    """A letter in a language; `page` is that of the gallery in the same one."""
    say = WORDS[tag]
    steps = say["unpack"], say["open"].format(page=page), say["choose"]
    name = facts.project.brand.name
    notice = in_language(facts.project.notice, tag, facts.project.language)
    parts = [
        f"{name}\n{say['title']}\n",
        *([_filled(notice.words)] if notice else []),
        _part(say["start"], _numbered(steps)),
        _part(say["inside"], _inside(facts, tag, page)),
        _part(say["posting"], _posting(facts, say)),
        _part(say["rights"], _rights(facts, say)),
        _part(say["help"], _help(facts, tag)),
        _part(say["ask"], _ask(facts, tag)),
        _part(say["check"], _check(say)),
        say["made"].format(version=__version__) + "\n",
    ]
    return "\n".join(filter(None, parts)).encode()


def _part(title: str, paragraphs: Iterable[str]) -> str:
    """A part below its title; nothing where it has nothing to say."""
    body = "".join(paragraphs)
    return f"\n{title}\n{'-' * len(title)}\n\n{body}" if body else ""


def _filled(text: str, first: str = "", rest: str | None = None) -> str:
    """A paragraph in lines; addresses and names of files stay whole."""
    lines = textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "".join(f"{line}\n" for line in lines)


def _listed(texts: Iterable[str]) -> Iterator[str]:
    return (_filled(text, "- ", "  ") for text in texts)


def _numbered(texts: Iterable[str]) -> Iterator[str]:
    return (_filled(text, f"{number}. ", "   ") for number, text in enumerate(texts, 1))


def _inside(facts: Facts, tag: str, page: str) -> Iterator[str]:
    say = WORDS[tag]
    yield _filled(f"{page}: {say['page']}")
    pictures = [shown for one in facts.sets for piece in one.pieces for shown in piece.pictures]
    count = "picture" if len(pictures) == 1 else "pictures"
    yield _filled(f"{PICTURES}/: {say[count].format(count=len(pictures))}")
    for id in dict.fromkeys(picture.placement for picture in pictures):
        own = [picture for picture in pictures if picture.placement == id]
        spot = own[0].card.placement
        title = placement_name(spot, tag).words
        row = say["place"].format(title=title, size=spot.size, count=len(own))
        yield _filled(f"{id}/: {row}", "  ", "    ")
    if facts.posts:
        yield _filled(f"{', '.join(facts.posts)}: {say['posts']}")
    yield _filled(f"{LICENCES}/: {say['licences']}")
    yield _filled(f"{SUMS}: {say['sums']}")
    yield f"\n{_filled(say['beside'])}"


def _posting(facts: Facts, say: Mapping[str, str]) -> Iterator[str]:
    yield from _listed((say["alt"], say["whole"]))
    together = [one for one in facts.sets if one.kind == TOGETHER]
    if together:
        yield from _listed((say["together"],))
        rows = dict.fromkeys(
            " + ".join(f'"{piece.words}"' for piece in one.pieces) for one in together
        )
        yield from (_filled(row, "    ") for row in rows)
    if any(one.kind == IN_A_ROW for one in facts.sets):
        yield from _listed((say["in_a_row"],))


def _rights(facts: Facts, say: Mapping[str, str]) -> Iterator[str]:
    if facts.rights.sources:
        yield from _listed((say["words"],))
        for source in facts.rights.sources:
            yield _filled(f"{source.title} {source.url}".strip(), "    ")
    lines = [say["art"].format(path=facts.art)] if facts.art else []
    lines += [say["own"].format(path=path) for path in facts.own]
    families = dict.fromkeys(row.family for row in facts.rights.lettering)
    lines.append(say["letters"].format(families=", ".join(families), path=f"{LICENCES}/"))
    yield from _listed(lines)


def _help(facts: Facts, tag: str) -> Iterator[str]:
    """The brand's line of help in this language, else in the project's."""
    lines = facts.project.brand.help
    found = lines.get(tag) or lines.get(facts.project.language)
    if found is not None:
        said = WORDS[tag]["reviewed"].format(source=found.source, day=found.reviewed)
        yield _filled(f"{found.words} {said}")


def _ask(facts: Facts, tag: str) -> Iterator[str]:
    say, brand = WORDS[tag], facts.project.brand
    known = say["about_pictures"].format(contact=brand.contact) if brand.contact else say["sender"]
    footer = brand.footer.get(tag) or next(iter(brand.footer.values()))
    address = footer.address if "://" in footer.address else f"https://{footer.address}"
    yield from _listed((known, say["about_facts"].format(address=address)))


def _check(say: Mapping[str, str]) -> Iterator[str]:
    """How to prove that all is as it was sent; commands stay on one line, to be copied."""
    yield _filled(say["sha256"])
    yield "\n"
    for system, command in (("linux", "sha256sum -c"), ("mac", "shasum -a 256 -c")):
        yield f"    {say[system].format(command=f'{command} {SUMS}')}\n"
