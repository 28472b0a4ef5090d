import { expect, test } from 'vitest'
import { SavingState } from '#client/model/contract/board-model.ts'
import { createMemoryCopies } from '#tests/support/memory-copies.ts'
import { createCuttableNetwork } from '#tests/support/cuttable-network.ts'
import { openModel } from '#tests/support/open-model.ts'
import { startServer } from '#tests/support/server.ts'
import { until } from '#tests/support/until.ts'

const isSaved = (model: ReturnType<typeof openModel>) => model.saving.get() === SavingState.saved

async function openedRound() {
  const server = await startServer()
  const board = await server.createBoard()
  const network = createCuttableNetwork()
  const host = openModel(server.url, await server.join(board, 'facilitator'))
  const session = await server.join(board)
  const ada = openModel(server.url, session, {
    webSocket: network.webSocket,
    openBrowserCopy: createMemoryCopies(),
    random: () => 0.1,
  })
  await until(() => isSaved(host) && isSaved(ada))
  const options = host.commands.addNotes(
    ['One', 'Two'].map((text, index) => ({ text, at: { x: index * 300, y: 0 } })),
  )
  await until(() => isSaved(host))
  const outcome = await host.voting.openRound({
    title: 'Which?',
    method: 'dots',
    target: 'notes',
    options: [...options],
    budget: 2,
    cap: 2,
    isSecret: true,
    minutes: null,
    previous: null,
  })
  await until(() => ada.voting.open.get() !== undefined)
  const round = ada.voting.open.get()
  if (!round) throw new Error('unreachable: the wait above ended')
  return { server, board, network, host, ada, session, options, outcome, round }
}

test('the page does not say saved while a dot is in flight', async () => {
  const { ada, options, round } = await openedRound()
  await until(() => isSaved(ada))
  const outcome = ada.voting.place(round.id, options[0] ?? '')
  expect(ada.saving.get()).toBe(SavingState.saving)
  expect(await outcome).toMatchObject({ ok: true })
  expect(ada.saving.get()).toBe(SavingState.saved)
  const refused = ada.voting.place(round.id, 'nothing that is voted on')
  expect(ada.saving.get()).toBe(SavingState.saving)
  expect(await refused).toMatchObject({ ok: false })
  expect(ada.saving.get()).toBe(SavingState.saved)
})

test('dots are this person’s alone, limited by the budget, and counted when the round closes', async () => {
  const { server, board, host, ada, options, outcome, round } = await openedRound()
  const [one = '', two = ''] = options
  expect(outcome).toEqual({ ok: true, round: round.id })
  const others = [
    openModel(server.url, await server.join(board)),
    openModel(server.url, await server.join(board)),
  ]
  for (const model of others) {
    await until(() => model.voting.open.get() !== undefined && isSaved(model))
    expect(await model.voting.place(round.id, one)).toMatchObject({ ok: true })
  }
  expect(await ada.voting.place(round.id, one)).toMatchObject({ ok: true })
  expect(await ada.voting.place(round.id, two)).toMatchObject({ ok: true })
  expect(ada.voting.remaining(round)).toBe(0)
  expect(await ada.voting.place(round.id, two)).toMatchObject({ ok: false, code: 'over_budget' })
  expect(ada.voting.dots.get()[round.id]).toEqual({ [one]: 1, [two]: 1 })
  expect(await ada.voting.take(round.id, one)).toMatchObject({ ok: true })
  await until(() => host.voting.open.get()?.voted === 3)
  expect(host.voting.dots.get()[round.id] ?? {}).toEqual({})
  expect(host.voting.open.get()?.totals).toBeNull()

  expect(await host.voting.closeRound(round.id)).toMatchObject({ ok: true })
  await until(() => ada.voting.open.get() === undefined)
  expect(ada.voting.rounds.get().map(({ totals }) => totals)).toEqual([{ [one]: 2, [two]: 1 }])
})

test('two tabs of one person show the same dots, also after a lost connection', async () => {
  const { server, network, ada, session, options, round } = await openedRound()
  const [one = ''] = options
  const tab = openModel(server.url, session)
  await until(() => isSaved(tab))
  expect(await tab.voting.place(round.id, one)).toMatchObject({ ok: true })
  await until(() => ada.voting.remaining(round) === 1)
  network.cut()
  await until(() => ada.saving.get() === SavingState.offline)
  const offline = ada.voting.place(round.id, one)
  expect(ada.voting.remaining(round)).toBe(0)
  network.restore()
  expect(await offline).toMatchObject({ ok: true })
  await until(() => tab.voting.remaining(round) === 0)
  expect(ada.voting.dots.get()[round.id]).toEqual({ [one]: 2 })
})
