import pytest

from sharegen.load.svg_process import DRAWER


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch):
    """Nothing is read from or left in the cache of whoever runs the tests."""
    monkeypatch.setenv("SHAREGEN_CACHE", "off")


@pytest.fixture(scope="session", autouse=True)
def _end_of_the_drawing_process():
    yield
    DRAWER.close_child()
