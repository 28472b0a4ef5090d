import { expect, test } from 'vitest'
import { readConfig } from '#server/config.ts'
import { sweepDraftsDaily } from '#server/daily-sweeps.ts'
import { draftsOf } from '#shared/board/draft.ts'
import { joinDesk, writeDrafts } from '#tests/support/socket-desks.ts'
import { startServer } from '#tests/support/server.ts'

const dayMs = 24 * 60 * 60_000

test('a desk lasts thirty days after its last use unless DESK_DAYS says else, and nonsense is refused', () => {
  expect(readConfig({})).toMatchObject({ ok: true, config: { draftDays: 30 } })
  expect(readConfig({ DESK_DAYS: '7' })).toMatchObject({ ok: true, config: { draftDays: 7 } })
  for (const value of ['0', '-1', '1.5', 'never', '99999'])
    expect(readConfig({ DESK_DAYS: value })).toEqual({
      ok: false,
      problem: `DESK_DAYS must be a whole number of days from 1 to 3650; it is "${value}".`,
    })
})

test('desks unused for longer go when the server starts; opening one is using it', async () => {
  const first = await startServer()
  const board = await first.createBoard()
  const [ada, bo, cy] = [await first.join(board), await first.join(board), await first.join(board)]
  for (const person of [ada, bo, cy]) await writeDrafts(await joinDesk(first, board, person), ['a thought'])
  await first.close()

  // As if they had been written on 31 days ago; Bo looked again yesterday.
  const second = await startServer({ dataDir: first.dataDir })
  for (const { participant } of [ada, bo, cy])
    await second.store.touchDrafts(board.id, participant.id, Date.now() - 31 * dayMs)
  await joinDesk(second, board, bo)
  await second.close()

  const third = await startServer({ dataDir: first.dataDir })
  const textsOf = async (person: typeof ada): Promise<readonly string[]> =>
    draftsOf((await joinDesk(third, board, person)).doc).map(({ text }) => text)
  await expect
    .poll(async () => (await third.store.draftOwnersOf(board.id)).map(({ participant }) => participant))
    .toEqual([bo.participant.id])
  expect(await textsOf(ada)).toEqual([])
  expect(await textsOf(bo)).toEqual(['a thought'])
  expect(third.logs()).not.toContain(cy.participant.id)
})

test('an open desk stays, however long it is unused; a failure is logged and harms nothing', async () => {
  const inUse = { board: 'b', participant: 'p' }
  const asked: unknown[] = []
  const warned = Promise.withResolvers<string>()
  const log = { info: () => undefined, warn: (_facts: object, message: string) => warned.resolve(message) }
  const { close } = sweepDraftsDaily({
    store: {
      sweepDrafts: async (before, inMemory) => {
        asked.push([before, inMemory()])
        throw new Error('the disk is full')
      },
    },
    draftRooms: { inMemory: () => [inUse] },
    days: 2,
    now: () => 10 * dayMs,
    log,
  })
  expect(await warned.promise).toBe('desks unused for long could not be destroyed')
  expect(asked).toEqual([[8 * dayMs, [inUse]]])
  close()
})
