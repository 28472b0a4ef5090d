import { generateKeyPairSync, sign } from 'node:crypto'
import { Doc, encodeStateAsUpdate } from 'yjs'
import { beforeAll, expect, test } from 'vitest'
import { checkEvidence, signedEvidence, type ChangedPlace } from '#server/report/evidence-file.ts'
import { noFacts } from '#server/report/evidence-sections.ts'
import { writeMeta } from '#shared/board/document.ts'
import { roundsOf } from '#shared/board/round.ts'
import { dayLeader, dayVoter, livedDay } from '#tests/support/lived-day.ts'
import { seededRandom } from '#tests/support/random.ts'
import { renderFile } from '#tests/support/render-file.ts'
import { timeLimit } from '#tests/support/time-limits.ts'

/** Texts that try to end their script or to turn the page. */
const hostile = 'Fin </script><script>alert(1)</script> \u2028\u202Emrof\u202C <!-- '

function newKeys() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }),
    sign: async (data: Uint8Array) => sign(null, data, privateKey),
  }
}

const keys = newKeys()
const doc = livedDay('fr')
const questions = roundsOf(doc).filter(({ reasons = [] }) => reasons.length > 0)

/** The evidence of the lived day, with these facts of the server beside the board. */
const evidenceOf = async (facts: Partial<typeof noFacts>): Promise<Uint8Array> =>
  renderFile({
    kind: 'export',
    format: 'evidence',
    update: encodeStateAsUpdate(doc),
    paper: 'one',
    language: 'fr',
    participants: 30,
    now: Date.UTC(2027, 5, 1, 10),
    zone: 'Europe/Paris',
    evidence: { ...noFacts, key: keys.publicKey.toString('base64'), ...facts },
  })

let file: Uint8Array = new Uint8Array()
let text = ''

beforeAll(async () => {
  writeMeta(doc, { schema: 1, title: hostile, language: 'fr' })
  const made = await evidenceOf({
    server: 'boussole.example',
    pulses: [{ at: Date.UTC(2027, 2, 1), counts: [0, 1, 1, 2, 3, 4] }],
    strangers: { sentence: 'La phrase', found: 21, of: 24 },
  })
  file = await signedEvidence(made, keys.sign)
  text = Buffer.from(file).toString()
}, timeLimit(30_000))

test('a whole file is unchanged, under the published key alone', () => {
  expect(checkEvidence(file, keys.publicKey)).toMatchObject({ kind: 'unchanged', sections: 10 })
  expect(checkEvidence(file, newKeys().publicKey)).toEqual({
    kind: 'other key',
    key: keys.publicKey.toString('base64'),
  })
  expect(checkEvidence(Buffer.from('<!doctype html>'), keys.publicKey)).toEqual({ kind: 'no evidence' })
})

test('each single changed byte of 500 is found, and its place is named', () => {
  const bytes = Buffer.from(file)
  const startOf = (mark: string) => bytes.indexOf(`<script type="application/json" id="${mark}">`)
  const marks = [
    ...Array.from({ length: 10 }, (_, at) => ({ place: at + 1, start: startOf(`section-${at + 1}`) })),
    { place: 'signature', start: startOf('hashes') },
    { place: 'page', start: startOf('words') },
  ] as const
  const placeAt = (at: number) => marks.findLast(({ start }) => start <= at)?.place ?? 'page'
  const nameOf = (place: ChangedPlace) => (place.kind === 'section' ? place.number : place.kind)
  const random = seededRandom(27)
  const sections = marks.map(({ start }) => start)
  // Half of them anywhere, half among the texts: the letters of the fonts are most of the file.
  const from = sections[0] ?? 0
  const to = sections.at(-1) ?? bytes.byteLength
  for (let count = 0; count < 500; count += 1) {
    const at = count % 2 === 0 ? random.below(bytes.byteLength) : from + random.below(to - from)
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ (1 + random.below(255))
    const verdict = checkEvidence(changed, keys.publicKey)
    const places = verdict.kind === 'changed' ? verdict.places.map(nameOf) : [verdict.kind]
    const expected = placeAt(at)
    if (expected === 'signature') expect(places, `byte ${at}`).toContain(expected)
    else expect(places, `byte ${at}`).toEqual([expected])
  }
})

test('a letter that was added or taken out is named, too', () => {
  const at = text.indexOf('"title"', text.indexOf('id="section-4"'))
  const more = Buffer.from(`${text.slice(0, at)} ${text.slice(at)}`)
  expect(checkEvidence(more, keys.publicKey)).toMatchObject({
    kind: 'changed',
    places: [{ kind: 'section', number: 4 }],
  })
  const cut = Buffer.from(text.slice(0, -20))
  expect(checkEvidence(cut, keys.publicKey)).toMatchObject({ kind: 'changed', places: [{ kind: 'page' }] })
  const half = file.subarray(0, file.byteLength / 2)
  expect(checkEvidence(half, keys.publicKey)).toMatchObject({ kind: 'changed' })
})

test('the sections and their hashes at another place of the page are named', () => {
  const words = text.indexOf('<script type="application/json" id="words">')
  const start = text.indexOf('<script type="application/json" id="section-1">')
  const [before, lines, after] = [text.slice(0, start), text.slice(start, words), text.slice(words)]
  const body = before.indexOf('<body>')
  for (const moved of [
    before.slice(0, body) + lines + before.slice(body) + after,
    before + after.replace('</body>', () => `${lines}</body>`),
  ])
    expect(checkEvidence(Buffer.from(moved), keys.publicKey)).toEqual({
      kind: 'changed',
      places: [{ kind: 'page' }],
    })
})

test('nobody is in it: no id, no name, no objection or reason', () => {
  const reasons = questions.flatMap(({ reasons: all = [] }) => all)
  const names = reasons.flatMap(({ name }) => name ?? [])
  expect(reasons.length).toBeGreaterThan(2)
  for (const secret of [dayLeader, dayVoter, ...names, ...reasons.map(({ text: said }) => said)])
    expect(text).not.toContain(JSON.stringify(secret).slice(1, -1))
})

test('the words of an objection stand in it once their author has lent them, with the answer and without a name', async () => {
  const round = questions[0]
  const said = round?.reasons?.find(({ name }) => name !== null) ?? round?.reasons?.[0]
  const index = round?.reasons?.findIndex((each) => each === said) ?? -1
  const made = await evidenceOf({ lent: [{ round: round?.id ?? '', index }] })
  const shown = Buffer.from(made).toString()
  const inJson = (words: string) => JSON.stringify(words).slice(1, -1)
  expect(shown).toContain(inJson(said?.text ?? 'no reason'))
  for (const other of questions.flatMap(({ reasons = [] }) => reasons))
    if (other !== said && other.text !== said?.text) expect(shown).not.toContain(inJson(other.text))
  if (said?.name) expect(shown).not.toContain(inJson(said.name))
})

test('no text of people ends its script or its line', () => {
  expect(text).not.toContain('<script>alert')
  expect(text).not.toContain('\u2028')
  expect(text).not.toContain('\u202E')
  expect(text.match(/<script>/g)).toHaveLength(1)
  expect(text).toMatch(/default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-/)
})

test('a board without a sentence says so', async () => {
  const empty = new Doc()
  writeMeta(empty, { schema: 1, title: 'Empty', language: 'en' })
  const made = await renderFile({
    kind: 'export',
    format: 'evidence',
    update: encodeStateAsUpdate(empty),
    paper: 'one',
    language: 'en',
    participants: 1,
    now: 0,
  })
  expect(Buffer.from(made).toString()).toContain('No sentence has been adopted.')
})
