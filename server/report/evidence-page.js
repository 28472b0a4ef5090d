/**
 * The program of an evidence file. It draws the signed sections, and nothing else, and compares them with their hashes. It
 * runs in any browser from a file, without a network.
 */
const read = (id) => document.getElementById(id)?.textContent ?? ''
const words = JSON.parse(read('words'))
const page = document.getElementById('page')
const fill = (text, values) => text.replaceAll(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''))

function element(name, className, ...content) {
  const made = document.createElement(name)
  if (className !== '') made.className = className
  made.append(...content)
  return made
}

const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
const brief = (hash) => (hash.slice(0, 12).match(/.{4}/g) ?? []).join(' ')
const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
const hashOf = async (bytes) => hex(await crypto.subtle.digest('SHA-256', bytes))

/** The line of a script of data, as it stands in the file. */
function lineOf(id) {
  const line = document.getElementById(id)
  return `${line?.outerHTML ?? ''}${line?.nextSibling?.data ?? ''}`
}

/** Every part stands where it was signed, and nothing beside them. The program is the last part: it runs before later ones. */
function isInPlace({ sections }) {
  const lines = sections.map((_, at) => `section-${at + 1}`)
  const expected = ['still', '', 'page', ...lines, 'hashes', 'signature', 'words', '']
  const isBlank = (node) => node.nodeType === Node.TEXT_NODE && node.data.trim() === ''
  const found = [...document.body.childNodes].filter((node) => !isBlank(node)).map(({ id }) => id)
  return found.length === expected.length && found.every((id, at) => id === expected[at])
}

/** True or false; null: this browser does not know such signatures. */
async function isSigned(data, { key }) {
  const usage = ['verify']
  let imported
  try {
    imported = await crypto.subtle.importKey('spki', bytesOf(key), { name: 'Ed25519' }, false, usage)
  } catch {
    return null
  }
  try {
    const signature = bytesOf(JSON.parse(read('signature')))
    return await crypto.subtle.verify(
      { name: 'Ed25519' },
      imported,
      signature,
      new TextEncoder().encode(data),
    )
  } catch {
    return false
  }
}

/** The hash of each section, and the answer about the signature. */
async function check(hashes) {
  if (!globalThis.crypto?.subtle) return undefined
  const encoder = new TextEncoder()
  const found = await Promise.all(
    hashes.sections.map((_, at) => hashOf(encoder.encode(lineOf(`section-${at + 1}`)))),
  )
  return { found, isInPlace: isInPlace(hashes), signed: await isSigned(read('hashes'), hashes) }
}

function sectionOf(at) {
  try {
    return JSON.parse(read(`section-${at + 1}`))
  } catch {
    return undefined
  }
}

function draw(part) {
  switch (part.kind) {
    case 'heading':
      return element('h3', '', part.text)
    case 'quote': {
      const facts = part.facts.length > 0 ? [element('p', 'small', part.facts.join(' · '))] : []
      return element('figure', '', element('blockquote', '', part.text), ...facts)
    }
    case 'list':
      return element('ul', '', ...part.items.map((item) => element('li', '', item)))
    case 'table':
      return drawTable(part)
    case 'bars':
      return drawBars(part.bars)
    default:
      return element('p', part.kind === 'small' ? 'small' : '', part.text)
  }
}

function drawTable({ heads, rows, figures }) {
  const classOf = (at) => (at < heads.length - figures ? '' : 'figure')
  const head = element(
    'tr',
    '',
    ...heads.map((text, at) => {
      const cell = element('th', classOf(at), text)
      cell.scope = 'col'
      return cell
    }),
  )
  const body = rows.map((cells) =>
    element(
      'tr',
      '',
      ...cells.map((text, at) => element('td', /^[0-9a-f]{64}$/.test(text) ? 'hash' : classOf(at), text)),
    ),
  )
  const table = element('table', '', element('thead', '', head), element('tbody', '', ...body))
  const frame = element('div', 'wide', table)
  frame.tabIndex = 0
  frame.setAttribute('role', 'group')
  frame.setAttribute('aria-label', heads.join(', '))
  return frame
}

function drawBars(bars) {
  const most = Math.max(1, ...bars.map(({ count }) => count))
  const rows = bars.map(({ label, count }) => {
    const bar = document.createElement('meter')
    bar.max = most
    bar.value = count
    bar.setAttribute('aria-hidden', 'true')
    return element('li', '', element('span', '', label), bar, element('b', '', String(count)))
  })
  return element('ul', 'bars', ...rows)
}

/** `isRight`: null where nobody can tell. */
function rowOf({ title, hash }, at, found, isRight) {
  const mark = element('span', 'mark', isRight === null ? '·' : isRight ? '✓' : '✕')
  mark.setAttribute('aria-hidden', 'true')
  const link = element('a', '', title)
  link.href = `#s${at + 1}`
  const summary = sectionOf(at)?.summary ?? ''
  const more =
    isRight === false
      ? [
          element('span', 'small', fill(words.expected, { hash: brief(hash) })),
          element('span', 'small', fill(words.found, { hash: brief(found) })),
        ]
      : summary === ''
        ? []
        : [element('span', 'small', summary)]
  const row = element(
    'li',
    isRight === false ? 'wrong' : '',
    mark,
    element('span', 'number', String(at + 1)),
    element('span', 'what', link, ...more),
  )
  if (isRight !== false) row.append(element('code', '', brief(hash)))
  return row
}

function factsOf(hashes, keyId) {
  const row = (name, text) => [element('dt', '', name), element('dd', '', text)]
  const server = hashes.server === '' ? words.thisServer : hashes.server
  return element(
    'dl',
    '',
    ...row(words.signed, fill(words.signedBy, { day: hashes.signed, server })),
    ...(keyId === '' ? [] : row(words.key, fill(words.keyHint, { key: keyId }))),
    ...row(words.proves, words.provesMore),
    ...row(words.provesNot, words.provesNotMore),
    ...row(words.how, words.howMore),
  )
}

function drawSection(hashes, at, isRight) {
  const section = sectionOf(at)
  const title = section?.title ?? hashes.sections[at].title
  const made = element('section', isRight === false ? 'wrong' : '', element('h2', '', `${at + 1}. ${title}`))
  made.id = `s${at + 1}`
  if (isRight === false) made.append(element('p', 'small', words.notAsSigned))
  const parts = section?.parts
  made.append(...(Array.isArray(parts) ? parts.map(draw) : [element('p', '', words.unreadable)]))
  return made
}

/** The texts of a changed section, beside the sentence. */
function changedAside(hashes, at) {
  const texts = (sectionOf(at)?.parts ?? []).flatMap(({ kind, text }) => (kind === 'quote' ? [text] : []))
  return element(
    'aside',
    'changed',
    element('h2', '', fill(words.asHere, { n: at + 1 })),
    ...(texts.length > 0 ? texts.slice(0, 3) : [hashes.sections[at].title]).map((text) =>
      element('blockquote', '', text),
    ),
    element('p', 'small', words.notAsSigned),
  )
}

function verdictOf(result, wrong) {
  if (!result) return words.noCheck
  if (wrong.length > 0)
    return fill(wrong.length === 1 ? words.changed : words.changedMany, {
      n: wrong.map((at) => at + 1).join(', '),
    })
  if (result.signed === false) return words.changedList
  if (!result.isInPlace) return words.moved
  return result.signed === null ? words.noKeys : words.unchanged
}

function show(hashes, result, keyId) {
  const all = hashes.sections.length
  // Hashes that nobody has signed say nothing of a section that agrees with them.
  const known = result !== undefined && result.signed !== false
  const right = hashes.sections.map(({ hash }, at) =>
    result && result.found[at] !== hash ? false : known ? true : null,
  )
  const wrong = right.flatMap((isRight, at) => (isRight === false ? [at] : []))
  const isWrong = wrong.length > 0 || result?.signed === false || result?.isInPlace === false
  const band = element('p', isWrong ? 'band wrong' : 'band', element('b', '', verdictOf(result, wrong)))
  band.setAttribute('role', 'status')
  if (known)
    band.append(
      element('span', '', fill(wrong.length > 0 ? words.left : words.whole, { n: all - wrong.length, all })),
    )
  const sentence = element('h1', hashes.sentence.length > 160 ? 'long' : '', hashes.sentence || hashes.team)
  const first = element('div', 'first', element('p', 'team', hashes.team), sentence)
  if (hashes.adopted !== '') first.append(element('p', 'adopted', hashes.adopted))
  first.append(...wrong.slice(0, 1).map((at) => changedAside(hashes, at)), factsOf(hashes, keyId))
  const list = element(
    'ol',
    'list',
    ...hashes.sections.map((section, at) => rowOf(section, at, result?.found[at] ?? '', right[at])),
  )
  const nav = element('nav', '', list)
  nav.setAttribute('aria-label', words.sections)
  const main = element(
    'main',
    '',
    element('div', 'top', first, nav),
    ...hashes.sections.map((_, at) => drawSection(hashes, at, right[at])),
  )
  page.replaceChildren(band, main)
  page.hidden = false
  document.getElementById('still').hidden = true
}

async function start() {
  let hashes
  try {
    hashes = JSON.parse(read('hashes'))
  } catch {
    page.replaceChildren(element('p', 'band wrong', element('b', '', words.changedList)))
    page.hidden = false
    return
  }
  const result = await check(hashes)
  const keyId = result ? brief(await hashOf(bytesOf(hashes.key))) : ''
  show(hashes, result, keyId)
}

void start()
