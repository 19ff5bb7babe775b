"""Checks on posts, threads and links: an example that passes and one that fails for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import cards
import pytest

from sharegen.catalog.checks import CHECKS
from sharegen.catalog.checks.posts import posts_of
from sharegen.catalog.links import Fault, fault_of, faults, links
from sharegen.catalog.posting import PLATFORMS, lengths
from sharegen.catalog.proofs import COPY, Copy, Found
from sharegen.check import proofread
from sharegen.model.diagnostic import Diagnostic, Location, Severity
from sharegen.model.manuscript import Caption, Text, Thread, ThreadPost, Translation
from sharegen.model.project import Project
from sharegen.model.reference import Link

AT = Location("captions.yaml", 7, 1)
DAY = date(2026, 12, 1)
ADDRESS = "polarisproject.org/childtrafficking"
FINE = f"Ask first, then share what you know. See {ADDRESS} #childtrafficking"


def project(posts: dict[str, str], thread: tuple[str, ...] = (), url: str = "") -> Project:
    """A project of one caption with these posts, a thread of these words and one link."""
    words = {on: Text(text, (), AT) for on, text in posts.items()}
    caption = Caption("ask-first", AT, {"en": Translation(Text("Ask first."))}, posts=words)
    made = tuple(
        ThreadPost(f"talk-{number}", AT, {"en": Translation(Text(text, (), AT))})
        for number, text in enumerate(thread, 1)
    )
    link = Link("page", "A page", url or f"https://{ADDRESS}", at=AT)
    threads = (Thread("talk", AT, made),) if made else ()
    whole = replace(cards.project(), captions=(caption,), points=(), threads=threads)
    return replace(whole, links=(link,))


def copy(*arguments: object, **named: object) -> Copy:
    found = project(*arguments, **named)  # type: ignore[arg-type]
    return Copy(found, found.captions, DAY)


def problems(id: str, subject: Copy) -> list[Diagnostic]:
    return [problem for problem in proofread(subject) if problem.code == id]


def good() -> Copy:
    posts = {"x": FINE, "facebook": "No link, and room for one.", "bluesky": FINE}
    return copy(posts, thread=("One 1/3", "Two 2/3", "Three 3/3"))


BAD: dict[str, Callable[[], Copy]] = {
    "post-platform": lambda: copy({"twitter": FINE}),
    "post-too-long": lambda: copy({"x": f"{'a' * 257} {ADDRESS}"}),
    "post-hashtags": lambda: copy({"instagram": "#a #b #c #d #e #f"}),
    "post-link": lambda: copy({"facebook": f"See https://{ADDRESS}>; for more"}),
    "post-address": lambda: copy({"x": "a" * 257}),
    "thread-numbers": lambda: copy({}, thread=("One 1/4", "Two", "Three", "Four")),
    "link-malformed": lambda: copy({}, url="https://example.org/a)."),
}
ERRORS = ("post-too-long", "post-hashtags", "post-link", "thread-numbers", "link-malformed")


@pytest.mark.parametrize("id", BAD)
def test_good_copy_passes(id: str) -> None:
    assert CHECKS[id].stage == COPY
    assert list(CHECKS[id].run(good())) == []


@pytest.mark.parametrize("id", BAD)
def test_what_the_rule_forbids_is_found(id: str) -> None:
    found = [one for one in CHECKS[id].run(BAD[id]()) if isinstance(one, Found)]
    assert found
    for one in found:
        assert one.message and one.hint and not one.message.endswith(".")
        assert one.at == AT
    wanted = Severity.ERROR if id in ERRORS else Severity.WARNING
    assert {problem.severity for problem in problems(id, BAD[id]())} == {wanted}


@pytest.mark.parametrize("id", BAD)
def test_the_guide_passes(id: str) -> None:
    whole = cards.project()
    assert problems(id, Copy(whole, (), DAY)) == []


def test_the_figure_is_said_and_by_how_much() -> None:
    (problem,) = problems("post-too-long", BAD["post-too-long"]())
    assert problem.message == (
        "the x post of ask-first has 281 characters as X counts them; at most 280"
    )
    assert (problem.hint, problem.caption) == ("shorten it by 1", "ask-first")


@pytest.mark.parametrize("platform", PLATFORMS)
def test_each_platform_has_its_own_limit(platform: str) -> None:
    row = PLATFORMS[platform]
    assert not problems("post-too-long", copy({platform: "a" * row.limit}))
    (problem,) = problems("post-too-long", copy({platform: "a" * (row.limit + 1)}))
    unsure = row.confidence in "CM"
    assert problem.severity is (Severity.WARNING if unsure else Severity.ERROR)


def test_bytes_are_a_limit_of_their_own() -> None:
    (problem,) = problems("post-too-long", copy({"bluesky": "👨\u200d👩\u200d👧\u200d👦" * 121}))
    assert "3,025 bytes of UTF-8; at most 3,000" in problem.message


def test_every_post_of_a_thread_is_measured_with_its_number() -> None:
    fits, over = "a" * 276 + " 1/2", "a" * 277 + " 2/2"
    (problem,) = problems("post-too-long", copy({}, thread=(fits, over)))
    assert problem.caption == "talk-2" and "281 characters" in problem.message


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("#one #two_2 #trés #日本", 4),
        ("#1 no. #2", 0),  # figures alone are none
        ("me#no &#39; /#no example.org/#no", 0),
        ("(#yes), #yes!", 2),
    ],
)
def test_hashtags_are_those_that_platforms_link(text: str, count: int) -> None:
    full = " ".join(f"#x{number}" for number in range(5))
    found = problems("post-hashtags", copy({"instagram": f"{text} {full}"}))
    if not count:
        assert found == []
    else:
        assert f"has {5 + count} hashtags; Instagram takes 5" in found[0].message
        assert found[0].hint.startswith(f"take out {count}, ")


@pytest.mark.parametrize(
    "text",
    [
        "See example.org/facts.",
        "See https://example.org/facts!",
        "(https://example.org/a_(b)), or example.org",
        "“https://example.org/”…",
        "https://example.org/a?b=c&d=e#f",
        "Write to me@example.org",
        "事実はexample.org/factsです。",
        "[sic] and (so on)",
        "No link. None",
        "https://example.org/a. 8/8",
    ],
)
def test_links_as_people_write_them_are_fine(text: str) -> None:
    assert list(faults(text)) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("[1](https://example.org)", "Markdown"),
        ("Facts [n](#) here", "Markdown"),
        ("https://example.org/a>;", "marks"),
        ("<https://example.org/a>", "marks"),
        ("**example.org/a**", "marks"),
        ("[example.org/a]", "marks"),
        ("http://example.org/a", "secure"),
        ("https://xn--e1afmkfd.org/", "punycode"),
        ("https:// example.org/a", "nothing behind"),
    ],
)
def test_what_is_not_of_the_link_is_found(text: str, wrong: str) -> None:
    (fault,) = faults(text)
    assert wrong in fault.wrong and fault.remedy


@pytest.mark.parametrize(
    ("link", "remedy"),
    [
        ("https://example.org/a).", "write https://example.org/a"),
        ("https://example.org/a>;", "write https://example.org/a"),
        ("http://example.org/a", "write https://example.org/a"),
        ("https://me@example.org/a", "take out all before the @"),
        ("https://xn--e1afmkfd.org/", "write an address in letters"),
    ],
)
def test_an_address_alone_is_looked_at_as_strictly(link: str, remedy: str) -> None:
    fault = fault_of(link)
    assert isinstance(fault, Fault) and fault.remedy == remedy
    assert fault_of("https://example.org/a") is None


def test_a_link_that_is_not_secure_only_warns_among_links() -> None:
    (problem,) = problems("link-malformed", copy({}, url="http://example.org/a"))
    assert problem.severity is Severity.WARNING


def test_two_links_are_the_same_that_lead_to_the_same_page() -> None:
    assert links("https://www.Example.org/a/ and example.org/a") == ("example.org/a",) * 2


def test_a_post_leads_to_the_footer_or_to_a_link_of_the_project() -> None:
    long = "a" * 200
    other = copy({"x": f"{long} example.org/elsewhere {'b' * 50}"})
    assert problems("post-address", other)
    there = copy({"x": f"{long} example.org/a/ {'b' * 50}"}, url="https://www.example.org/a")
    assert not problems("post-address", there)
    assert not problems("post-address", copy({"x": f"{long} {ADDRESS} {'b' * 50}"}))


def test_a_post_without_a_link_has_room_for_the_address() -> None:
    assert not problems("post-address", copy({"x": "a" * (280 - 24)}))
    (problem,) = problems("post-address", copy({"x": "a" * (280 - 23)}))
    assert problem.message == (
        f"the x post of ask-first has no link, and no room for {ADDRESS}: with it, it has 281 "
        "characters as X counts them; at most 280"
    )
    assert problem.hint == "shorten it by 1, or write an address"


def test_numbers_of_a_thread_are_whole_where_there_are_any() -> None:
    assert not problems("thread-numbers", copy({}, thread=("One", "Two")))
    assert not problems("thread-numbers", copy({}, thread=("On 9/11", "On 9/12", "On 9/13")))
    found = problems("thread-numbers", copy({}, thread=("A 1/3", "B 3/3", "C 3/3")))
    assert [problem.message for problem in found] == [
        "post 2 of thread talk ends in 3/3, and 2/3 is missing"
    ]
    assert {problem.caption for problem in found} == {"talk"}


def test_a_translation_with_a_gap_is_found() -> None:
    whole = project({}, thread=("One 1/2", "Two 2/2"))
    (thread,) = whole.threads
    words = {**thread.posts[0].text, "es": Translation(Text("Uno 1/2", (), AT))}
    posts = (replace(thread.posts[0], text=words), thread.posts[1])
    gap = replace(whole, threads=(replace(thread, posts=posts),))
    (problem,) = problems("thread-numbers", Copy(gap, (), DAY))
    assert problem.message == "post 2 of thread talk has no words in es, and 2/2 is missing"


def test_the_guides_posts_and_thread_are_as_long_as_they_are() -> None:
    measured = {
        (post.caption, post.platform): lengths(post.platform, post.text.value)[0].measured
        for post in posts_of(cards.project())
    }
    assert len(measured) == 7 * 2 + 8
    assert max(n for (_, on), n in measured.items() if on == "facebook") == 462
    assert measured["hotline-contact-is-public", "x"] == 247
    assert (
        max(n for (_, on), n in measured.items() if on == "x") == measured["thread-5", "x"] == 275
    )
