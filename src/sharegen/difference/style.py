"""How the page of changes looks: light and dark, from 320 px up."""

STYLE = """
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --soft: #595959; --line: #d0d0d0;
  --new: #d9f2df; --new-ink: #0b4f22; --old: #fde0e0; --old-ink: #7a1010; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececec; --paper: #16181b; --soft: #b0b3b8;
  --line: #3c4046; --new: #12391f; --new-ink: #b5edc4; --old: #4a1717; --old-ink: #ffc9c9; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 1600px; margin: 0 auto; padding: 16px clamp(16px, 3vw, 48px) 48px; }
h1 { font-size: 1.75rem; margin: 0 0 4px; }
h2 { font-size: 1.3rem; margin: 40px 0 0; }
h2 small { color: var(--soft); font-weight: 400; }
h3 { font-size: 1.05rem; margin: 0; }
article { border-top: 1px solid var(--line); padding: 16px 0; margin-top: 12px; }
p, ul { margin: 4px 0; max-width: 75ch; }
.words { white-space: pre-line; unicode-bidi: isolate; }
.where span { display: inline-block; max-width: 100%; margin-right: .6em; }
.where, .note, figcaption { color: var(--soft); font-size: .9rem; }
ins { background: var(--new); color: var(--new-ink); text-decoration: underline; padding: 0 2px; }
del { background: var(--old); color: var(--old-ink); padding: 0 2px; }
figure { margin: 16px 0 0; }
.row { display: grid; gap: 8px 16px; margin-top: 8px;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 260px), 1fr)); }
.alone { grid-template-columns: repeat(auto-fill, minmax(min(100%, 280px), 1fr)); }
.row b { display: block; font-size: .8rem; font-weight: 600; color: var(--soft); }
.alone .row b { display: none; }
img { display: block; max-width: 100%; height: auto; border: 1px solid var(--line); }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
"""
