import { expect, test } from 'vitest'
import { noClock, readyNow, type Agenda, type AgendaNow } from '#shared/agenda/agenda.ts'
import type { Phase, Template } from '#shared/agenda/template.ts'
import { isLate, type DraftToShow } from '#shared/board/revealed-steps.ts'
import { shortBrainstorm } from '#tests/support/agendas.ts'

const [write, , , next] = shortBrainstorm.phases

/** Two waves of private writing, each with its reveal, then a shared step. */
const twoWaves: Template = {
  ...shortBrainstorm,
  phases: [...['write', 'more'].map(wave), ...(next ? [next] : [])],
}

function wave(id: string): Phase {
  if (!write) throw new Error('the brainstorm begins with private writing')
  const input = [{ from: `${id}/ideas`, show: 'pour', take: 'notes' } as const]
  return { ...write, id, steps: write.steps.map((step) => (step.input ? { ...step, input } : step)) }
}

function agendaAt(now: Partial<AgendaNow>): Agenda {
  const running = { ...readyNow, state: 'running', move: 1, ...now } as const
  return {
    template: twoWaves,
    answers: {},
    edition: 1,
    expected: null,
    now: running,
    clock: noClock,
    log: [],
  }
}

const draft: DraftToShow = {
  step: 'write/ideas',
  field: 'all',
  kind: 'idea',
  isHeld: false,
  isForNext: false,
}

const shared = { mode: 'shared', revealed: 'step:1:0' } as const

test('a draft is late once no reveal that is still to come takes it', () => {
  const late = (step: string, mode: 'private' | 'shared', one = draft) =>
    isLate(one, agendaAt({ step }), { mode, revealed: 'step:1:0' })
  expect(late('write/ideas', 'private')).toBe(false)
  expect(late('write/reveal', 'shared')).toBe(true)
  // Its reveal is under way.
  expect(isLate(draft, agendaAt({ step: 'write/reveal' }), { mode: 'private', revealed: null })).toBe(false)
  expect(late('more/ideas', 'private')).toBe(true)
  expect(late('more/ideas', 'private', { ...draft, step: 'more/ideas' })).toBe(false)
  expect(late('next/next', 'shared')).toBe(true)
  expect(isLate(draft, agendaAt({ state: 'ended', step: 'next/next' }), shared)).toBe(true)
  // Prepared before the start.
  expect(isLate(draft, agendaAt({ state: 'ready', step: null }), shared)).toBe(false)
})

test('a late draft comes with the next notes of its kind while such notes are still to come', () => {
  const isLateForNext = (step: string, kind: DraftToShow['kind'] = 'idea') =>
    isLate({ ...draft, kind, isForNext: true }, agendaAt({ step }), shared)
  expect(isLateForNext('write/reveal')).toBe(false)
  expect(isLateForNext('more/ideas')).toBe(false)
  expect(isLateForNext('more/reveal')).toBe(true)
  expect(isLateForNext('write/reveal', 'principle')).toBe(true)
})

test('without an agenda a draft is late once people write together again', () => {
  const { step: _, field: __, ...ofNoStep } = draft
  expect(isLate(ofNoStep, null, { ...shared, mode: 'private' })).toBe(false)
  expect(isLate(ofNoStep, null, shared)).toBe(true)
})
