"""How a page looks: light and dark, from 320 px on, on paper. Contrast of words is 7:1 or more."""

STYLE = """
:root{color-scheme:light dark;--paper:#fff;--panel:#f4f5f6;--ink:#1b1d20;--soft:#4a4f55;
--line:#c9cdd2;--error:#8f1410;--warning:#6b4300;--mark:#ffe08a;--on-mark:#1b1d20;--link:#0b4f9c}
@media (prefers-color-scheme:dark){:root{--paper:#141618;--panel:#1e2124;--ink:#eceef0;
--soft:#b9bfc6;--line:#42474d;--error:#ffb0a8;--warning:#f5cf7a;--mark:#6b5200;--on-mark:#fff;
--link:#a9cbff}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:76rem;padding:1.25rem clamp(.875rem,3vw,2.5rem) 4rem;
background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;
overflow-wrap:anywhere}
h1,h2,h3,p{margin:0 0 .5rem}
h1{font-size:1.5rem;line-height:1.2}
h2{font-size:1.25rem;margin:2.5rem 0 1rem;padding-bottom:.25rem;border-bottom:1px solid var(--line)}
h3{font-size:1rem;margin-top:1.5rem}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.875em}
a{color:var(--link)}
.summary{font-size:1.125rem;max-width:50rem}
table{border-collapse:collapse;font-size:.875rem;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding:.125rem 0}
th,td{text-align:left;vertical-align:top;padding:.125rem 1rem .125rem 0;
border-top:1px solid var(--line)}
th{font-weight:400;color:var(--soft);min-width:7rem}
td{padding-right:0}
.kinds{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;margin:0 0 1rem}
.problem{background:var(--panel);border-left:.25rem solid var(--warning);border-radius:.25rem;
padding:.875rem 1rem;margin:0 0 1rem}
@media (min-width:60rem),print{.problem{display:grid;grid-template-columns:minmax(0,1fr) auto;
column-gap:1.5rem;align-items:start}.problem figure{max-width:min(30rem,45vw);margin:0}}
.problem.error{border-color:var(--error)}
.problem h3{margin:0 0 .25rem}
.severity{color:var(--warning)}
.error .severity{color:var(--error)}
.message{font-size:1.0625rem;max-width:50rem}
.hint{max-width:50rem}
.at,.facts{color:var(--soft);font-size:.875rem;margin-bottom:.25rem}
pre{margin:0 0 .5rem;padding:.5rem .75rem;background:var(--paper);border:1px solid var(--line);
border-radius:.25rem;white-space:pre-wrap}
.number{color:var(--soft);padding-right:.5rem;user-select:none}
mark{background:var(--mark);color:var(--on-mark);border-radius:.125rem}
img{max-width:100%;height:auto;display:block}
figure{margin:.75rem 0 0;width:fit-content}
figure img{border:1px solid var(--line)}
figcaption{contain:inline-size;font-size:.875rem;color:var(--soft);margin-top:.25rem}
.lang{color:var(--soft);font-weight:400}
.pictures{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,17rem),1fr));
gap:1.25rem 1.5rem;align-items:start}
.picture{display:grid;grid-template-columns:minmax(0,7rem) minmax(0,1fr);gap:.875rem;
align-items:start}
.picture>table:only-child{grid-column:1/-1}
.picture img{border:1px solid var(--line)}
.picture table{width:100%}
.picture td{text-align:right}
@media (max-width:30rem){.picture{grid-template-columns:minmax(0,5rem) minmax(0,1fr)}}
@media print{:root{--paper:#fff;--panel:#fff;--ink:#000;--soft:#333;--line:#999;--error:#8f1410;
--warning:#6b4300;--mark:#ffe08a;--on-mark:#000;--link:#000}body{max-width:none;padding:0;
font-size:10pt}.problem,.picture{break-inside:avoid}h2,h3{break-after:avoid}
mark{text-decoration:underline}}
"""
