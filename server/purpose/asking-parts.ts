import { pageGrounds } from '#shared/workshop/purpose-page.ts'

/** The look of the pages on which people outside a board are asked: a phone first. */
export const askingStyle = `
*{box-sizing:border-box}
:root{color-scheme:light dark;--paper:${pageGrounds.paper};--surface:#fff;--ink:#1b2333;--soft:#475062;--line:#ddd5c4;--edge:#7d7566;--accent:#c2401c;--calm:#0f6860;--low:#8a5200;--on:#fff}
@media (prefers-color-scheme:dark){:root{--paper:${pageGrounds.dark};--surface:#1b2638;--ink:#f4efe6;--soft:#c9c8c6;--line:#37455e;--edge:#93a0b5;--accent:#f0916f;--calm:#6cc5ba;--low:#e0a85c;--on:#111a29}}
html{font:400 1.125rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;background:var(--paper);color:var(--ink);-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0}
[hidden]{display:none!important}
h1,h2,p,ul,figure,fieldset{margin:0;padding:0;border:0;min-width:0}
ul{list-style:none}
header{display:flex;align-items:center;gap:.75rem;min-height:3.25rem;padding:.25rem 1.25rem;border-bottom:1px solid var(--line);color:var(--soft);font-size:1rem}
header svg{width:1.625rem;height:1.625rem;flex:none;color:var(--ink)}
.needle{fill:var(--accent)}
header a{flex:none;margin-left:auto;color:inherit;padding:.625rem 0}
header .until+a{margin-left:1rem}
.until{margin-left:auto}
@media (max-width:47.99rem){.until{display:none}header .until+a{margin-left:auto}}
main{max-width:67rem;margin:0 auto;padding:1.5rem 1.25rem 7rem}
h1,.sentence,.serif,.card span,.cards legend{font-family:"Source Serif 4","Iowan Old Style",Charter,Georgia,"Noto Serif",serif;font-weight:400;overflow-wrap:anywhere}
h1{font-size:1.75rem;line-height:1.2;letter-spacing:-.012em;margin:.75rem 0 1.25rem;text-wrap:balance;outline-offset:4px}
h2{font-size:1rem;font-weight:600;color:var(--soft);margin:2rem 0 .5rem}
.lead{color:var(--soft);max-width:40rem;white-space:pre-line;overflow-wrap:anywhere}
.quiet{color:var(--soft);font-size:1rem;max-width:40rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.cards{display:grid;gap:.75rem}
.card{display:flex;align-items:center;gap:1rem;min-height:5rem;padding:1rem 1.125rem;background:var(--surface);border-radius:.625rem;box-shadow:0 1px 4px #1b233326;outline:2px solid transparent;cursor:pointer}
.card span{flex:1;font-size:1.25rem;line-height:1.3}
.card input{order:1;flex:none;width:1.5rem;height:1.5rem;margin:0;accent-color:var(--ink)}
.card:has(:checked){outline-color:var(--ink)}
.card:has(:focus-visible){outline:3px solid var(--ink);outline-offset:3px}
.sentence{font-size:1.75rem;line-height:1.35;letter-spacing:-.012em}
.taps{margin:1.5rem 0 2rem;line-height:1.65}
.taps label{cursor:pointer;padding:.25rem 0}
.taps input{position:absolute;opacity:0;width:1px;height:1px}
.taps span{border-bottom:3px solid transparent;border-radius:2px}
.taps :checked+span{border-bottom-color:var(--ink)}
.taps :focus-visible+span{outline:2px solid var(--ink);outline-offset:3px}
.scale{display:grid;grid-template-columns:1fr;gap:.5rem;margin-bottom:1.75rem}
.scale legend,.line>label{color:var(--soft);margin-bottom:.5rem;padding:0;display:block}
.scale label,.choice label{display:flex;align-items:center;gap:.75rem;min-height:2.75rem;padding:.25rem .875rem;background:var(--surface);border:1px solid var(--edge);border-radius:.5rem;cursor:pointer}
.scale label:has(:checked),.choice label:has(:checked){background:var(--ink);border-color:var(--ink);color:var(--paper)}
.scale label:has(:focus-visible),.choice label:has(:focus-visible){outline:3px solid var(--ink);outline-offset:2px}
.scale input,.choice input{position:absolute;opacity:0;width:1px;height:1px}
.choice{display:grid;grid-template-columns:repeat(3,1fr);gap:.5rem;padding-block:1.25rem;border-top:1px solid var(--line)}
.choice legend{padding:0 0 .75rem;font-size:1.25rem;float:left;grid-column:1/-1}
.choice label{justify-content:center}
.line{margin-block:1.5rem;max-width:40rem}
.field{background:var(--surface);border:1px solid var(--edge);border-radius:.5rem;overflow:hidden;margin-bottom:.5rem}
.field:focus-within{outline:2px solid var(--ink)}
textarea{display:block;width:100%;padding:.875rem 1rem;border:0;background:none;color:inherit;font:inherit;resize:vertical;outline:0}
.badge{border-top:1px solid var(--line);padding:.625rem 1rem;color:var(--calm);font-size:1rem}
.foot{display:grid;gap:.75rem;margin-top:1.75rem}
button{min-height:3rem;padding:.5rem 1.75rem;border:0;border-radius:.5rem;background:var(--accent);color:var(--on);font:inherit;font-weight:600;cursor:pointer}
button.quiet{background:none;color:var(--soft);font-weight:500;padding-inline:.25rem;text-decoration:underline;text-underline-offset:.2em}
button:focus-visible,a:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
button[disabled]{opacity:.6}
#thanks p{max-width:34rem;margin-bottom:1rem}
#thanks h1{font-size:2.75rem}
#problem,.problem{color:var(--low);font-weight:600;margin-top:1rem;max-width:40rem}
.two{display:grid;gap:1.5rem 5rem}
.two h1{font-size:2.125rem}
.rows li{display:flex;gap:1rem;padding:.875rem 0;border-top:1px solid var(--line)}
.rows li>*{flex:1;min-width:0}
.rows li>b{flex:none;min-width:1.25rem}
.rows{border-bottom:1px solid var(--line);margin-bottom:.875rem}
.serif{font-size:1.1875rem;line-height:1.35}
.told{line-height:1.9;margin-top:.5rem}
.mark{position:relative;border-bottom:1px solid var(--calm)}
.mark.most{border-bottom-width:4px}
.mark b{position:absolute;right:0;top:100%;margin-top:2px;font:600 1rem/1 system-ui,sans-serif;letter-spacing:0;color:var(--calm)}
.dots{margin-top:1.25rem}
.dots svg{display:block;width:100%;max-width:46rem;height:auto;max-height:2.5rem}
.full{fill:var(--calm)}
.hollow{fill:none;stroke:var(--edge);stroke-width:2}
.rest{fill:var(--line)}
.chance{stroke:var(--ink);stroke-width:2}
.strip{display:grid;gap:.25rem}
.strip svg{width:100%;height:.625rem}
.strip.now p:first-child,.strip.now .sum{font-weight:600}
.counts{display:flex;flex-wrap:wrap;gap:.125rem 1.25rem;color:var(--soft);font-size:1rem}
.counts b{color:var(--ink)}
.a5{fill:var(--calm)}.a4{fill:var(--calm);opacity:.8}.a3{fill:var(--calm);opacity:.55}.a2{fill:var(--low);opacity:.65}.a1{fill:var(--low)}.a0{fill:var(--accent)}
@media (min-width:48rem){
header{min-height:4rem;padding-inline:4rem}
main{padding-top:3.5rem}
.cards{grid-template-columns:1fr 1fr;gap:1.5rem}
.card{padding:1.75rem 2rem;min-height:11rem}
.card span{font-size:1.625rem}
h1{font-size:2.125rem}
.sentence{font-size:2.25rem}
.scale{grid-template-columns:1fr 1fr;max-width:46rem}
.choice{max-width:46rem}
.foot{display:flex;align-items:center;gap:1.5rem}
.two h1{font-size:3.25rem;line-height:1.12}
.strip{grid-template-columns:12rem 1fr 6rem;align-items:center;gap:0 1.5rem}
.strip .counts{grid-column:2}.strip .sum{grid-column:3;grid-row:1;text-align:right}
}
@media (min-width:66rem){.two{grid-template-columns:1.9fr 1fr}}
@media (forced-colors:active){.card:has(:checked),.scale label:has(:checked),.choice label:has(:checked){outline:3px solid Highlight}.taps :checked+span{border-bottom-color:Highlight}}
@media print{header a,.foot{display:none}}
`
  .trim()
  .replaceAll('\n', '')

/**
 * The program of an open question. A random secret of this question alone stays in the browser, so that its answer replaces
 * the one before. Nothing else is kept, and nothing is asked of anybody else.
 */
export const askingScript = `(() => {
const key = 'boussole.asked.' + location.pathname.split('/').pop()
const memory = (name, value) => { try { if (value === undefined) return localStorage.getItem(name); localStorage.setItem(name, value) } catch {} return null }
let secret = memory(key)
const forms = [...document.forms]
const thanks = document.getElementById('thanks')
const problem = document.getElementById('problem')
const parts = [...forms, thanks]
const show = (part, isMoved) => {
  for (const each of parts) each.hidden = each !== part
  problem.textContent = ''
  if (isMoved) { scrollTo(0, 0); (part.querySelector('h1') ?? part).focus({ preventScroll: true }) }
}
const chosen = () => document.querySelector('input[name=which]:checked')?.value
const send = async () => {
  if (!secret) { secret = [...crypto.getRandomValues(new Uint8Array(20))].map((byte) => byte.toString(16).padStart(2, '0')).join(''); memory(key, secret) }
  const answers = {}
  for (const form of forms) for (const [name, value] of new FormData(form)) {
    if (value.trim() === '' || (name.startsWith('word.') && name.split('.')[1] !== chosen())) continue
    answers[name] = value
  }
  const answer = await fetch(location.pathname, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ secret, answers }) })
  if (answer.ok) return
  throw answer.status === 409 ? 'over' : answer.status === 507 ? 'full' : answer.status === 429 ? 'busy' : 'other'
}
forms.forEach((form, at) => {
  form.noValidate = true
  const next = async (isSkipped) => {
    problem.textContent = ''
    const needs = form.dataset.needs
    if (needs && !form.querySelector('input[name^="' + needs + '"]:checked')) {
      problem.textContent = problem.dataset.missing
      form.querySelector('input[name^="' + needs + '"]').focus()
      return
    }
    const buttons = [...form.querySelectorAll('button')]
    for (const button of buttons) button.disabled = true
    try {
      if (!isSkipped) await send()
      const after = forms[at + 1]
      if (after) for (const taps of after.querySelectorAll('[data-of]')) taps.hidden = taps.dataset.of !== chosen()
      else memory(key + '.sent', '1')
      show(after ?? thanks, true)
      if (isSkipped) memory(key + '.sent', '1')
    } catch (cause) {
      problem.textContent = problem.dataset[cause] ?? problem.dataset.other
    } finally {
      for (const button of buttons) button.disabled = false
    }
  }
  form.addEventListener('submit', (event) => { event.preventDefault(); void next(false) })
  form.querySelector('[data-skip]')?.addEventListener('click', () => void next(true))
})
document.getElementById('again').addEventListener('click', () => show(forms[0], true))
if (memory(key + '.sent')) show(thanks, false)
})()`
