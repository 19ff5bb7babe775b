"""sharegen: shareable graphics from a caption list and brand assets.

captions.yaml  assets/            what the user wrote
      │ load                      files → Project
      │ resolve                   Project + Selection → Cards
      │ layout                    Card → Frame (no pixels)
      │ check                     Card, Frame → Diagnostics
      │ paint                     Frame → base layer and strips
      │ encode (png)              strips → bytes; svg and pdf write a Frame as outlines
      │ write                     bytes → file, whole or not at all
      ▼ manifest                  Records → manifest.json, SHA256SUMS

From a program: `build`, `render` and `check` (docs/library.md). They are imported when they are
first asked for, so that `import sharegen` costs nothing.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

__version__ = "0.1.0"
__all__ = ["Selection", "__version__", "build", "check", "render"]


class _Package(ModuleType):
    """Python binds a module to its package when it is first imported: `sharegen.build` and
    `sharegen.check` stay the functions all the same. Their types are in __init__.pyi."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)

    def __getattr__(self, name: str) -> Any:
        if name in __all__:
            return getattr(import_module("sharegen.library"), name)
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")


sys.modules[__name__].__class__ = _Package
