"""What is made of talking points, threads, pairs, covers and posters, from cards to pixels."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from sharegen.layout import layout
from sharegen.layout.beside import QUIET
from sharegen.load import load_project
from sharegen.load.assets import Entry, read_variant
from sharegen.model.card import Card
from sharegen.model.diagnostic import ProjectError
from sharegen.model.frame import Frame
from sharegen.model.geometry import Rect
from sharegen.model.manuscript import Text, Translation
from sharegen.model.project import Background, Project, Variant
from sharegen.oneoff import Wish, cards_of
from sharegen.paint import picture
from sharegen.pipeline import draw
from sharegen.resolve import Resolution, Selection, resolve
from sharegen.resolve.pictured import pictured

ROOT = Path(__file__).parent.parent
EVERY = ("approved", "draft", "hold")
POSTERS = ("poster-letter", "poster-a4")
SVG = "http://www.w3.org/2000/svg"
LOGO = f'<svg xmlns="{SVG}" viewBox="0 0 200 100"><path d="M0 0H200V100H0Z"/></svg>'


@pytest.fixture(scope="module")
def own() -> Project:
    return load_project(ROOT)


def found(project: Project, *placements: str, only: str = "*", tag: str = "en") -> Resolution:
    return resolve(project, Selection(placements, (only,), (tag,), EVERY))


def card_of(project: Project, caption: str, placement: str, tag: str = "en") -> Card:
    (card, *_) = found(project, placement, only=caption, tag=tag).cards
    return card


def roles(card: Card) -> list[str]:
    return [passage.role for passage in card.passages]


def drawn(card: Card) -> Image.Image:
    drawing = draw(card)
    return picture(drawing.layer, drawing.strips)


# Points and threads


def test_a_point_is_its_heading_and_below_it_its_excerpt_where_there_is_room(own: Project) -> None:
    tall = card_of(own, "consider-the-source", "instagram-portrait")
    assert (tall.template, roles(tall)) == ("point", ["headline", "detail"])
    assert (
        tall.headline.text.words == tall.title == "Consider the source of information you receive"
    )
    wide = card_of(own, "consider-the-source", "x-post")
    assert roles(wide) == ["headline"]
    frame = layout(tall)
    head, detail = frame.settings
    assert head.ink.bottom < detail.ink.y
    assert frame.headline is head


def test_a_point_without_a_heading_is_its_excerpt(own: Project) -> None:
    card = card_of(own, "viral-stories", "instagram-portrait")
    (passage,) = card.passages
    assert passage.text.words.startswith("There have been a number of viral stories")


def test_a_point_without_words_for_a_picture_has_none(own: Project) -> None:
    bare = replace(own.points[0], excerpt={}, heading={})
    heading = replace(own.points[3], excerpt={})
    entries = pictured(replace(own, captions=(), points=(bare, heading), threads=()))
    assert [(entry.id, entry.heading) for entry in entries] == [(heading.id, {})]


def test_a_composed_alt_text_has_all_words_of_the_picture_and_what_it_shows(own: Project) -> None:
    card = card_of(own, "abduction-is-rare", "instagram-portrait")
    assert card.alt == (
        "Abduction or kidnapping into sex trafficking situations are extremely rare. Children "
        "virtually always know and trust the person who traffics them. Learn the facts at "
        "polarisproject.org/childtrafficking. " + card.background.about
    )


def test_posts_of_a_thread_show_their_number_once_and_are_held_together(own: Project) -> None:
    assert not resolve(own, Selection(("x-post",), ("thread-*",))).cards
    cards = found(own, "x-post", only="thread-*").cards
    assert [card.caption for card in cards] == [f"thread-{n}" for n in range(1, 9)]
    for number, card in enumerate(cards, 1):
        first, text = card.passages
        assert (first.text.value, card.status) == (f"{number}/8", "hold")
        assert f"{number}/8" not in text.text.value
        assert not card.background.variants, "wide posts are words alone"
        frame = layout(card)
        assert frame.settings[0].ink.bottom < frame.settings[1].ink.y


def test_what_a_translation_of_a_heading_lacks_holds_its_picture_back(own: Project) -> None:
    point = own.points[3]
    heading = {"en": replace(point.heading["en"], status="draft")}
    project = replace(own, points=(replace(point, heading=heading),))
    assert found(project, "x-post", only=point.id).cards[0].status == "draft"


def test_a_point_is_fixed_by_hand_for_one_placement(own: Project) -> None:
    card = card_of(own, "missing-children", "tiktok-photo")
    assert (card.background.id, card.by_hand) == ("night", ("background",))


# Pairs


@pytest.mark.parametrize("tag", ["en", "es"])
@pytest.mark.parametrize(
    "placement", ["instagram-square", "instagram-portrait", "instagram-story", "x-post"]
)
def test_the_two_of_a_pair_stand_side_by_side_at_one_size(
    own: Project, placement: str, tag: str
) -> None:
    card = card_of(own, "like-this-not-like-this", placement, tag)
    frame = layout(card)
    stem, one, other = frame.settings
    assert [passage.text.value for passage in card.passages] == {
        "en": ["Child sex trafficking happens", "like this.", "Not like this."],
        "es": ["La trata sexual de menores ocurre", "así.", "Así no."],
    }[tag]
    assert one.ink.right < other.ink.x
    assert one.lines[-1].baseline == pytest.approx(other.lines[-1].baseline)
    assert stem.size_px == one.size_px == other.size_px
    assert (len(one.lines), len(other.lines)) == (1, 1), "not like this: one line, always"
    subject = frame.ground.subject
    assert subject is not None and subject.bottom < min(one.ink.y, other.ink.y), "captions"
    if card.shape == "wide":
        assert stem.lines[-1].baseline == pytest.approx(one.lines[-1].baseline)
        assert stem.ink.right < min(one.ink.x, subject.x)
    else:
        assert stem.ink.bottom < subject.y, "what both begin with, over both pictures"


@pytest.mark.parametrize("placement", ["instagram-square", "instagram-story", "x-post"])
@pytest.mark.parametrize(
    "words", ["It happens like this. **Not** like this.", "**So** it happens. **Not** so."]
)
def test_a_pair_that_begins_unlike_stands_in_two_columns(
    own: Project, placement: str, words: str
) -> None:
    (card,) = cards_of(own, Wish(words, (placement,), template="pair"))
    one, other = layout(card).settings
    assert one.ink.right < other.ink.x
    assert one.lines[-1].baseline == pytest.approx(other.lines[-1].baseline)
    assert one.size_px == other.size_px


# Covers


def test_a_cover_shows_its_object_in_the_disc_and_no_words_but_the_footer(own: Project) -> None:
    for card in found(own, "instagram-highlight", only="*").cards:
        frame = layout(card)
        assert (card.template, frame.settings, frame.headline) == ("cover", (), None)
        assert frame.ground.subject is not None
        subject, (width, height) = frame.ground.subject, frame.size
        assert abs(subject.y + subject.height / 2 - height / 2) < 1
        assert frame.footer[0].ink.y > height / 2 + width * 0.4
        assert card.title not in card.alt and card.background.about in card.alt


def test_a_cover_of_nothing_is_left_out_and_refused_by_name(own: Project) -> None:
    every = resolve(own, Selection(("all",), ("kidnapping-*",)))
    assert "instagram-highlight" not in {card.placement.id for card in every.cards}
    (problem,) = found(own, "instagram-highlight", only="kidnapping-*").problems
    assert (problem.code, "has none" in problem.message) == ("template-placement", True)


# Posters


def read(image: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(image)]


@pytest.mark.parametrize("caption", ["know-their-traffickers", "kidnapping-is-not-the-norm"])
def test_the_code_of_a_poster_is_read_from_its_pixels(own: Project, caption: str) -> None:
    card = card_of(own, caption, "poster-letter")
    image = drawn(card)
    link = "https://polarisproject.org/childtrafficking"
    assert read(image) == [link]
    assert read(image.resize((image.width // 4, image.height // 4))) == [link], "from afar"


def test_the_code_keeps_its_quiet_zone_its_place_and_its_whole_modules(own: Project) -> None:
    for placement in POSTERS:
        frame = layout(card_of(own, "know-their-traffickers", placement))
        code, (foot,) = frame.code, frame.footer
        assert code is not None
        quiet = QUIET * code.module
        inner = code.panel.grown(-quiet)
        bars = list(code.bars())
        assert all(inner.contains(bar) for bar in bars)
        assert all(float(side).is_integer() for bar in bars for side in bar)
        assert not code.panel.intersects(foot.ink)
        (rule,) = frame.rules
        assert rule.rect.bottom < code.panel.y


def test_a_poster_of_a_point_says_all_there_is_to_say(own: Project) -> None:
    card = card_of(own, "viral-stories", "poster-a4")
    assert roles(card) == ["headline", "body"]
    head, body = layout(card).settings
    assert any(not line.text for line in body.lines), "an empty line parts paragraphs"
    assert head.size_px > 1.6 * body.size_px
    assert all(
        sentence in card.alt for sentence in ("In the past several weeks", "Polaris is deeply")
    )


def test_posts_of_a_thread_are_no_posters(own: Project) -> None:
    every = resolve(own, Selection(POSTERS, ("thread-*",), (), EVERY))
    assert not every.cards
    assert {problem.code for problem in every.problems} == {"template-placement"}


def test_a_code_from_right_to_left_stands_left_and_can_be_read(own: Project) -> None:
    caption = own.captions[0]
    text = {"ar": Translation(Text("الأطفال يعرفون من يتاجر بهم", ((8, 14),)))}
    arabic = replace(own, captions=(replace(caption, text=text, alt={}, status="draft"),))
    card = card_of(arabic, caption.id, "poster-letter", "ar")
    code = layout(card).code
    assert code is not None and code.panel.right < card.placement.size.width / 2
    assert read(drawn(card)) == ["https://polarisproject.org/childtrafficking"]


# The logo


def marked(project: Project, folder: Path, name: str = "logo.svg") -> Project:
    """The project with a logo for both tones: the file of that name, or a plain one."""
    if not (folder / name).exists():
        (folder / name).write_text(LOGO, "utf-8")
    variant, problems = read_variant(folder, Entry("", name), None)
    assert variant is not None and not problems
    logo = dict.fromkeys(("dark", "light"), variant)
    return replace(project, brand=replace(project.brand, logo=logo))


@pytest.mark.parametrize("placement", ["instagram-square", "instagram-story", "x-post", "x-header"])
def test_a_logo_ends_the_footers_row_with_clear_space(
    own: Project, placement: str, tmp_path: Path
) -> None:
    frame = layout(card_of(marked(own, tmp_path), "like-this", placement))
    plain = layout(card_of(own, "like-this", placement))
    assert frame.logo is not None
    rect, (foot,) = frame.logo.rect, frame.footer
    assert foot.ink.right + rect.height / 2 <= rect.x + 1
    assert Rect(0, 0, *frame.size).contains(rect)
    assert rect.y > frame.rules[0].rect.bottom
    assert rect.width == pytest.approx(2 * rect.height, abs=2)
    assert foot.size_px == plain.footer[0].size_px, "the footer is never smaller for it"


def test_a_logo_is_mirrored_in_its_place_and_not_in_itself(own: Project, tmp_path: Path) -> None:
    frame = with_arabic(marked(own, tmp_path))
    assert frame.logo is not None
    assert frame.logo.rect.right < frame.size.width / 2


def with_arabic(project: Project) -> Frame:
    caption = project.captions[0]
    text = {"ar": Translation(Text("الأطفال يعرفون من يتاجر بهم"))}
    arabic = replace(project, captions=(replace(caption, text=text, alt={}, status="draft"),))
    return layout(card_of(arabic, caption.id, "instagram-square", "ar"))


def test_a_logo_of_px_is_never_enlarged(own: Project, tmp_path: Path) -> None:
    path = tmp_path / "small.png"
    Image.new("RGB", (20, 10), "#FF0000").save(path)
    project = marked(own, tmp_path, path.name)
    card = card_of(project, "like-this", "instagram-square")
    logo = layout(card).logo
    assert logo is not None and logo.size == (20, 10)
    x, y = round(logo.rect.x), round(logo.rect.y)
    assert drawn(card).crop((x, y, x + 20, y + 10)).getcolors() == [(200, (255, 0, 0))]


def test_a_poster_has_its_logo_at_the_head_of_the_row(own: Project, tmp_path: Path) -> None:
    frame = layout(card_of(marked(own, tmp_path), "like-this", "poster-letter"))
    assert frame.logo is not None and frame.code is not None
    rect, (foot,) = frame.logo.rect, frame.footer
    assert rect.right < frame.code.panel.x
    assert rect.bottom < foot.ink.y
    assert not rect.intersects(foot.ink)


def test_both_logos_are_needed_and_found(project: Path) -> None:
    brand = project / "assets/brand.yaml"
    text = brand.read_text("utf-8")
    (project / "assets/logo.svg").write_text(LOGO, "utf-8")
    brand.write_text(text + "logo: {dark: logo.svg, light: nowhere.svg}\n", "utf-8")
    with pytest.raises(ProjectError) as caught:
        load_project(project)
    assert [problem.code for problem in caught.value.problems] == ["asset-missing"]
    brand.write_text(text + "logo: {dark: logo.svg, light: logo.svg}\n", "utf-8")
    logo = load_project(project).brand.logo
    assert {tone: (one.width, one.kind) for tone, one in logo.items()} == {
        "dark": (200.0, "svg"),
        "light": (200.0, "svg"),
    }


# What the summary says


def test_pictures_without_a_form_are_told_from_placements_without_a_picture(own: Project) -> None:
    left = resolve(own, Selection(("x-post", "all"), ("like-this*",))).left_out
    assert any(line.startswith("3 pictures need another template: ") for line in left)
    alone = resolve(own, Selection(("all",), ("like-this-not-like-this",))).left_out
    assert any(line.startswith("3 placements need another template: x-header") for line in alone)


def test_backgrounds_without_art_are_their_ground(own: Project) -> None:
    card = card_of(own, "thread-1", "x-post")
    assert card.background == replace(own.backgrounds["lamp"], variants=(), about="")
    assert isinstance(card.background, Background) and not isinstance(card.background, Variant)
