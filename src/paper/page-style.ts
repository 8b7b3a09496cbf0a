/** How a paper looks as a page, light and dark, wide and narrow, and printed after all. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#14181f;--soft:#4a4f57;--rule:#c9c3b6;--paper:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#f2f0ea;--soft:#b9bcc2;--rule:#4a4f57;--paper:#14181f}}
*{box-sizing:border-box}
body{background:var(--paper);color:var(--ink);font:1.0625rem/1.55 "Atkinson Hyperlegible Next","Atkinson Hyperlegible",Verdana,sans-serif;margin:0 auto;max-width:46rem;overflow-wrap:anywhere;padding:2rem 1.25rem 4rem}
h1,h2,h3,h4,h5,.above,dt{font-family:Overpass,Arial,sans-serif;line-height:1.2}
h1{font-size:clamp(2rem,6vw,3rem);margin:.25rem 0 1rem}
h2{border-bottom:2px solid;font-size:1.6rem;margin:3.5rem 0 1.25rem;padding-bottom:.35rem}
h3{font-size:1.25rem;margin:2.25rem 0 .75rem}
h4{font-size:1.0625rem;margin:1.75rem 0 .5rem}
h5{font-size:1rem;margin:1.5rem 0 .5rem}
p,dl,ul,ol{margin:0 0 .9rem}
a{color:inherit}
nav a{display:inline-block;padding:.3rem 0}
.above{color:var(--soft);font-weight:600;margin:2rem 0 0}
.lead{font-size:1.2rem}
.notice{border:2px solid;font-weight:700;padding:.8rem 1rem}
dl div{margin-bottom:.35rem}
dt{color:var(--soft);font-size:.9rem;font-weight:600}
dd{margin:0}
blockquote{border-left:3px solid var(--rule);margin:0 0 1rem;padding-left:1rem}
.wide{margin-bottom:1.25rem}
table{border-collapse:collapse;font-size:.95rem;width:100%}
th,td{border-bottom:1px solid var(--rule);padding:.4rem .6rem .4rem 0;text-align:left;vertical-align:top}
th{border-bottom:2px solid}
img{height:auto;max-width:100%}
footer{border-top:1px solid var(--rule);color:var(--soft);font-size:.9rem;margin-top:4rem;padding-top:1rem}
@media print{body{font-size:10.5pt;max-width:none;padding:0}h2{break-before:page}h3,h4,h5{break-after:avoid}nav a{text-decoration:none}}
`;
