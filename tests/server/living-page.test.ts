import { expect, test } from 'vitest'
import sharp from 'sharp'
import type { PurposePreview } from '#shared/wire/purpose-page.ts'
import { readPdf } from '#tests/support/pdf-text.ts'
import { adoptedText, openPurposeBoard } from '#tests/support/purpose-board.ts'
import { startServer } from '#tests/support/server.ts'

const note = (id: string, kind: string, text: string, more: object = {}) => ({
  id,
  kind,
  text,
  tint: 'sky',
  created: 1,
  x: 0,
  y: 0,
  z: 1,
  cluster: null,
  ...more,
})
const notes = [
  note('principle1', 'principle', 'Rendre la rue intacte'),
  note('promise001', 'promise', 'Une radio <qui> passe', {
    blanks: { to: 'Les secours', not: 'Leurs propres postes', seen: 'Aucun blanc en mars' },
  }),
  note('promise002', 'promise', 'Une promesse que personne ne publie'),
  note('dilemma001', 'dilemma', 'Un partenaire offre des bornes neuves.', {
    blanks: { a: 'refuser les bornes', b: 'les accepter', noted: '2027-05-24' },
    from: ['principle1'],
  }),
  note('welcome001', 'welcome', '9 h : une collègue vous attend', { step: 'welcome/write', field: 'day' }),
  note('story00001', 'story', 'La nouvelle est arrivée un lundi de pluie.', { from: ['principle1'] }),
]

async function read(url: string, headers: Record<string, string> = {}) {
  const answer = await fetch(url, { headers: { accept: 'text/html', ...headers } })
  // French signs and dates have spaces that do not break.
  const text = (await answer.text()).replaceAll(/[\u00A0\u202F]/gu, ' ')
  return { status: answer.status, headers: answer.headers, text }
}

test('the page shows of a second workshop and of the time since what somebody has chosen, and old versions stay', async () => {
  const server = await startServer()
  const { ask, save, publish } = await openPurposeBoard(server, { notes })
  const { address } = await publish()
  expect((await read(address)).text).not.toContain('Les secours')
  expect((await read(`${address}/welcome`)).status).toBe(404)

  const { offers } = (await ask('POST', '/preview', {})).body as PurposePreview
  expect(offers.map(({ id, part }) => [id, part])).toEqual([
    ['promise001', 'promises'],
    ['promise002', 'promises'],
    ['dilemma001', 'cases'],
    ['welcome001', 'welcome'],
    ['story00001', 'stories'],
  ])
  const shown = ['promise001', 'dilemma001', 'welcome001', 'story00001', 'unknown']
  expect(
    await save({ shown, translations: { [adoptedText]: 'We keep the water of the valley clear.' } }),
  ).toBe(200)
  await publish()
  const page = await read(`${address}?lang=fr`)
  for (const words of [
    'Une radio &lt;qui&gt; passe',
    'Aucun blanc en mars',
    'refuser les bornes',
    'Tranché par « Rendre la rue intacte ».',
    '24 mai 2027',
    'noté sans vote',
    'La nouvelle est arrivée un lundi de pluie.',
    'Premier jour ici ? Trois minutes',
  ])
    expect(page.text).toContain(words)
  expect(page.text).not.toContain('que personne ne publie')
  expect((await read(`${address}/v/1`)).text).not.toContain('Les secours')

  const welcome = await read(`${address}/welcome?lang=en`)
  expect(welcome.text).toContain('<h1>Welcome.</h1>')
  expect(welcome.text).toContain('We keep the water of the valley clear.')
  expect(welcome.text).toContain('9 h : une collègue vous attend')
  expect(welcome.text).not.toContain('<script')
  expect(welcome.headers.get('set-cookie')).toBeNull()
  expect(welcome.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/u)
  expect((await read(`${address}/v/2/welcome`)).status).toBe(200)
  expect((await read(`${address}/v/1/welcome`)).status).toBe(404)
  // A request names a host as it likes: no address of the page has it.
  expect((await read(`${address}/welcome`, { host: 'evil.example' })).text).not.toContain('evil')

  await ask('DELETE')
  expect((await read(`${address}/welcome`)).status).toBe(410)
})

test('there is a picture for sharing, a slide and a poster to take away, in each language of the page', async () => {
  const server = await startServer()
  const { save, publish } = await openPurposeBoard(server)
  await save({ translations: { [adoptedText]: 'We keep the water of the valley clear.' } })
  const { address } = await publish()
  const fileOf = async (name: string) => {
    const answer = await fetch(`${address}/v/1/${name}`)
    expect([answer.status, name]).toEqual([200, name])
    return new Uint8Array(await answer.arrayBuffer())
  }
  expect(await sharp(await fileOf('fr-share.png')).metadata()).toMatchObject({ width: 1_200, height: 630 })
  expect(await sharp(await fileOf('en-slide.png')).metadata()).toMatchObject({ width: 1_920, height: 1_080 })
  const slide = await readPdf(await fileOf('en-slide.pdf'))
  expect(slide.pages.join(' ')).toContain('We keep the water')
  const poster = await readPdf(await fileOf('fr-poster.pdf'))
  expect(poster.pages.join(' ').replaceAll(/\s+/gu, ' ')).toContain('Nous gardons')
})
