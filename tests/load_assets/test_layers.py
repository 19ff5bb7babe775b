"""Layers that mark the subject and quiet areas, and what resvg would draw wrong."""

import time

import pytest
from asset_samples import drawing, svg

from sharegen.load import marks as memory
from sharegen.load.assets import Entry, read_variant
from sharegen.load.layer_names import mark_of
from sharegen.load.svg import pre_scan, render
from sharegen.model.color import Color
from sharegen.model.diagnostic import Location, Severity
from sharegen.model.geometry import Rect, Size

AT = Location("backgrounds.yaml", 3, 5)
INKSCAPE = "http://www.inkscape.org/namespaces/inkscape label"
BOX = '<rect {} x="2" y="3" width="5" height="6" fill="#f00"/>'
SUBJECT, USED = BOX.format('id="subject"'), BOX.format('id="a"')


@pytest.mark.parametrize(
    ("attributes", "mark"),
    [
        ({"id": "subject"}, "subject"),
        ({"id": "Subject_2"}, "subject"),
        ({"id": "SUBJECT_1_"}, "subject"),
        ({"id": "subject_x5F_2"}, "subject"),
        ({"id": "subject-2", "data-name": "subject"}, "subject"),
        ({"id": "quiet 3"}, "quiet"),
        ({"id": "quiet_x20_3"}, "quiet"),
        ({"id": "layer1", INKSCAPE: "Quiet"}, "quiet"),
        ({"id": "subject1", "http://www.serif.com/ id": "subject"}, "subject"),
        ({"id": "subject_of_x"}, ""),
        ({"id": "the subject"}, ""),
        ({"class": "subject"}, ""),
        ({"id": "_x110000_"}, ""),
        ({}, ""),
    ],
)
def test_names_as_the_programs_write_them(attributes, mark):
    assert mark_of(attributes) == mark


def variant_of(tmp_path, inside, entry=None, root='viewBox="0 0 10 10"'):
    (tmp_path / "a.svg").write_bytes(svg(inside, root))
    return read_variant(tmp_path, entry or Entry("square", "a.svg"), AT)


@pytest.mark.parametrize(
    ("inside", "box"),
    [
        (SUBJECT, (2, 3, 5, 6)),
        (f'<g id="subject">{BOX.format("")}</g><rect width="10" height="1"/>', (2, 3, 5, 6)),
        (f'<g transform="translate(5 0)">{SUBJECT}</g>', (7, 3, 3, 6)),
        (SUBJECT + '<path id="subject_2" d="M0 0H1V1H0Z"/>', (0, 0, 7, 9)),
        (f'<defs>{USED}</defs><use id="subject" href="#a" x="1"/>', (3, 3, 5, 6)),
        (f'<g opacity="0.5">{USED}</g><use id="subject" href="#a"/>', (2, 3, 5, 6)),
        ('<style>.b{stroke:#000;stroke-width:2}</style>' + BOX.format('id="subject" class="b"'),
         (1, 2, 7, 8)),
        ('<clipPath id="c"><rect x="3" width="1" height="9"/></clipPath>'
         + BOX.format('id="subject" clip-path="url(#c)"'), (3, 3, 1, 6)),
        (SUBJECT.replace('x="2"', 'x="-9"'), None),
    ],
)  # fmt: skip
def test_the_subject_is_measured_from_the_drawing(tmp_path, inside, box):
    found, problems = variant_of(tmp_path, inside)
    assert [p.code for p in problems] == ([] if box else ["subject-empty"])
    assert (found.subject and tuple(found.subject)) == (box and pytest.approx(box, abs=2e-3))


def test_units_of_the_view_box_do_not_matter(tmp_path):
    root = 'viewBox="-5 -5 10 20" width="1in" height="2in"'
    found, _ = variant_of(tmp_path, SUBJECT, root=root)
    assert tuple(found.subject) == pytest.approx((7, 8, 3, 6), abs=4e-3)


def test_quiet_areas_count_though_nobody_sees_them(tmp_path):
    inside = BOX.format('id="quiet" opacity="0"') + BOX.format('id="quiet_2" fill="none"').replace(
        'fill="#f00"', ""
    ).replace('x="2"', 'x="0"')
    found, problems = variant_of(tmp_path, inside)
    assert problems == () and found.subject is None
    assert [tuple(area) for area in found.quiet] == [
        pytest.approx((2, 3, 5, 6), abs=2e-3),
        pytest.approx((0, 3, 5, 6), abs=2e-3),
    ]
    entry = Entry("square", "a.svg", quiet=(Rect(0, 0, 1, 0.5),))
    assert variant_of(tmp_path, inside, entry)[0].quiet == (Rect(0, 0, 10, 5),)
    entry = Entry("square", "a.svg", quiet=(Rect(0, 0, 1, 1.5),))
    assert [p.code for p in variant_of(tmp_path, inside, entry)[1]] == ["subject-outside"]
    many = BOX.format('id="quiet"') * 17
    assert [p.code for p in variant_of(tmp_path, many)[1]] == ["svg-too-complex"]


def test_a_subject_that_is_elsewhere_is_said(tmp_path):
    inside = SUBJECT
    near = Entry("square", "a.svg", Rect(0.21, 0.3, 0.5, 0.6))
    assert variant_of(tmp_path, inside, near)[1] == ()
    far = Entry("square", "a.svg", Rect(0.2, 0.3, 0.5, 0.7))
    found, (problem,) = variant_of(tmp_path, inside, far)
    assert found.subject == Rect(2, 3, 5, 7)
    assert (problem.code, problem.severity, problem.at) == ("subject-differs", Severity.WARNING, AT)
    assert "[0.2000, 0.3000, 0.5000, 0.6000]" in problem.hint


def test_a_drawing_is_measured_once(tmp_path, monkeypatch):
    monkeypatch.setenv("SHAREGEN_CACHE", str(tmp_path / "cache"))
    first = variant_of(tmp_path, SUBJECT)

    def never(*_):
        raise AssertionError("measured again")

    with monkeypatch.context() as patch:
        patch.setattr("sharegen.load.svg_marks.measure", never)
        start = time.perf_counter()
        assert variant_of(tmp_path, SUBJECT) == first
        assert time.perf_counter() - start < 0.5
    (kept,) = (tmp_path / "cache/marks").iterdir()
    kept.write_bytes(kept.read_bytes().replace(b"0.", b"9."))  # damaged: measured again
    assert memory.recall(kept.name) is None
    assert variant_of(tmp_path, SUBJECT) == first


# ---- styles ------------------------------------------------------------------------------------

GREEN, BLACK = (0, 255, 0, 255), (0, 0, 0, 255)
P3 = "color(display-p3 0.1 0.9 0.1)"


def pixel(inside, styles=()):
    seen = render(
        drawing(svg(inside, 'viewBox="0 0 10 10"')), Rect(0, 0, 10, 10), Size(9, 9), styles
    )
    return seen.getpixel((4, 4))


@pytest.mark.parametrize(
    "inside",
    [
        f'<rect width="10" height="10" style="fill:#0f0;fill:{P3};fill-opacity:1"/>',
        f'<rect width="10" height="10" fill="#0f0" style="fill:{P3}"/>',
        f'<style>.a{{fill:#0f0;fill:{P3}}}</style><rect class="a" width="10" height="10"/>',
        '<style type="text/css">.st0,.st1{fill:#f00;}.st1{fill:#0f0;}</style>'
        '<g class="st0"><rect class="st1" width="10" height="10"/></g>',
        '<style>.cls-1{fill:rgb(0,255,0)}</style><rect class="cls-1" width="10" height="10"/>',
    ],
)
def test_styles_of_the_programs_draw_right(inside):
    assert pre_scan(svg(inside, 'viewBox="0 0 10 10"'), "a.svg", AT)[1] == ()
    brand = (("mid", Color(0, 0, 255)), ("light", Color(0, 0, 255)))
    assert pixel(inside, brand) == GREEN


@pytest.mark.parametrize(
    "inside",
    [
        f'<rect width="10" height="10" style="fill:{P3}"/>',
        '<rect width="10" height="10" fill="var(--brand, #0f0)"/>',
        '<style>.a{stroke:oklch(0.7 0.1 200)}</style><rect class="a"/>',
        '<rect fill="rgb(0 255 0)"/>',
        '<stop stop-color="color-mix(in srgb, red, blue)"/>',
    ],
)
def test_colours_that_would_be_black_are_refused(inside):
    size, (problem,) = pre_scan(svg(inside, 'viewBox="0 0 10 10"'), "a.svg", AT)
    assert size is None and problem.code == "svg-unsupported"


@pytest.mark.parametrize(
    "inside",
    [
        "<style>@media screen{.a{fill:#0f0}}</style>",
        "<style>rect:nth-child(2){fill:#0f0}</style>",
        '<rect style="transform:scale(2)"/>',
        '<rect style="clip-path:circle(3px)"/>',
        "<style>.a{vector-effect:non-scaling-stroke}</style>",
    ],
)
def test_styles_that_are_left_out_are_said(inside):
    size, (problem,) = pre_scan(svg(inside, 'viewBox="0 0 10 10"'), "a.svg", AT)
    assert size and (problem.code, problem.severity) == ("svg-unsupported", Severity.WARNING)


def test_a_problem_names_all_its_places():
    _, (problem,) = pre_scan(svg("<text/>\n<g/>\n <text/>", 'viewBox="0 0 1 1"'), "a.svg", AT)
    assert [place.line for place in problem.also] == [1, 3]
