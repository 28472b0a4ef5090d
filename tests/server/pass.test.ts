import { expect, test } from 'vitest'
import { receivedIn, type Received, isLateFor, waitingIn } from '#shared/activities/pass/received.ts'
import type { Template } from '#shared/agenda/template.ts'
import { readActivity } from '#shared/board/activities.ts'
import { activitiesRoot } from '#shared/board/document.ts'
import { notesOf } from '#shared/board/note.ts'
import { readTables } from '#shared/board/tables.ts'
import { Role } from '#shared/workshop/role.ts'
import { tableOf } from '#shared/workshop/tables.ts'
import { agendaOf, lead, moveTo, takeAgenda } from '#tests/support/agendas.ts'
import { newDataDir, spawnServer, startServer } from '#tests/support/server.ts'
import { joinDesk, writeDrafts } from '#tests/support/socket-desks.ts'
import { joinBoard, outcomeOf, type Voter } from '#tests/support/socket-voters.ts'
import type { SocketClient } from '#tests/support/socket-client.ts'

const step = { prompt: [{ en: 'Go' }], seconds: 60, writing: 'private' } as const
const input = [{ from: 'why/write', take: 'notes', show: 'pin' }] as const

const twoPasses: Template = {
  format: 'boussole-template',
  version: 1,
  id: 'passes',
  title: { en: 'Passes' },
  ask: [],
  phases: [
    {
      id: 'why',
      title: { en: 'Why' },
      steps: [
        { ...step, id: 'write', activity: 'write', fields: [{ id: 'all', title: { en: 'Proposals' } }] },
        { ...step, id: 'pass-1', activity: 'pass', input },
        { ...step, id: 'pass-2', activity: 'pass', input },
        { ...step, id: 'show', activity: 'reveal', writing: 'none', input },
      ],
    },
  ],
}

const origin = { step: 'why/write', field: 'all' }

const receivedBy = (desk: SocketClient, path: string): Received | null | undefined =>
  receivedIn(readActivity(desk.doc, 'pass'))[path]

/** Waits until the server has dealt with this desk. */
async function received(desk: SocketClient, path: string): Promise<Received | null> {
  await desk.until(() => receivedBy(desk, path) !== undefined)
  return receivedBy(desk, path) ?? null
}

const waitingNow = ({ client }: Voter, path: string): number =>
  waitingIn(readActivity(client.doc, 'pass'), path)

test('each text goes to one other person, who alone is sent it, and what they build keeps its parent through a kill', async () => {
  const dataDir = await newDataDir()
  let server = await spawnServer({ dataDir })
  const board = await server.createBoard()
  let fay = await joinBoard(server, board, { role: Role.facilitator, keepsFrames: true })
  const names = ['Ada', 'Bo', 'Cy']
  const people = await Promise.all(names.map((name) => joinBoard(server, board, { name, keepsFrames: true })))
  await takeAgenda(fay, twoPasses)
  await moveTo(fay, 'why/write')
  const open = () =>
    Promise.all(people.map(({ session }) => joinDesk(server, board, session, { keepsFrames: true })))
  let desks = await open()
  for (const [index, desk] of desks.entries()) await writeDrafts(desk, [`We dare ${names[index]}`], origin)

  await moveTo(fay, 'why/pass-1')
  const first = await Promise.all(desks.map((desk) => received(desk, 'why/pass-1')))
  expect(new Set(first.map((each) => each?.text)).size).toBe(3)
  for (const [index, each] of first.entries()) {
    expect(each).toMatchObject({ field: 'all' })
    expect(each?.text).not.toContain(names[index])
  }
  // Of each text its author and one reader are sent something, and nobody else; nor does anything say who is who.
  for (const name of names) {
    const knowing = desks.filter(({ frames }) => Buffer.concat(frames).includes(`We dare ${name}`))
    expect(knowing).toHaveLength(2)
  }
  for (const { client } of [fay, ...people])
    expect(Buffer.concat(client.frames).includes('We dare')).toBe(false)
  for (const [index, desk] of desks.entries()) {
    const others = people.filter((_, other) => other !== index)
    const state = JSON.stringify(readActivity(desk.doc, 'pass'))
    for (const { session } of others) expect(state).not.toContain(session.participant.id)
  }

  for (const [index, desk] of desks.entries())
    await writeDrafts(desk, [`Built ${index}`], { ...origin, from: [first[index]?.draft ?? ''] })
  // The server is killed while it deals.
  const { move } = agendaOf(fay).now
  const command = { kind: 'agenda.move', from: move, to: 'why/pass-2' } as const
  const moved = lead(fay, command, 'second-pass').catch(() => 'killed')
  await Promise.race([moved, desks[0]?.until(() => receivedBy(desks[0]!, 'why/pass-2') !== undefined)])
  await server.end('SIGKILL')
  server = await spawnServer({ dataDir })
  fay = await joinBoard(server, board, { session: fay.session, keepsFrames: true })
  expect(await lead(fay, command, 'second-pass')).toBe('ok')
  for (const { session } of people) await joinBoard(server, board, { session })
  desks = await open()
  const second = await Promise.all(desks.map((desk) => received(desk, 'why/pass-2')))
  const drafts = [...first, ...second].flatMap((each) => each?.draft ?? [])
  expect(new Set(drafts).size).toBe(drafts.length)
  expect(second.map((each) => each?.text ?? '').toSorted((a, b) => a.localeCompare(b))).toEqual([
    'Built 0',
    'Built 1',
    'Built 2',
  ])
  for (const [index, each] of second.entries()) expect(each?.text).not.toBe(`Built ${index}`)

  // A person who comes now finds nothing that is left.
  const late = await joinBoard(server, board, { name: 'Dee' })
  expect(await received(await joinDesk(server, board, late.session), 'why/pass-2')).toBeNull()
  // Nobody gives themselves another person's words.
  const [ada] = desks
  ada?.doc.transact(() => activitiesRoot(ada.doc).set('pass', {}))
  await ada?.until(() => ada.refusals.length > 0)

  await fay.client.until(() => agendaOf(fay).now.step === 'why/pass-2')
  await moveTo(fay, 'why/show')
  await fay.client.until(() => notesOf(fay.client.doc).length === 6)
  const notes = notesOf(fay.client.doc)
  for (const note of notes.filter(({ text }) => text.startsWith('Built'))) {
    const parents = notes.filter(({ id }) => note.from?.includes(id) === true)
    const index = Number(note.text.at(-1))
    expect(parents.map(({ text }) => text)).toEqual([first[index]?.text])
  }
})

const passAtTables: Template = {
  ...twoPasses,
  phases: twoPasses.phases.map((phase) => ({
    ...phase,
    steps: phase.steps.map((each) =>
      each.activity === 'reveal' ? each : { ...each, who: 'tables', tables: { size: 3 } },
    ),
  })),
}

test('at tables a text stays at its table, and a late-comer gets one there once a facilitator deals to them', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const people = await Promise.all(Array.from({ length: 6 }, () => joinBoard(server, board)))
  await takeAgenda(fay, passAtTables)
  await moveTo(fay, 'why/write')
  const tables = () => readTables(fay.client.doc, 'why')
  await fay.client.until(() => tables().length === 2)
  const tableIn = ({ session }: (typeof people)[number]) => tableOf(tables(), session.participant.id)
  const desks = await Promise.all(people.map(({ session }) => joinDesk(server, board, session)))
  for (const [index, desk] of desks.entries()) {
    const person = people[index]
    // One person of the first table writes twice: a text is left there.
    const texts = person === people.find((each) => tableIn(each) === 1) ? ['one', 'two'] : ['one']
    await writeDrafts(
      desk,
      texts.map((text) => `Table ${person && tableIn(person)}, ${text} of ${index}`),
      origin,
    )
  }
  await moveTo(fay, 'why/pass-1')
  for (const [index, desk] of desks.entries()) {
    const person = people[index]
    const text = (await received(desk, 'why/pass-1'))?.text ?? ''
    expect(text).toMatch(new RegExp(`^Table ${person && tableIn(person)}, (one|two) of [^${index}]$`, 'u'))
  }
  const late = await joinBoard(server, board)
  await fay.client.until(() => tableIn(late) === 1 && waitingNow(fay, 'why/pass-1') === 1)
  expect(outcomeOf(await fay.client.command({ kind: 'pass.deal' }))).toBe('ok')
  const text = (await received(await joinDesk(server, board, late.session), 'why/pass-1'))?.text
  expect(text).toMatch(/^Table 1, (one|two) of /u)
})

test('joining again and again shows no text to anybody: a late-comer is told so, and a facilitator deals to them', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator, keepsFrames: true })
  const ada = await joinBoard(server, board, { name: 'Ada' })
  await takeAgenda(fay, twoPasses)
  await moveTo(fay, 'why/write')
  const texts = ['We dare one', 'We dare two', 'We dare three']
  await writeDrafts(await joinDesk(server, board, ada.session), texts, origin)
  await moveTo(fay, 'why/pass-1')
  const forged = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const { client, session } = await joinBoard(server, board)
      const desk = await joinDesk(server, board, session, { keepsFrames: true })
      await desk.until(() => isLateFor(readActivity(desk.doc, 'pass'), 'why/pass-1'))
      // To write now makes nobody somebody who was here before.
      await writeDrafts(desk, ['Nothing'], origin)
      return { desk, client }
    }),
  )
  await fay.client.until(() => waitingNow(fay, 'why/pass-1') === 4)
  for (const { desk } of forged) expect(Buffer.concat(desk.frames).includes('We dare')).toBe(false)
  await Promise.all(forged.slice(1).map(({ client }) => client.close()))
  await fay.client.until(() => waitingNow(fay, 'why/pass-1') === 1)
  // Only facilitators deal, and the log says that they have.
  expect(outcomeOf(await ada.client.command({ kind: 'pass.deal' }))).toBe('forbidden')
  expect(outcomeOf(await fay.client.command({ kind: 'pass.deal' }))).toBe('ok')
  await fay.client.until(() => agendaOf(fay).log.some(({ kind }) => kind === 'deal'))
  const [first] = forged
  if (!first) throw new Error('nobody came')
  expect(await received(first.desk, 'why/pass-1')).not.toBeNull()
  await fay.client.until(() => waitingNow(fay, 'why/pass-1') === 0)
})

test('people who were here and have written nothing are sent a quarter of the texts, all of them together', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const ada = await joinBoard(server, board, { name: 'Ada' })
  await takeAgenda(fay, twoPasses)
  await moveTo(fay, 'why/write')
  const texts = Array.from({ length: 8 }, (_, index) => `We dare ${index}`)
  await writeDrafts(await joinDesk(server, board, ada.session), texts, origin)
  const idle = await Promise.all(Array.from({ length: 6 }, () => joinBoard(server, board)))
  await moveTo(fay, 'why/pass-1')
  const given = await Promise.all(
    idle.map(async ({ session }) => received(await joinDesk(server, board, session), 'why/pass-1')),
  )
  expect(given.filter((each) => each !== null)).toHaveLength(2)
})
