import { legibleOn, pageGrounds, type PageColours } from '#shared/workshop/purpose-page.ts'

const darkInk = '#f4efe6'
/** Contrasts on the dark ground. The sentence is the page: it is never dim. Not measured. */
const leastOfSentence = 13
const leastOfAccent = 6

/** The style of a page in these colours. `serif`: the address of its letters. */
export function pageStyle({ sentence, accent }: PageColours, serif: string): string {
  const { paper, dark } = pageGrounds
  const light = `--sentence:${sentence};--accent:${accent};--paper:${paper};--ink:#1b2333;--soft:#475062;--line:#ddd5c4`
  const night = `--sentence:${legibleOn(sentence, dark, darkInk, leastOfSentence)};--accent:${legibleOn(accent, dark, darkInk, leastOfAccent)};--paper:${dark};--ink:${darkInk};--soft:#c9c8c6;--line:#37455e`
  return `@font-face{font-family:Compass;font-weight:600;font-display:swap;src:url(${serif}) format("woff2")}
:root{color-scheme:light dark;${light}}
@media screen and (prefers-color-scheme:dark){:root{${night}}}
${rules}`
}

/** The fallbacks of the serif have letters of nearly the same width. */
const rules = `
*{box-sizing:border-box}
html{font:400 1.0625rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;background:var(--paper);color:var(--ink);-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0 auto;max-width:72rem;padding-inline:clamp(1.25rem,5vw,4rem)}
h1,h2,h3,p,dl,dd,ul,ol,blockquote,figure{margin:0;padding:0}
ul,ol{list-style:none}
p,li,dd{text-wrap:pretty;overflow-wrap:break-word}
h1,h2,h3,dt,blockquote{font-family:Compass,"Source Serif 4","Iowan Old Style",Charter,Georgia,"Noto Serif",serif;font-weight:600;overflow-wrap:break-word}
a{color:var(--accent);text-underline-offset:.2em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:2px}
.hero{display:flex;flex-direction:column;min-height:min(92vh,60rem);min-height:min(92svh,60rem);padding-block:clamp(1.5rem,4vh,3rem) clamp(2.5rem,7vh,5rem)}
.house{display:flex;align-items:center;gap:.875rem;margin-bottom:auto;padding-bottom:2.5rem;font-weight:600}
.house img{display:block;height:3.5rem;width:auto;max-width:12rem;object-fit:contain}
.house span{display:inline-block}
.house span::first-letter,.principles h3::first-letter,.kept h3::first-letter{text-transform:uppercase}
.kind{color:var(--accent);font-weight:600;margin-bottom:.875rem}
.sentence{color:var(--sentence);font-size:clamp(2.125rem,1.1rem + 4.1vw,4.75rem);line-height:1.14;letter-spacing:-.014em;text-wrap:balance;white-space:pre-line}
.sentence.middle{font-size:clamp(1.875rem,1.1rem + 2.9vw,3.625rem);line-height:1.18}
.sentence.long{font-size:clamp(1.5rem,1.05rem + 1.8vw,2.625rem);line-height:1.26;letter-spacing:-.008em}
.adopted{margin-top:2rem;margin-bottom:auto;padding-top:1.25rem;max-width:46rem;color:var(--soft);position:relative}
.adopted::before{content:"";position:absolute;top:0;left:0;width:4.5rem;border-top:3px solid var(--accent)}
.adopted p+p{margin-top:.375rem}
.adopted .translated{font-style:italic}
section{border-top:1px solid var(--line);padding-block:clamp(2.25rem,5.5vw,4.25rem)}
h2{font-size:1.5rem;line-height:1.25;color:var(--sentence);margin-bottom:1.5rem;text-wrap:balance}
dt{font-size:1.3125rem;line-height:1.3;color:var(--accent);text-wrap:balance}
dt~dt{margin-top:1.75rem}
dd{margin-top:.375rem;max-width:44rem}
.from{color:var(--soft);font-size:.9375rem}
.people{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,16rem),1fr));gap:1.75rem 2.5rem}
h3{font-size:1.1875rem;line-height:1.35}
.people h3{margin-bottom:.375rem}
.people li li{padding-left:1.125rem;position:relative}
.people li li+li{margin-top:.25rem}
.people li li::before,.promises li::before{content:"";position:absolute;left:0;top:.8em;width:.5625rem;border-top:2px solid var(--accent)}
.principles{counter-reset:p}
.principles>li{counter-increment:p;position:relative;padding-left:3.25rem}
.principles>li+li{margin-top:2.5rem}
.principles>li::before{content:counter(p);position:absolute;left:0;top:-.1875rem;font:600 2rem/1.2 Compass,Georgia,serif;color:var(--accent);font-variant-numeric:lining-nums}
.principles h3{font-size:1.4375rem;line-height:1.3;text-wrap:pretty}
.over{display:block}
.even{font:italic 400 1.0625rem/1.3 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:var(--accent);white-space:nowrap}
.signs{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,17rem),1fr));gap:1rem 2rem;margin-top:.875rem}
.signs>div{border-left:3px solid var(--accent);padding-left:.875rem}
.signs>div.betrays{border-left-style:dotted;border-left-color:var(--soft)}
.label{display:block;color:var(--soft);font-size:.9375rem}
.promises li{position:relative;padding-left:1.5rem;font-size:1.1875rem;line-height:1.5;max-width:44rem}
.promises li+li{margin-top:.75rem}
.promises li::before{top:.72em;width:.75rem}
.story p+p{margin-top:.5rem}
.story p{max-width:44rem}
.versions{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));gap:1.5rem 3rem;margin-top:1.75rem}
figcaption{color:var(--soft);font-size:.9375rem;margin-bottom:.375rem}
blockquote{font-size:1.1875rem;line-height:1.4;white-space:pre-line;text-wrap:pretty}
.before blockquote{color:var(--soft)}
.pledges{border-collapse:collapse;width:100%}
.pledges th,.pledges td{text-align:left;vertical-align:top;padding:.875rem 1.25rem .875rem 0;border-bottom:1px solid var(--line);overflow-wrap:break-word}
.pledges thead th{font-weight:400;color:var(--soft);font-size:.9375rem}
.pledges tbody th{font-weight:600;width:22%}
.pledges .promise{font-family:Compass,"Source Serif 4",Georgia,serif;font-size:1.125rem;font-weight:600}
.cases{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr));gap:2rem 3rem}
.cases h3,.kept h3{font-size:1.3125rem;text-wrap:balance}
.cases p{margin-top:.375rem}
.chosen{font-weight:600}
.chosen::before{content:"✓ ";color:var(--accent)}
.tale+.tale{margin-top:1.75rem}
.tale blockquote{max-width:44rem}
.tale img{display:block;width:100%;max-width:44rem;height:auto;margin:0 0 1rem;border-radius:.5rem}
.tale figcaption{margin:.5rem 0 0}
.to-welcome{margin-top:1.25rem!important}
.to-welcome a{display:inline-block;padding:.75rem 1.25rem;border-radius:.5rem;background:var(--accent);color:var(--paper);font-weight:600;text-decoration:none}
.welcome{padding-block:clamp(1.5rem,4vh,3rem) 1rem}
.welcome .house{padding-bottom:1.5rem}
.welcome h1{font-size:clamp(2.5rem,1.6rem + 4vw,3.75rem);line-height:1.1;color:var(--sentence);margin-bottom:1.25rem}
.welcome .sentence{font-family:Compass,"Source Serif 4",Georgia,serif;font-weight:600;margin-top:1rem}
.days{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,15rem),1fr));gap:0 2.5rem}
.days section{display:block;border:0;padding-block:1.25rem 0}
.days h2,.welcome~h2{font-size:1.125rem;max-width:none;margin:1.5rem 0 .5rem;padding-bottom:.5rem;border-bottom:1px solid var(--line)}
.days li,.kept li{padding-block:.75rem;border-bottom:1px solid var(--line);white-space:pre-line}
.kept li{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,16rem),1fr));gap:.25rem 2rem}
.whole{margin-block:2rem}
footer{border-top:1px solid var(--line);padding-block:2rem 3rem;color:var(--soft);font-size:.9375rem}
footer nav{display:flex;flex-wrap:wrap;gap:.25rem 1.75rem;margin-top:.75rem}
footer a,.note a{display:inline-block;padding-block:.625rem}
.hash{margin-top:1.25rem;font:.75rem/1.5 ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere}
.note{padding-block:.5rem;display:flex;flex-wrap:wrap;align-items:center;gap:0 1.25rem;border-bottom:1px solid var(--line);color:var(--soft);font-size:.9375rem}
@media (max-width:40rem){.sentence{text-wrap:pretty}
.pledges thead{display:none}
.pledges tr,.pledges th,.pledges td{display:block;width:auto!important}
.pledges tr{padding-block:1rem;border-bottom:1px solid var(--line)}
.pledges tbody th,.pledges td{border:0;padding:.25rem 0}
.pledges td:empty{display:none}
.pledges td::before{content:attr(data-label);display:block;font:400 .9375rem/1.4 system-ui,sans-serif;color:var(--soft)}}
@media (min-width:60rem){
section{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,2.6fr);gap:3rem}
h2{margin:0;max-width:14rem}
}
@media (min-width:100rem) and (min-height:50rem){html{font-size:1.375rem}}
@media (forced-colors:active){.signs>div{border-left-color:CanvasText}}
@page{size:A4;margin:15mm 18mm 13mm}
@media print{
:root{--paper:#fff;--line:#c9c2b4}
html{font-size:9pt;line-height:1.42}
body{max-width:none;padding-inline:0}
.hero{min-height:0;padding-block:0 7mm}
.house{padding-bottom:8mm}
.house img{height:14mm}
.sentence,.sentence.middle{font-size:27pt}
.sentence.long{font-size:18pt}
.adopted{margin-top:6mm}
section{display:grid;grid-template-columns:36mm minmax(0,1fr);gap:8mm;padding-block:4mm}
h2{font-size:12pt;margin:0}
h3,dt,.principles h3{font-size:11pt}
.promises li{font-size:10pt}
.promises li+li{margin-top:2mm}
.even{font-size:10pt}
.principles>li{padding-left:8mm}
.principles>li::before{font-size:15pt;top:0}
.principles>li+li,dt~dt{margin-top:3.5mm}
.people{gap:3mm 7mm;grid-template-columns:1fr 1fr}
.signs{grid-template-columns:1fr 1fr;gap:6mm;margin-top:2mm}
.versions{gap:7mm;margin-top:3mm;grid-template-columns:1fr 1fr}
li,dd,dt,.story,.signs>div{break-inside:avoid}
dt,h2,h3,figcaption{break-after:avoid}
blockquote{font-size:10.5pt}
footer{padding-block:3mm 0;font-size:8pt;break-inside:avoid}
footer nav,.note,.to-welcome,.whole{display:none}
.welcome h1{font-size:26pt}
.days{grid-template-columns:1fr 1fr 1fr}
.days li,.kept li{padding-block:1.5mm;break-inside:avoid}
.cases{grid-template-columns:1fr 1fr;gap:4mm 7mm}
.cases h3,.kept h3{font-size:11pt}
.cases li,.tale,.pledges tr{break-inside:avoid}
.pledges .promise{font-size:10pt}
.tale img{width:auto;max-width:100%;max-height:55mm}
.hash{font-size:7pt;margin-top:2mm}
}
`
  .trim()
  .replaceAll('\n', '')
