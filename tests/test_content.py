"""The kit's words are the guide's, word for word: all of it, and nothing else.

`captions.yaml` is compared with the text of the guide (tests/content/README.md) in both
directions. Only the corrections that captions.yaml lists lie between them, and each is needed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from sharegen.catalog.languages import LANGUAGES
from sharegen.load import load_project
from sharegen.model.color import contrast_ratio
from sharegen.model.manuscript import Caption, Point, Thread, ThreadPost
from sharegen.model.project import Project
from sharegen.model.reference import Correction, Link

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "tests/content/guide.txt").read_text("utf-8")
LABELS = {"facebook": "- **Sample Facebook/Instagram Post:** ", "x": "- **Twitter:** "}
# What the guide says about itself, and its titles: nothing to share.
FRAME = """\
Addressing #SaveOurChildren, Explaining Child Sex Trafficking
Below please find:
- Talking points we are using to respond to inquiries from media, supporters and our online \
community as appropriate.
- Sample social media posts for Twitter, Facebook and Instagram based on the talking points.
- Link to downloadable shareables for social media to provide more, better information about \
child sex trafficking.
- Link to blog post that summarizes other sources of credible information.
Feel free to replace the Polaris child trafficking web page with another credible source.
We hope this material is helpful as you navigate this challenging period. Please do not hesitate \
to reach out if you have questions or other suggestions for ways we can support your organization \
and work together to provide credible information about this very real problem.
What You Should Know
What You Should Do
Shareable Social Media Graphics (Also available for download on the Child Sex Trafficking Webpage \
listed above.)
Sample Twitter Thread:
"""


class Passage(NamedTuple):
    """A line of the guide, and what of the kit it is."""

    name: str
    line: str


PAIR = "like-this-not-like-this"  # "not like this" never stands alone


@pytest.fixture(scope="module")
def own() -> Project:
    return load_project(ROOT)


def passages(project: Project) -> Iterator[Passage]:
    """The lines that the guide must have for the words of the kit."""
    footer = project.brand.footer["en"]
    for caption in project.captions:
        if caption.id == PAIR:
            continue  # two of the others
        yield Passage(caption.id, caption.text["en"].text.words)
        yield Passage(f"{caption.id}, footer", f"{footer.words} {footer.address}")
    for point in project.points:
        yield from _of_point(point)
    for thread in project.threads:
        for number, post in enumerate(thread.posts, 1):
            yield Passage(post.id, f"{number}. {post.text['en'].text.words}")
    for line in FRAME.splitlines():
        yield Passage("the frame", line)


def _of_point(point: Point) -> Iterator[Passage]:
    start = f"{point.heading['en'].text.words}: " if point.heading else ""
    for paragraph in (start + point.body["en"].text.value).split("\n\n"):
        yield Passage(f"{point.id}, body", paragraph)
    for platform, text in point.posts.items():
        yield Passage(f"{point.id}, {platform}", LABELS[platform] + text.value)


def differences(
    guide: str,
    wanted: Iterable[Passage],
    links: Iterable[Link],
    corrections: Iterable[Correction],
) -> list[str]:
    """How the corrected guide and the words of the kit differ."""
    found = []
    for correction in corrections:
        if correction.found not in guide or correction.found == correction.corrected:
            found.append(f"correction not needed: {correction.found!r}")
        guide = guide.replace(correction.found, correction.corrected)
    lines = Counter(line.strip() for line in guide.splitlines() if line.strip())
    for name, line in wanted:
        if not lines[line]:
            found.append(f"{name} is not in the guide: {line!r}")
        lines[line] -= 1
    for link in links:
        if not any(link.title in line for line in lines):
            found.append(f"{link.id}, title is not in the guide: {link.title!r}")
        if not any(re.search(re.escape(link.url) + r"(?![\w/-])", line) for line in lines):
            found.append(f"{link.id}, url is not in the guide: {link.url!r}")
        for form in ("{0.title}: {0.url}", "{0.title} {0.url}", "{0.title}", "{0.url}"):
            lines[form.format(link)] = 0
    return [*found, *(f"not in captions.yaml: {line!r}" for line in +lines)]


def test_the_words_are_the_guides_and_all_of_it(own: Project) -> None:
    assert (own.problems, own.warnings) == ((), ())
    assert differences(GUIDE, passages(own), own.links, own.corrections) == []


# Every so many words; each one in a long run.
steps = pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.long)])


@steps
def test_a_changed_word_is_noticed(own: Project, step: int) -> None:
    wanted = list(passages(own))
    for index, (name, line) in enumerate(wanted):
        for word in list(re.finditer(r"\S+", line))[::step]:
            changed = f"{line[: word.end()]}x{line[word.end() :]}"
            mutated = [*wanted[:index], Passage(name, changed), *wanted[index + 1 :]]
            assert differences(GUIDE, mutated, own.links, own.corrections), (name, word[0])
    for missing in range(len(wanted)):
        left = wanted[:missing] + wanted[missing + 1 :]
        assert differences(GUIDE, left, own.links, own.corrections), wanted[missing]


@steps
def test_a_word_the_guide_has_besides_is_noticed(own: Project, step: int) -> None:
    wanted = list(passages(own))
    for word in list(re.finditer(r"\S+", GUIDE))[::step]:
        guide = f"{GUIDE[: word.end()]} more{GUIDE[word.end() :]}"
        assert differences(guide, wanted, own.links, own.corrections), word[0]


def test_a_changed_link_is_noticed(own: Project) -> None:
    wanted = list(passages(own))
    for index, link in enumerate(own.links):
        for other in (replace(link, title=f"{link.title}s"), replace(link, url=link.url[:-2])):
            links = [*own.links[:index], other, *own.links[index + 1 :]]
            assert differences(GUIDE, wanted, links, own.corrections), other


def test_every_correction_is_needed_and_one_too_many_is_noticed(own: Project) -> None:
    wanted = list(passages(own))
    assert own.corrections
    for index, correction in enumerate(own.corrections):
        left = own.corrections[:index] + own.corrections[index + 1 :]
        assert differences(GUIDE, wanted, own.links, left), correction
    for needless in (Correction("Hotline...", "Hotline.", "x"), Correction("the", "the", "x")):
        more = [*own.corrections, needless]
        found = differences(GUIDE, wanted, own.links, more)
        assert found == [f"correction not needed: {needless.found!r}"]


def test_everything_has_its_place(own: Project) -> None:
    assert [caption.id for caption in own.captions] == [
        *("know-their-traffickers", "people-they-trust", "groom-or-seduce"),
        *("kidnapping-is-not-the-norm", "someone-the-child-knows", "like-this", "not-like-this"),
        PAIR,
    ]
    assert [point.id for point in own.points] == [
        *("viral-stories", "hotline-contact-is-public", "every-contact-is-taken-seriously"),
        *("abduction-is-rare", "missing-children", "call-with-firsthand-information"),
        *("consider-the-source", "share-credible-information"),
    ]
    ids = [post.id for thread in own.threads for post in thread.posts]
    assert ids == [f"thread-{number}" for number in range(1, 9)]
    *_, first, second, both = own.captions
    assert second.requires == first.id == "like-this"
    for tag, words in both.text.items():
        parts = [caption.text[tag].text for caption in (first, second)]
        assert words.text.words == " ".join(part.words for part in parts)


def test_the_emphasis_of_the_captions_is_the_turn_of_the_sentence(own: Project) -> None:
    texts = [caption.text["en"].text for caption in own.captions]
    assert [[text.value[start:end] for start, end in text.spans] for text in texts] == [
        ["know their traffickers."],
        ["by people they trust,"],
        ["rarely do they kidnap them."],
        ["Online recruitment and grooming is."],
        ["by someone the child already knows and trusts"],
        ["like this."],
        ["Not"],
        ["like this.", "Not"],
    ]


def test_an_excerpt_is_whole_sentences_of_its_point(own: Project) -> None:
    for point in own.points:
        excerpt = point.excerpt["en"].text.words
        whole = rf"(^|[.?!] ){re.escape(excerpt)}($| )"
        texts = (point.body["en"].text.words, *(post.words for post in point.posts.values()))
        texts = tuple(" ".join(text.split()) for text in texts)
        assert excerpt[-1] in ".?!"
        assert any(re.search(whole, text) for text in texts), point.id


def test_whatever_says_who_runs_the_hotline_and_how_is_held(own: Project) -> None:
    (thread,) = own.threads
    entries: tuple[Point | ThreadPost, ...] = (*own.points, *thread.posts)
    held = [entry for entry in entries if entry.status == "hold"]
    assert [entry.id for entry in held] == [
        *("hotline-contact-is-public", "every-contact-is-taken-seriously"),
        *("call-with-firsthand-information", "thread-2", "thread-5", "thread-6"),
    ]
    assert all("Compass Connections on 2025-09-22" in entry.hold for entry in held)
    assert (thread.standing, len(thread.reasons)) == ("hold", 1)
    names = {entry.id for entry in held}
    for name, line in passages(own):
        if name.split(",")[0] not in names and name != "the frame":
            assert "hotline" not in line.casefold(), f"{name} speaks of the hotline: {line}"


def test_statements_have_sources_and_figures_their_denominators(own: Project) -> None:
    for caption in own.captions:
        assert caption.source in own.sources, caption.id
    entries: tuple[Point | Thread, ...] = (*own.points, *own.threads)
    for entry in entries:
        assert entry.sources and set(entry.sources) <= set(own.sources), entry.id
        assert entry.reviewed
    counted = [
        (point, text.value)
        for point in own.points
        for text in point.posts.values()
        if re.search(r"\b\d+ (out )?of \d+\b", text.value)
    ]
    assert [point.id for point, _ in counted] == ["missing-children"]
    for point, text in counted:
        said = own.sources[point.sources[-1]].says
        for words in ("2018", "1 out of 7", "endangered runaways reported to NCMEC"):
            assert words in said
        assert "endangered runaways reported to the National Center" in text


def test_no_picture_is_said_to_be_approved(own: Project) -> None:
    entries: tuple[Caption | Point | Thread, ...] = (*own.captions, *own.points, *own.threads)
    for entry in entries:
        assert entry.picture == "awaiting"


def test_alt_texts_have_all_the_words_and_fit_every_platform(own: Project) -> None:
    for caption in own.captions:
        assert caption.alt.keys() == caption.text.keys()
        for tag, alt in caption.alt.items():
            footer = own.brand.footer[tag]
            assert alt.value.startswith(caption.text[tag].text.words)
            assert f"{footer.words} {footer.address}" in alt.value
            assert len(alt.value) <= 300
        assert caption.status == "approved"


def test_translations_are_drafts_with_the_turn_of_the_sentence(own: Project) -> None:
    drafts = [caption.text["es"] for caption in own.captions]
    assert {draft.status for draft in drafts} == {"draft"}
    texts = [draft.text for draft in drafts]
    assert [[text.value[start:end] for start, end in text.spans] for text in texts] == [
        ["conocen a sus tratantes."],
        ["por personas en quienes confían,"],
        ["rara vez los secuestran."],
        ["La captación y la manipulación en línea, sí."],
        ["a manos de alguien a quien ya conoce y en quien confía"],
        ["así."],
        ["no."],
        ["así.", "no."],
    ]


def test_the_footer_speaks_every_language_and_has_one_address(own: Project) -> None:
    assert own.brand.footer.keys() == LANGUAGES.keys()
    assert len({footer.address for footer in own.brand.footer.values()}) == 1
    assert _approved_footers(own) == {"en"}, "nobody has reviewed the others"


def _approved_footers(project: Project) -> set[str]:
    footers = project.brand.footer.items()
    return {tag for tag, footer in footers if footer.status == "approved"}


def test_help_stands_in_every_language_a_footer_is_approved_in(own: Project) -> None:
    assert own.brand.help.keys() == _approved_footers(own)
    line = own.brand.help["en"]
    for number in ("911", "1-888-373-7888", "233733", "1-800-843-5678"):
        assert number in line.words
    assert line.source and line.reviewed


def test_the_brand_is_legible_on_both_grounds(own: Project) -> None:
    for colors in own.brand.colors.values():
        for role in ("ink", "ink-secondary", "accent"):
            assert contrast_ratio(colors[role], colors["surface"]) >= own.brand.contrast == 7
