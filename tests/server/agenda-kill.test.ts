import { expect, test } from 'vitest'
import type { Store } from '#server/contracts/store.ts'
import { readAgendaNow } from '#shared/board/agenda.ts'
import { areasOf } from '#shared/board/area.ts'
import { addNote, notesOf } from '#shared/board/note.ts'
import { roundsOf } from '#shared/board/round.ts'
import { readWriting } from '#shared/board/writing.ts'
import type { PhaseNotesAnswer } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { agendaOf, lead, shortBrainstorm, takeAgenda } from '#tests/support/agendas.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'
import { newDataDir, spawnServer, startServer, type ServerClient } from '#tests/support/server.ts'
import { joinDesk, writeDrafts } from '#tests/support/socket-desks.ts'
import { joinBoard, outcomeOf, placeDot, type Voter } from '#tests/support/socket-voters.ts'
import { until } from '#tests/support/until.ts'

/** A move may be killed anywhere between its arrival and its answer, which takes a few milliseconds. */
const killWithinMs = 25

test('a server that is killed in every move of an agenda makes each of them once, with all that belongs to it', async () => {
  const seed = testSeed()
  const random = seededRandom(seed)
  const dataDir = await newDataDir()
  let server = await spawnServer({ dataDir })
  const board = await server.createBoard()
  let fay = await joinBoard(server, board, { role: Role.facilitator })
  const sessions = (
    await Promise.all(['Ada', 'Bo', 'Cy'].map((name) => joinBoard(server, board, { name })))
  ).map(({ session }) => session)
  await takeAgenda(fay)

  const moveAndKill = async (to: string): Promise<void> => {
    const { move } = agendaOf(fay).now
    const command = { kind: 'agenda.move', from: move, to } as const
    const first = lead(fay, command, `number-of-move-${move}`).catch(() => 'killed')
    await Promise.race([first, new Promise((resolve) => setTimeout(resolve, random.below(killWithinMs)))])
    await server.end('SIGKILL')
    server = await spawnServer({ dataDir })
    fay = await joinBoard(server, board, { session: fay.session })
    expect(await lead(fay, command, `number-of-move-${move}`), `SEED=${seed}`).toBe('ok')
    await fay.client.until(() => readAgendaNow(fay.client.doc)?.move === move + 1)
  }
  const crowd = (): Promise<readonly Voter[]> =>
    Promise.all(sessions.map((session) => joinBoard(server, board, { session })))

  await moveAndKill('write/ideas')
  await fay.client.until(() => readWriting(fay.client.doc).mode === 'private')
  for (const [index, session] of sessions.entries())
    await writeDrafts(await joinDesk(server, board, session), [`one-${index}`, `two-${index}`], {
      step: 'write/ideas',
      field: 'all',
    })

  await moveAndKill('write/reveal')
  await fay.client.until(() => readWriting(fay.client.doc).mode === 'shared')
  const texts = notesOf(fay.client.doc).map(({ text }) => text)
  expect(texts.toSorted(), `SEED=${seed}`).toEqual(['one-0', 'one-1', 'one-2', 'two-0', 'two-1', 'two-2'])

  await moveAndKill('group/group')
  await moveAndKill('vote/vote')
  await fay.client.until(() => roundsOf(fay.client.doc).length > 0)
  const [round] = roundsOf(fay.client.doc)
  expect(round).toMatchObject({ state: 'open', step: 'vote/vote' })
  expect(round?.options).toHaveLength(6)
  const [option = ''] = round?.options ?? []
  for (const person of await crowd())
    expect(outcomeOf(await placeDot(person, round?.id ?? '', option))).toBe('ok')

  await moveAndKill('next/next')
  await fay.client.until(() => roundsOf(fay.client.doc)[0]?.state === 'closed')
  expect(roundsOf(fay.client.doc), `SEED=${seed}`).toHaveLength(1)
  expect(roundsOf(fay.client.doc)[0]?.totals).toMatchObject({ [option]: 3 })
  await fay.client.until(() => areasOf(fay.client.doc).length === 3)
  expect(agendaOf(fay).log.map(({ kind, to }) => `${kind} ${to}`)).toEqual([
    'start write/ideas',
    'on write/reveal',
    'on group/group',
    'on vote/vote',
    'on next/next',
  ])
})

test('a move whose vote could not be stored opens the vote when it is asked for again', async () => {
  let failures = 1
  const server = await startServer({
    around: (store) => ({
      ...store,
      openPoll: async (...facts) => {
        failures -= 1
        if (failures >= 0) throw new Error('the disk is away')
        return store.openPoll(...facts)
      },
    }),
  })
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  await takeAgenda(fay)
  expect(await lead(fay, { kind: 'agenda.move', from: 0, to: 'write/ideas' })).toBe('ok')
  const desk = await joinDesk(server, board, (await joinBoard(server, board)).session)
  await writeDrafts(desk, ['one'], { step: 'write/ideas', field: 'all' })
  expect(await lead(fay, { kind: 'agenda.move', from: 1, to: 'write/reveal' })).toBe('ok')
  const move = { kind: 'agenda.move', from: 2, to: 'vote/vote' } as const
  expect(await lead(fay, move, 'the-same-key')).not.toBe('ok')
  const tab = await joinBoard(server, board, { session: fay.session })
  expect(await lead(tab, move, 'the-same-key')).toBe('ok')
  await until(() => roundsOf(fay.client.doc)[0]?.step === 'vote/vote')
  expect(agendaOf(fay).now.move).toBe(3)
})

test('a server that fails between the end of a step and the next one has moved on, and ends the step afterwards', async () => {
  let isAway = true
  const server = await startServer({
    around: (store) => ({
      ...store,
      closePoll: async (...facts) => {
        if (isAway) throw new Error('the disk is away')
        return store.closePoll(...facts)
      },
    }),
  })
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  addNote(fay.client.doc, { x: 0, y: 0, author: fay.session.participant.id, created: 1, text: 'one' })
  await fay.client.allSaved()
  await takeAgenda(fay)
  expect(await lead(fay, { kind: 'agenda.move', from: 0, to: 'vote/vote' })).toBe('ok')
  expect(await lead(fay, { kind: 'agenda.move', from: 1, to: 'next/next' })).not.toBe('ok')
  await fay.client.until(() => agendaOf(fay).now.move === 2)
  expect(roundsOf(fay.client.doc)[0]?.state).toBe('open')
  await server.close()
  isAway = false
  const again = await startServer({ dataDir: server.dataDir })
  const back = await joinBoard(again, board, { session: fay.session })
  await back.client.until(() => roundsOf(back.client.doc)[0]?.state === 'closed')
  expect(agendaOf(back).now).toMatchObject({ step: 'next/next', move: 2 })
})

test('an edit that the disk did not take leaves the notes for facilitators as they were, and no strays', async () => {
  let isFull = false
  let keep: Store['keepPhaseNotes'] | undefined
  const server = await startServer({
    around: (store) => {
      keep = store.keepPhaseNotes
      return {
        ...store,
        append: async (...facts) => {
          if (isFull) throw new Error('the disk is full')
          return store.append(...facts)
        },
      }
    },
  })
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const noted = (text: string) => ({
    ...shortBrainstorm,
    phases: shortBrainstorm.phases.map((phase) => ({ ...phase, notes: { en: text } })),
  })
  const notesNow = async (of: ServerClient) => {
    const { session } = fay.session
    const { body } = await of.ask('GET', `/api/boards/${board.id}/phase-notes`, undefined, session)
    return new Set(Object.entries((body as PhaseNotesAnswer).notes).map(([id, { en }]) => `${id} ${en}`))
  }
  const before = new Set(shortBrainstorm.phases.map(({ id }) => `${id} smile`))
  await takeAgenda(fay, noted('smile'))
  isFull = true
  const edit = {
    kind: 'agenda.edit',
    edition: 1,
    template: noted('frown'),
    answers: { question: '?' },
  } as const
  await lead(fay, edit).catch(() => 'cut off')
  await expect.poll(async () => notesNow(server)).toEqual(before)
  // As after a crash in the middle of an edit that adds a phase.
  const own = Object.fromEntries(shortBrainstorm.phases.map(({ id }) => [id, { en: 'smile' }]))
  await keep?.(board.id, { ...own, stray: { en: 'nobody has this phase' } })
  await server.close()
  isFull = false
  const again = await startServer({ dataDir: server.dataDir })
  await joinBoard(again, board, { session: fay.session })
  expect(await notesNow(again)).toEqual(before)
})
