import { atom } from 'nanostores'
import { expect, test } from 'vitest'
import type { CommandOutcome } from '#client/model/contract/board-commands.ts'
import { createVoting } from '#client/model/voting/voting.ts'
import type { Round } from '#shared/workshop/round.ts'

const round: Round = {
  id: 'r1',
  number: 1,
  title: '',
  target: 'notes',
  options: ['a', 'b'],
  budget: 3,
  cap: 2,
  isSecret: true,
  deadline: null,
  state: 'open',
  openedAt: 0,
  closedAt: null,
  voted: 0,
  eligible: 1,
  totals: null,
  ballots: null,
  previous: null,
}

function voting() {
  const answers: ((outcome: CommandOutcome) => void)[] = []
  const run = () => new Promise<CommandOutcome>((resolve) => void answers.push(resolve))
  const model = createVoting(atom([round]), { run }, () => 1_000)
  const own = () => model.dots.get()['r1'] ?? {}
  return { model, answers, own }
}

test('a dot shows at once and goes again when the server refuses it', async () => {
  const { model, answers, own } = voting()
  const outcome = model.place('r1', 'a')
  expect(own()).toEqual({ a: 1 })
  expect(model.remaining(round)).toBe(2)
  answers[0]?.({ ok: false, code: 'over_budget', message: '' })
  expect(await outcome).toMatchObject({ code: 'over_budget' })
  expect(own()).toEqual({})
})

test('points show at once, none of them too, and go again when the server refuses them', async () => {
  const { model, answers, own } = voting()
  const first = model.answer('r1', 'a', 0)
  expect(own()).toEqual({ a: 0 })
  answers[0]?.({ ok: true })
  await first
  const second = model.answer('r1', 'a', 3)
  expect(own()).toEqual({ a: 3 })
  answers[1]?.({ ok: false, code: 'round_closed', message: '' })
  await second
  expect(own()).toEqual({ a: 0 })
})

test.each(['ballot first', 'reply first'])('a dot counts once: %s', async (order) => {
  const { model, answers, own } = voting()
  const outcome = model.place('r1', 'a')
  const ballot = () => model.heard([{ round: 'r1', dots: { a: 1 }, remaining: 2 }])
  if (order === 'ballot first') ballot()
  answers[0]?.({ ok: true })
  await outcome
  expect(own()).toEqual({ a: 1 })
  if (order === 'reply first') ballot()
  expect(own()).toEqual({ a: 1 })
  expect(model.remaining(round)).toBe(2)
})

test('the server’s answer about dots replaces the shown ones, as after another tab', async () => {
  const { model, answers, own } = voting()
  model.heard([{ round: 'r1', dots: { a: 2, b: 1 }, remaining: 0 }])
  const outcome = model.take('r1', 'a')
  expect(own()).toEqual({ a: 1, b: 1 })
  answers[0]?.({ ok: true })
  await outcome
  model.heard([{ round: 'r1', dots: { b: 1 }, remaining: 2 }])
  expect(own()).toEqual({ b: 1 })
})

test('a press stays shown while the server tells of another tab, and after an outage', async () => {
  const { model, answers, own } = voting()
  const answered = model.answer('r1', 'a', 3)
  // Another tab, or a hello after an outage: it does not have the press yet.
  model.heard([{ round: 'r1', dots: { b: 1 }, remaining: 2 }])
  expect(own()).toEqual({ a: 3, b: 1 })
  model.heard([{ round: 'r1', dots: { a: 3, b: 1 }, remaining: 0 }])
  answers[0]?.({ ok: true })
  await answered
  expect(own()).toEqual({ a: 3, b: 1 })

  const placed = model.place('r1', 'b')
  model.heard([{ round: 'r1', dots: { a: 2, b: 1 }, remaining: 0 }])
  expect(own()).toEqual({ a: 2, b: 2 })
  model.heard([{ round: 'r1', dots: { a: 2, b: 2 }, remaining: 0 }])
  answers[1]?.({ ok: true })
  await placed
  expect(own()).toEqual({ a: 2, b: 2 })
})

test('time is told by the server’s clock', () => {
  const { model } = voting()
  model.setClock(61_000)
  expect(model.now()).toBe(61_000)
})
