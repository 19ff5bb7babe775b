"""SVG: what is refused, what is dropped, and what is drawn. RELIABILITY rows 70 to 79."""

import base64
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
import zlib

import pytest
from asset_samples import chunk, drawing, noise, picture, png, svg, variant
from hypothesis import given
from hypothesis import strategies as st

from sharegen.load import art_cache, assets
from sharegen.load import cache as cache_home
from sharegen.load import svg_process as process
from sharegen.load.art import load_art
from sharegen.load.assets import Entry, read_variant
from sharegen.load.svg import pre_scan, render
from sharegen.load.svg_process import DRAWER, DrawingFailed
from sharegen.model.color import Color
from sharegen.model.diagnostic import CardError, Location, Severity
from sharegen.model.geometry import Rect, Size

AT = Location("backgrounds.yaml", 3, 5)
GREEN = Color(0, 255, 0)
WHOLE = Rect(0, 0, 10, 10)
TWENTY = Size(20, 20)
RED = '<rect width="10" height="10" fill="#f00"/>'


def codes(data):
    size, problems = pre_scan(data, "art.svg", AT)
    errors = [p for p in problems if p.severity is Severity.ERROR]
    assert (size is None) == bool(errors)
    for problem in problems:
        assert problem.at == AT
        assert "art.svg" in problem.message
        assert problem.message.isprintable()
        assert all(place.file == "art.svg" for place in problem.also)
    return sorted({problem.code for problem in problems})


def data_url(data, kind="png"):
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def image(href):
    return svg(f'<image width="9" height="9" href="{href}"/>')


@pytest.mark.parametrize(
    "data",
    [
        *map(image, ("/abs.png", "../x.png", "x.png", "file:///x", "http://a/b.png", "//a/b.png")),
        image("data:image/svg+xml;base64,PHN2Zy8+"),
        image("data:text/html,<b>".replace("<", "&lt;")),
        image("data:image/png,%89PNG"),
        svg('<image width="9" height="9" xlink:href="/abs.png"/>'),
        svg('<use href="other.svg#a"/>'),
        svg("<style>@import 'a.css';</style>"),
        svg("<style>.a{fill:url(http://a/b)}</style>"),
        svg("<style>.a{fill:u\\72l(http://a/b)}</style>"),
        svg("<style><![CDATA[@font-face{src:URL( 'a.ttf')}]]></style>"),
        svg('<rect style="fill:url(/etc/passwd)"/>'),
        svg('<rect fill="url(other.svg#a)"/>'),
        svg('<filter id="f"><feImage href="/abs.png"/></filter>'),
        svg('<linearGradient id="a" href="b.svg#c"/>'),
        svg("<i:include xmlns:i='http://www.w3.org/2001/XInclude' href='a'/>"),
        b'<?xml-stylesheet href="a.css"?>' + svg(RED),
    ],
)
def test_whatever_lies_outside_is_refused(data):
    assert codes(data) == ["svg-external"]


LAUGHS = "".join('<!ENTITY a{} "{}">'.format(n, f"&a{n - 1};" * 10) for n in range(1, 9))


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg SYSTEM "file:///etc/passwd">' + svg(RED),
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg("<g>&x;</g>"),
        f'<!DOCTYPE svg [<!ENTITY a0 "a">{LAUGHS}]>'.encode() + svg("<g>&a8;</g>"),
    ],
)
def test_a_doctype_is_refused(data):
    assert codes(data) == ["svg-doctype"]


def chain(tag, before="", each=10, levels=8):
    """Definitions that use the one before ten times each."""
    parts = [f'<{tag} id="d0"><path d="M0 0h1"/></{tag}>']
    for level in range(1, levels):
        inner = before.format(level - 1) * each
        parts.append(f'<{tag} id="d{level}">{inner}</{tag}>')
    return "<defs>" + "".join(parts) + "</defs>"


USE = '<use href="#d{}"/>'
PATTERN = '<rect width="9" height="9" fill="url(#d{})"/>'
MASK = '<rect width="9" height="9" mask="url(#d{})"/>'


@pytest.mark.parametrize(
    "inside",
    [
        chain("g", USE) + '<use href="#d7"/>',
        chain("pattern", PATTERN) + PATTERN.format(7),
        chain("mask", MASK) + MASK.format(7),
        chain("clipPath", USE) + USE.format(7),
        '<g id="a"><use href="#a"/></g>',
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
        '<mask id="a"><rect mask="url(#a)"/></mask>',
        "<style>.m{mask:url(#a)}</style><mask id='a'>" + "<rect class='m'/>" * 3 + "</mask>",
        f'<marker id="m">{"<path/>" * 99}</marker><path marker-mid="url(#m)" d="{"h1" * 999}"/>',
        f'<pattern id="p">{RED * 99}</pattern><g fill="url(#p)">{"<rect/>" * 999}</g>',
        "<filter id='f'/>" + "<rect filter='url(#f)'/>" * 300,
        "<filter id='f'><feTurbulence numOctaves='99'/></filter>",
        "<filter id='f'><feMorphology radius='5 9999'/></filter>",
        "<filter/>" * 65,
        "<g>" * 260 + "</g>" * 260,
        "<g>" * 20_000 + "</g>" * 20_000,
        "<g/>" * 20_001,
        "".join(f'<g id="u{n}"><use href="#u{n + 1}"/></g>' for n in range(90)),
    ],
)
def test_bombs_are_refused_at_once(inside):
    start = time.process_time()
    assert codes(svg(inside)) == ["svg-too-complex"]
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "root",
    [
        "",
        'width="10"',
        'width="100%" height="100%"',
        'width="0" height="5"',
        'width="100000" height="10"',
        'viewBox="0 0 10"',
        'viewBox="0 0 NaN 10"',
        'viewBox="0 0 inf 10"',
        'viewBox="0 0 0 10"',
        'viewBox="0 0 -5 10"',
        'viewBox="0 0 1e9 10"',
        'viewBox="0 0 10 10" width="-1"',
        'viewBox="0 0 2000 10"',
        'width="nan" height="1"',
    ],
)
def test_sizes_that_are_none(root):
    assert codes(svg(RED, root)) == ["svg-size"]


@pytest.mark.parametrize(
    ("root", "size"),
    [
        ('viewBox="0 0 30 40"', (30, 40)),
        ('viewBox="-5,-5 , 30,40.5" width="1in"', (30, 40.5)),
        ('width="30" height="40px"', (30, 40)),
        ('width="1in" height="25.4mm"', (96, 96)),
        ('viewBox="0 0 30 40" width="100%" height="100%"', (30, 40)),
    ],
)
def test_sizes(root, size):
    assert pre_scan(svg(RED, root), "art.svg", AT)[0] == pytest.approx(size)


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("<text>words</text>", "svg-text"),
        ("<script>alert(1)</script>", "svg-ignored"),
        ("<rect onload='x()'/>", "svg-ignored"),
        (
            "<foreignObject><b xmlns='http://www.w3.org/1999/xhtml'>x</b></foreignObject>",
            "svg-ignored",
        ),
        ("<animate href='http://x'/>", "svg-ignored"),
        ("<rect><set/></rect>", "svg-ignored"),
        ("<g>", "svg-damaged"),
        ("\0", "svg-damaged"),
    ],
)
def test_what_a_picture_has_no_use_for(inside, code):
    assert codes(svg(inside)) == [code]


@pytest.mark.parametrize(
    "data",
    [
        svg(RED).replace(b' xmlns="http://www.w3.org/2000/svg"', b""),
        b"<html/>",
        b'<?xml version="1.0" encoding="latin-1"?>' + svg(RED),
        b"",
    ],
)
def test_what_is_no_svg(data):
    assert codes(data) == ["svg-damaged"]


def test_an_svg_too_large():
    assert codes(svg(RED) + b" " * (4 << 20)) == ["asset-too-large"]


LARGE = png(2100, 2100, chunk(b"IDAT", zlib.compress(bytes(2100 * 6301), 1)))


def test_embedded_pictures():
    assert codes(image(data_url(noise("PNG")))) == []
    assert codes(image(data_url(noise("JPEG"), "jpeg"))) == []
    assert codes(image(data_url(png(20_000, 20_000)))) == ["asset-too-large"]
    assert codes(image(data_url(LARGE))) == ["asset-too-large"]
    assert codes(image(data_url(noise("PNG")[:-40]))) == ["asset-damaged"]
    assert codes(image(data_url(b"<svg/>"))) == ["asset-format"]
    assert codes(image("data:image/png;base64,!!!")) == ["asset-damaged"]
    seen = render(drawing(image(data_url(picture()))), WHOLE, Size(20, 20), ())
    assert seen.getpixel((4, 9))[:3] == (255, 0, 0)


def test_messages_hold_no_controls():
    href = "http://\u202e&#x9;" + "x" * 500
    (problem,) = pre_scan(image(href), "art.svg", AT)[1]
    assert problem.message.isprintable()
    assert len(problem.message) < 260


# ---- what is drawn -------------------------------------------------------------------------


def draw(inside, window=WHOLE, size=TWENTY, styles=(), root='viewBox="0 0 10 10"'):
    return render(drawing(svg(inside, root)), window, size, styles)


@pytest.mark.parametrize(
    "inside",
    [
        '<rect class="mid" width="10" height="10" fill="#f00"/>',
        '<rect class="mid" width="10" height="10" style="fill:#f00"/>',
        '<style>.mid{fill:#f00}</style><rect class="mid" width="10" height="10"/>',
        '<style>rect.mid{fill:#f00}</style><rect class="mid" width="10" height="10"/>',
        '<g class="mid"><rect width="10" height="10"/></g>',
        '<linearGradient id="g"><stop class="mid" stop-color="#f00"/></linearGradient>'
        '<rect width="10" height="10" fill="url(#g)"/>',
    ],
)
def test_the_colours_of_the_brand_win(inside):
    assert draw(inside, styles=(("mid", GREEN),)).getpixel((9, 9)) == (*GREEN, 255)


def test_the_surface_is_the_ground_and_lines_are_not_filled():
    ground = '<rect class="ground" width="10" height="10"/>'
    assert draw(ground, styles=(("surface", GREEN),)).getpixel((9, 9)) == (*GREEN, 255)
    line = '<rect class="{}" width="10" height="10" stroke-width="4" fill="#f00" stroke="#f00"/>'
    styles = (("mid", GREEN), ("light", Color(0, 0, 255)))
    seen = draw(line.format("mid-line"), styles=styles)
    assert (seen.getpixel((1, 9)), seen.getpixel((9, 9))[3]) == ((*GREEN, 255), 0)
    both = draw(line.format("mid light-line"), styles=styles)
    assert (both.getpixel((1, 9)), both.getpixel((9, 9))) == ((0, 0, 255, 255), (*GREEN, 255))


def test_the_window_is_cut_exactly_and_the_art_bleeds():
    inside = '<rect x="-5" y="2" width="10" height="20" fill="#f00"/>'
    seen = draw(inside, Rect(-10, 0, 20, 10), Size(40, 60))
    assert seen.size == (40, 60)
    assert seen.getbbox() == (10, 12, 30, 60)
    assert draw(inside, Rect(-10, 0, 20, 40), Size(20, 40)).getbbox() == (5, 2, 15, 22)
    hidden = draw(
        inside,
        Rect(-10, 0, 20, 40),
        Size(20, 40),
        (),
        'viewBox="0 0 10 10" width="99" style="overflow:hidden" overflow="hidden" x="3"',
    )
    assert hidden.getbbox() == (5, 2, 15, 22)


def test_units_count_from_the_corner_of_the_view_box():
    root = 'viewBox="-5 -5 20 20" preserveAspectRatio="xMinYMin slice" width="7" height="90"'
    inside = '<rect width="10" height="10"/><rect x="50%" y="0" width="25%" height="1"/>'
    assert draw(inside, Rect(0, 0, 20, 20), Size(20, 20), (), root).getbbox() == (5, 5, 20, 15)


def test_what_was_dropped_is_not_drawn():
    inside = f"<foreignObject>{RED}</foreignObject><unknown>{RED}</unknown>"
    assert draw(inside).getbbox() is None


def test_names_of_xml_survive_being_written_again():
    inside = (
        "<style>/* &lt;&amp; */ g &gt; .a{fill:#0f0}</style><g id='&quot;&lt;&#10;'>"
        "<rect class='a' width='10' height='10'/></g>"
    )
    assert draw(inside).getpixel((9, 9)) == (*GREEN, 255)


def test_a_file_of_the_project(tmp_path):
    (tmp_path / "a.svg").write_bytes(b"\xef\xbb\xbf" + svg(RED))
    found, problems = read_variant(
        tmp_path, Entry("square", "a.svg", Rect(0, 0.5, 1, 0.5), 1.0), AT
    )
    assert problems == ()
    assert (found.kind, found.subject, found.stands) == ("svg", Rect(0, 5, 10, 5), 10)
    assert load_art(found, WHOLE, Size(7, 5), ()).size == (7, 5)
    (tmp_path / "b.svg").write_bytes(svg("<text/>"))
    with pytest.raises(CardError) as caught:
        load_art(variant(tmp_path, "b.svg"), WHOLE, Size(7, 5), ())
    assert caught.value.problem.code == "svg-text"


def test_a_sound_drawing_is_looked_at_once(tmp_path, monkeypatch):
    monkeypatch.setenv("SHAREGEN_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "a.svg"
    path.write_bytes(svg(RED))
    first = read_variant(tmp_path, Entry("square", "a.svg"), AT, fresh=False)
    (kept,) = (tmp_path / "cache/drawings").iterdir()
    assert kept.name == first[0].sha256
    with monkeypatch.context() as patched:
        patched.setattr(assets, "scan", None)
        assert read_variant(tmp_path, Entry("square", "a.svg"), AT, fresh=False) == first
        with pytest.raises(TypeError):
            read_variant(tmp_path, Entry("square", "a.svg"), AT)
    kept.write_bytes(kept.read_bytes()[:-1])
    assert read_variant(tmp_path, Entry("square", "a.svg"), AT, fresh=False) == first


@pytest.mark.parametrize("inside", ["<text/>", "<foreignObject/>"])
def test_nothing_is_remembered_of_a_drawing_with_a_problem(tmp_path, monkeypatch, inside):
    monkeypatch.setenv("SHAREGEN_CACHE", str(tmp_path / "cache"))
    (tmp_path / "a.svg").write_bytes(svg(inside))
    first = read_variant(tmp_path, Entry("square", "a.svg"), AT, fresh=False)
    assert first[1]
    assert not (tmp_path / "cache/drawings").exists()
    assert read_variant(tmp_path, Entry("square", "a.svg"), AT, fresh=False) == first


# ---- the process ---------------------------------------------------------------------------

NS = 'xmlns="http://www.w3.org/2000/svg"'
DEEP = f"<svg {NS} width='9' height='9'>{'<g>' * 5000}{'</g>' * 5000}</svg>"
SMALL = f"<svg {NS} width='1' height='1'/>"


def test_a_crash_is_an_error_and_the_next_drawing_is_drawn(monkeypatch):
    monkeypatch.setattr("sharegen.load.svg._document", lambda *_: DEEP)
    with pytest.raises(CardError) as caught:
        draw(RED)
    assert caught.value.problem.code == "svg-crash"
    assert "art.svg" in caught.value.problem.message
    assert DRAWER.draw(SMALL, "")


def test_what_resvg_refuses_leaves_the_process_alive():
    DRAWER.draw(SMALL, "")
    child = DRAWER._child.process.pid
    with pytest.raises(DrawingFailed):
        DRAWER.draw("<svg", "")
    assert DRAWER._child.process.pid == child


def test_too_much_memory_is_an_error():
    with pytest.raises(DrawingFailed):
        DRAWER.draw(f"<svg {NS} width='30000' height='30000'/>", "")
    assert DRAWER.draw(SMALL, "")


def test_a_drawing_that_takes_too_long(monkeypatch):
    monkeypatch.setattr(process, "_WALL_SECONDS", 0.3)
    with pytest.raises(DrawingFailed, match="too long"):
        DRAWER.draw(slow(), "")
    assert DRAWER.draw(SMALL, "")


def slow(times=400):
    blur = '<feGaussianBlur stdDeviation="90"/>' * 20
    return (
        f"<svg {NS} width='2000' height='2000'><filter id='f'>{blur}</filter>"
        + '<g filter="url(#f)"><rect width="1999" height="1999"/></g>' * times
        + "</svg>"
    )


def test_a_process_killed_from_outside_is_started_again():
    DRAWER.draw(SMALL, "")
    child = DRAWER._child.process.pid
    os.kill(child, signal.SIGKILL)
    assert DRAWER.draw(SMALL, "")
    assert DRAWER._child.process.pid != child


def test_threads_share_the_process():
    found = []
    inside = '<rect width="{}" height="10" fill="#f00"/>'

    def one(width):
        found.append((width, draw(inside.format(width)).getbbox()))

    threads = [threading.Thread(target=one, args=(width,)) for width in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [(width, (0, 0, 2 * width, 20)) for width in range(1, 9)]


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_fork_draws_with_a_process_of_its_own():
    DRAWER.draw(SMALL, "")
    before = DRAWER._child.process.pid
    pid = os.fork()
    if not pid:
        good = DRAWER._child is None and bool(DRAWER.draw(SMALL, ""))
        good = good and DRAWER._child.process.pid != before
        DRAWER.close_child()
        os._exit(0 if good else 1)
    assert os.waitpid(pid, 0)[1] == 0
    assert DRAWER.draw(SMALL, "")
    assert DRAWER._child.process.pid == before


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="SIGIO on a pipe is Linux's")
def test_the_process_dies_with_its_parent_in_the_middle_of_a_drawing():
    code = """
        import sys, threading, time
        from sharegen.load.svg_process import DRAWER
        threading.Thread(target=DRAWER.draw, args=(sys.stdin.read(), ""), daemon=True).start()
        while DRAWER._child is None:
            time.sleep(0.01)
        time.sleep(0.3)
        print(DRAWER._child.process.pid, flush=True)
        time.sleep(60)
    """
    parent = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    with parent:
        parent.stdin.write(slow().encode())
        parent.stdin.close()
        child = int(parent.stdout.readline())
        assert running(child)
        parent.kill()
    deadline = time.monotonic() + 2
    while running(child) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not running(child)


def running(pid):
    try:
        with open(f"/proc/{pid}/stat") as stream:
            return stream.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


# ---- the cache -----------------------------------------------------------------------------


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("SHAREGEN_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "art"


ART = '<circle cx="5" cy="5" r="4" fill="#08f" fill-opacity=".3"/>' + RED.replace("10", "3")


def test_the_cache_changes_no_pixel(cache, monkeypatch):
    first, second = draw(ART), draw(ART)
    assert len(list(cache.iterdir())) == 1
    monkeypatch.setenv("SHAREGEN_CACHE", "off")
    assert first.tobytes() == second.tobytes() == draw(ART).tobytes()
    assert first.mode == second.mode == "RGBA"


def test_a_cached_picture_needs_no_process(cache, monkeypatch):
    draw(ART)
    monkeypatch.setattr("sharegen.load.svg_process._start", lambda: pytest.fail("started"))
    DRAWER.close_child()
    draw(ART)


def test_everything_that_matters_is_in_the_key(cache):
    draw(ART)
    draw(ART + " ")
    draw(ART, window=Rect(0, 0, 10, 9))
    draw(ART, size=Size(20, 21))
    draw(ART, styles=(("mid", GREEN),))
    assert len(list(cache.iterdir())) == 5


def test_damage_in_the_cache_is_a_miss(cache):
    expected = draw(ART).tobytes()
    (kept,) = cache.iterdir()
    whole = kept.read_bytes()
    for broken in (b"", whole[:-1], whole[:20], whole + b"x", b"x" + whole[1:]):
        kept.write_bytes(broken)
        assert draw(ART).tobytes() == expected
        assert kept.read_bytes() == whole
    for place in range(0, len(whole), 7):
        kept.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        assert art_cache.fetch(kept.name) is None


def test_a_cache_that_cannot_be_written_is_silent(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("SHAREGEN_CACHE", str(tmp_path / "file"))
    assert draw(ART).getbbox()


def test_the_cache_is_bounded(cache, monkeypatch):
    draw(ART)
    (kept,) = cache.iterdir()
    monkeypatch.setattr(art_cache, "MOST_BYTES", kept.stat().st_size * 8)
    for number in range(40):
        draw(ART, window=Rect(0, 0, 10, 10 + number))
        assert sum(path.stat().st_size for path in cache.iterdir()) <= art_cache.MOST_BYTES
    assert list(cache.glob(".*")) == []


def test_where_the_cache_is(monkeypatch):
    monkeypatch.delenv("SHAREGEN_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "/x")
    assert str(cache_home.folder("art")) == "/x/sharegen/art"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", "/y")
    assert str(cache_home.folder("art")) == "/y/.cache/sharegen/art"


@given(st.binary(max_size=300))
def test_any_bytes_are_answered(data):
    size, problems = pre_scan(data, "art.svg", AT)
    assert (size is None) and problems


@given(st.data())
def test_any_damage_is_answered(data):
    broken = bytearray(
        svg(ART + PATTERN.format(0) + '<pattern id="d0"/><style>.a{fill:red}</style>')
    )
    for _ in range(3):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(32, 126))
    size, problems = pre_scan(bytes(broken), "art.svg", AT)
    assert size is not None or problems
