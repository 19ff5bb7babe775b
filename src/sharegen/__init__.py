"""sharegen: shareable graphics from a caption list and brand assets.

captions.yaml  assets/            what the user wrote
      │ load                      files → Project
      │ resolve                   Project + Selection → Cards
      │ layout                    Card → Frame (no pixels)
      │ check                     Card, Frame → Diagnostics
      │ paint                     Frame → base layer and strips
      │ encode (png)              strips → bytes
      │ write                     bytes → file, whole or not at all
      ▼ manifest                  Records → manifest.json, SHA256SUMS
"""

__version__ = "0.1.0"
