import { expect, test, vi } from 'vitest'
import sharp from 'sharp'
import { noteTextLimit } from '#shared/board/limits.ts'
import { notesOf } from '#shared/board/note.ts'
import type { PurposePreview } from '#shared/wire/purpose-page.ts'
import { Role } from '#shared/workshop/role.ts'
import { StoreError } from '#server/contracts/store-error.ts'
import { moveTo, storyTemplate, takeAgenda } from '#tests/support/agendas.ts'
import { exportedFile } from '#tests/support/exported-file.ts'
import { holdersOf, phonePhoto, plainPhoto, uploadPhoto } from '#tests/support/photo-uploads.ts'
import { readPdf } from '#tests/support/pdf-text.ts'
import { adoptedText, openPurposeBoard } from '#tests/support/purpose-board.ts'
import { startServer } from '#tests/support/server.ts'
import { joinDesk, writeDrafts } from '#tests/support/socket-desks.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'

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

test('a story comes with a picture: without metadata, without its sender, in the files, and on the page by choice', async () => {
  const server = await startServer()
  const { board, leader, ask, save, publish } = await openPurposeBoard(server)
  const fay = await joinBoard(server, board, { session: leader, keepsFrames: true })
  await takeAgenda(fay, storyTemplate)
  const [ada, eve] = [await joinBoard(server, board), await joinBoard(server, board)]
  await moveTo(fay, 'welcome/stories')
  const planted = 'planted-place-and-author'
  const sent = await uploadPhoto(server, board.id, ada.session.session, await phonePhoto(planted))
  const photo = { ...sent, alt: 'Un écran « noir » porte 3' }
  const secret = 'a-secret-of-the-author-0'
  const story = {
    kind: 'note.add',
    step: 'welcome/stories',
    field: 'stories',
    audience: 'open',
    secret,
    text: 'Porte 3, l’écran est resté noir.',
    photo,
  } as const
  // Nobody else can show it before its sender does.
  const foreign = await eve.client.command({ ...story, secret: 'another-secret-of-nobody' })
  expect(foreign).toMatchObject({ ok: false, code: 'unknown_item' })
  expect(await ada.client.command(story)).toMatchObject({ ok: true })
  await fay.client.until(() => notesOf(fay.client.doc).some((each) => each.photo !== undefined))
  const [told] = notesOf(fay.client.doc).filter(({ kind }) => kind === 'story')
  expect(told).toMatchObject({ author: null, photo })
  expect(holdersOf(server)).toEqual([])
  const later = { ...photo, alt: 'Porte 3' }
  const change = { kind: 'note.change', secret, text: story.text, photo: later } as const
  expect(await ada.client.command(change)).toMatchObject({ ok: true })
  await fay.client.until(() => notesOf(fay.client.doc).some((each) => each.photo?.alt === 'Porte 3'))

  const file = await exportedFile(server, fay, 'json')
  expect(JSON.parse(file)).toMatchObject({
    photos: { [photo.id]: {} },
    account: { operations: { stories: [{ photo: photo.id }] } },
  })
  const stored = Buffer.from((await server.store.readPhoto(board.id, photo.id))?.data ?? [])
  expect(stored.includes(planted)).toBe(false)
  expect(await exportedFile(server, fay, 'markdown')).toContain('Porte 3')

  const { offers } = (await ask('POST', '/preview', {})).body as PurposePreview
  expect(offers.map(({ id, part, more }) => [id, part, more])).toEqual([
    [told?.id, 'stories', ''],
    [photo.id, 'pictures', 'Porte 3'],
  ])
  expect(await save({ shown: [told?.id ?? ''] })).toBe(200)
  const { address } = await publish()
  expect((await read(address)).text).not.toContain('<img')
  // Pictures that are gone take no place of those that are there.
  const gone = Array.from({ length: 9 }, (_, at) => String(at).repeat(43))
  expect(await save({ shown: [...gone, told?.id ?? '', photo.id] })).toBe(200)
  await publish()
  for (const path of ['', '/welcome']) {
    const { text } = await read(`${address}${path}`)
    expect(text).toContain('alt="Porte 3" width="480" height="640"')
    const source = /<img src="([^"]*\.jpg)"/u.exec(text)?.[1] ?? ''
    const picture = Buffer.from(await (await fetch(new URL(source, address))).arrayBuffer())
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'jpeg', width: 480, height: 640 })
    expect(picture.includes(planted)).toBe(false)
  }
  // Earlier versions stay as they were.
  expect((await read(`${address}/v/1`)).text).not.toContain('<img')
  expect(await ada.client.command({ ...change, photo: null })).toMatchObject({ ok: true })
  await fay.client.until(() => notesOf(fay.client.doc).every((each) => each.photo === undefined))
  expect((await read(address)).text).toContain('alt="Porte 3"')
})

test('the sender of a story’s picture is forgotten after a failed attempt and after a restart, but their draft keeps it', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  await takeAgenda(fay, storyTemplate)
  await moveTo(fay, 'welcome/stories')
  const ada = await joinBoard(server, board)
  const { participant, session } = ada.session
  const held = { participant: participant.id }
  const tell = async (colour: string, number: number) => {
    const photo = await uploadPhoto(server, board.id, session, await plainPhoto('jpeg', colour))
    const at = { step: 'welcome/stories', field: 'stories', audience: 'open' } as const
    const secret = `a-secret-of-the-author-${number}`
    const send = async () => ada.client.command({ kind: 'note.add', ...at, secret, text: colour, photo })
    return { photo, send }
  }
  const [failed, drafted, cut] = [await tell('#c00', 1), await tell('#0c0', 2), await tell('#00c', 3)]

  vi.spyOn(server.store, 'releasePhoto').mockRejectedValueOnce(new StoreError('the disk is full'))
  expect(await failed.send()).toMatchObject({ ok: false })
  expect(await failed.send()).toMatchObject({ ok: true })
  const desk = await joinDesk(server, board, ada.session)
  await writeDrafts(desk, ['also here'], { photo: drafted.photo })
  expect(await drafted.send()).toMatchObject({ ok: true })
  expect(await cut.send()).toMatchObject({ ok: true })
  expect(holdersOf(server)).toEqual([{ ...held, photo: drafted.photo.id }])

  // As when the server is killed between the note and the release.
  await server.store.holdPhotos(board.id, participant.id, [cut.photo.id])
  await server.close()
  const again = await startServer({ dataDir: server.dataDir })
  await joinBoard(again, board)
  await expect.poll(() => holdersOf(again)).toEqual([{ ...held, photo: drafted.photo.id }])
})

/** As long as a note may be, in letters that no line holds. */
const longest = ['x', 'a\u0301\u0302\u0323', '\u05D0\u20DD ', '👩🏽‍💻', '<b>&"\n'].map((letters) =>
  letters.repeat(Math.floor(noteTextLimit / letters.length)),
)

test('there is a picture for sharing, a slide and a poster to take away, in each language of the page, however long its words are', async () => {
  const server = await startServer()
  const hostile = longest.flatMap((text, at) => [
    note(`principle${at}`, 'principle', text),
    note(`promise00${at}`, 'promise', text, { blanks: { to: text.slice(0, 200), seen: text.slice(0, 200) } }),
    note(`dilemma00${at}`, 'dilemma', text, {
      blanks: { a: text.slice(0, 200), b: text.slice(0, 200), noted: '2027-05-24' },
      from: [`principle${at}`],
    }),
    note(`welcome00${at}`, 'welcome', text, { step: 'welcome/write', field: 'day' }),
    note(`story0000${at}`, 'story', text, { from: [`principle${at}`] }),
  ])
  const { save, publish } = await openPurposeBoard(server, { notes: hostile })
  const shown = hostile.map(({ id }) => id)
  const name = longest[1]?.slice(0, 120) ?? ''
  const translations = { [adoptedText]: 'We keep the water of the valley clear.' }
  expect(await save({ name, shown, translations })).toBe(200)
  const { address } = await publish()
  for (const path of ['?lang=fr', '/welcome?lang=en']) {
    const { status, text } = await read(`${address}${path}`)
    expect([status, text.includes('xxxx'), text.includes('<b>&"')]).toEqual([200, true, false])
  }
  const fileOf = async (name: string) => {
    const answer = await fetch(`${address}/v/1/${name}`)
    expect([answer.status, name]).toEqual([200, name])
    return new Uint8Array(await answer.arrayBuffer())
  }
  expect(await sharp(await fileOf('fr-share.png')).metadata()).toMatchObject({ width: 1_200, height: 630 })
  expect(await sharp(await fileOf('en-slide.png')).metadata()).toMatchObject({ width: 1_920, height: 1_080 })
  const slide = await readPdf(await fileOf('en-slide.pdf'))
  expect(slide.pages).toEqual([expect.stringContaining('We keep the water')])
  const poster = await readPdf(await fileOf('fr-poster.pdf'))
  expect(poster.pages).toHaveLength(1)
  expect(poster.pages.join(' ').replaceAll(/\s+/gu, ' ')).toContain('Nous gardons')
})
