"""Names of files stay inside the project. RELIABILITY rows 25 and 39."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharegen.load.assets import inside


@pytest.mark.parametrize(
    ("base", "name", "path"),
    [
        ("", "a.png", "a.png"),
        ("assets", "a.png", "assets/a.png"),
        ("assets", "./b/../a.png", "assets/a.png"),
        ("assets", "../a.png", "a.png"),
        ("assets", "Archivo[wdth,wght].ttf", "assets/Archivo[wdth,wght].ttf"),
    ],
)
def test_inside(tmp_path, base, name, path):
    assert inside(tmp_path, base, name) == path


@pytest.mark.parametrize(
    "name",
    "/etc/passwd ~/a ~root/a ../../etc/passwd file:///etc/passwd http://a/b a\\b C:a C:/a data:x "
    "\0 a\nb".split(" ")
    + [""],
)
def test_outside(tmp_path, name):
    assert inside(tmp_path, "assets", name) is None


def test_links(tmp_path):
    root, away = tmp_path / "project", tmp_path / "away"
    root.mkdir()
    away.mkdir()
    (away / "a.png").touch()
    (root / "out").symlink_to(away)
    (root / "file.png").symlink_to(away / "a.png")
    (root / "loop").symlink_to("loop")
    (root / "real").mkdir()
    (root / "in").symlink_to("real")
    assert inside(root, "", "out/a.png") is None
    assert inside(root, "", "file.png") is None
    assert inside(root, "in", "a.png") == "in/a.png"
    (tmp_path / "link").symlink_to(root)
    assert inside(tmp_path / "link", "", "real/a.png") == "real/a.png"


@given(st.text(max_size=40))
def test_any_name_is_answered(tmp_path_factory, name):
    root = tmp_path_factory.getbasetemp()
    found = inside(root, "", name)
    assert found is None or (root / found).resolve().is_relative_to(root.resolve())
