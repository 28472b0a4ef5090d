import { expect, test } from 'vitest'
import { readAgendaNow } from '#shared/board/agenda.ts'
import { areasOf } from '#shared/board/area.ts'
import { notesOf } from '#shared/board/note.ts'
import { roundsOf } from '#shared/board/round.ts'
import { readWriting } from '#shared/board/writing.ts'
import { Role } from '#shared/workshop/role.ts'
import { agendaOf, lead, takeAgenda } from '#tests/support/agendas.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'
import { newDataDir, spawnServer, startServer } from '#tests/support/server.ts'
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
  await fay.client.until(() => areasOf(fay.client.doc).length === 2)
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
