import { atom } from 'nanostores'
import { expect, test } from 'vitest'
import { talk as talking } from '#client/activities/registry.ts'
import { heardOf } from '#client/panels/agenda/announce-agenda.ts'
import { shortened, withTimes } from '#client/panels/agenda/keep-end.ts'
import { isTaskAboveNotes } from '#client/panels/agenda/scene-of.ts'
import { createShown } from '#client/panels/agenda/use-shown.ts'
import { momentsOfDay } from '#client/panels/ui/time-of-day.ts'
import {
  aheadOf,
  clockView,
  driftMinutes,
  expectedEnd,
  listedSteps,
  stepBehind,
  stepBeyond,
  stepName,
  stepView,
} from '#client/panels/agenda/view.ts'
import { noClock, readyNow, type Agenda, type AgendaNow, type LogEntry } from '#shared/agenda/agenda.ts'
import { hasFieldsBy, stepSeconds, stepsOf } from '#shared/agenda/steps.ts'
import type { Step } from '#shared/agenda/template.ts'
import { shortBrainstorm } from '#tests/support/agendas.ts'
import { builtInTemplate } from '#tests/support/built-in-template.ts'

const minute = 60_000

function agendaAt(now: Partial<AgendaNow>, rest: Partial<Agenda> = {}): Agenda {
  return {
    template: shortBrainstorm,
    answers: { question: 'Why do we exist?' },
    edition: 1,
    expected: null,
    now: { ...readyNow, state: 'running', ...now },
    clock: noClock,
    log: [],
    ...rest,
  }
}

test('a phone shows the notes of the board while people talk, and none where they talk about sentences', () => {
  const template = builtInTemplate('purpose-day')
  const at = (step: string) => isTaskAboveNotes([talking], { ...agendaAt({ step }), template })
  expect(['opening/welcome', 'challenge/aloud', 'decide/harm'].map(at)).toEqual([true, false, false])
})

test('a screen reader hears at most 25 words of a new step', () => {
  for (const id of ['brainstorm', 'purpose-day'] as const) {
    const template = builtInTemplate(id)
    for (const { path } of stepsOf(template)) {
      for (const language of ['en', 'fr'] as const) {
        const view = stepView(agendaAt({ step: path }, { template }), language)
        const words = view ? (heardOf(view).match(/\p{L}[\p{L}’'-]*/gu) ?? []) : []
        expect(words.length, `${path} ${language}`).toBeGreaterThan(2)
        expect(words.length, `${path} ${language}: ${words.join(' ')}`).toBeLessThanOrEqual(25)
      }
    }
  }
})

test('a step is named by whole words of its prompt, without a full stop', () => {
  const [placed] = stepsOf(shortBrainstorm).slice(1)
  if (!placed) throw new Error('the template has no second step')
  const named = (fr: string) => {
    const step = { ...placed.step, id: 'named', prompt: [{ fr }] }
    return stepName({ ...placed, step }, 'fr', {})
  }
  expect(named('Un mot pour dire comment je repars.')).toBe('Un mot pour dire comment je repars')
  expect(named('Ce que je ferai différemment dès lundi : ...')).toBe(
    'Ce que je ferai différemment dès lundi\u00A0: ...',
  )
  expect(named('De quatre à sept principes. Changez un mot s’il vous aide à tenir parole.')).toBe(
    'De quatre à sept principes',
  )
  expect(named('Lisez-la à voix haute à la dernière personne arrivée dans l’équipe. Et alors ?')).toBe(
    'Lisez-la à voix haute à la dernière personne arrivée dans…',
  )
  expect(named('x'.repeat(80))).toBe(`${'x'.repeat(60)}…`)
})

test('as long as people only talk, no step so far has a field for notes', () => {
  const talk: Step = {
    id: 'talk',
    activity: 'talk',
    prompt: [{ en: 'Welcome' }],
    seconds: 60,
    writing: 'none',
  }
  const [first] = shortBrainstorm.phases
  const phases = [{ id: 'open', title: {}, steps: [talk] }, ...(first ? [first] : [])]
  const paths = ['open/talk', 'write/ideas', 'write/reveal', null] as const
  expect(paths.map((path) => hasFieldsBy({ phases }, path))).toEqual([false, true, true, true])
})

test('the step is named with its phase, its place among all and its prompt, in the language or the other one', () => {
  const view = stepView(agendaAt({ step: 'write/reveal', move: 2 }), 'fr')
  expect(view).toMatchObject({ number: 2, total: 5, phaseNumber: 1, phases: 4, isFirstOfPhase: false })
  expect(view?.prompt).toEqual([{ text: 'Allez-y', language: 'fr' }])
  expect(stepView(agendaAt({ step: 'write/ideas' }), 'en')?.prompt[0]?.text).toBe('Why do we exist?')
  expect(stepView(agendaAt({ state: 'ended', step: 'next/next' }), 'en')).toBeUndefined()
})

test('the clock counts down in whole seconds, has marks at 60 and 10 s, and counts up after zero', () => {
  const at = (left: number) => clockView({ endsAt: 100_000 + left, left: null, full: 120_000 }, 100_000)
  expect(at(60_001)).toEqual({ seconds: 61, mark: 'none', isPaused: false, nextMs: 1 })
  expect(at(60_000)).toEqual({ seconds: 60, mark: 'minute', isPaused: false, nextMs: 1_000 })
  expect(at(10_000)).toMatchObject({ seconds: 10, mark: 'ten' })
  expect(at(1)).toMatchObject({ seconds: 1, mark: 'ten', nextMs: 1 })
  expect(at(0)).toEqual({ seconds: 0, mark: 'over', isPaused: false, nextMs: 1_000 })
  expect(at(-61_500)).toEqual({ seconds: 61, mark: 'over', isPaused: false, nextMs: 500 })
  expect(clockView({ endsAt: null, left: 5_500, full: 9_000 }, 0)).toEqual({
    seconds: 6,
    mark: 'ten',
    isPaused: true,
    nextMs: null,
  })
  expect(clockView(noClock, 0)).toBeNull()
})

test('the one button leads to the first step, to the next, to another phase, and to the end', () => {
  const ahead = (now: Partial<AgendaNow>) => {
    const { next, isFirst, isNewPhase } = aheadOf(agendaAt(now))
    return [next?.path, isFirst, isNewPhase]
  }
  expect(ahead({ state: 'ready' })).toEqual(['write/ideas', true, true])
  expect(ahead({ step: 'write/ideas' })).toEqual(['write/reveal', false, false])
  expect(ahead({ step: 'write/reveal' })).toEqual(['group/group', false, true])
  expect(ahead({ step: 'next/next' })).toEqual([undefined, false, false])
  expect(stepBehind(agendaAt({ step: 'write/ideas' }))).toBeUndefined()
  expect(stepBehind(agendaAt({ step: 'vote/vote' }))?.path).toBe('group/group')
  expect(stepBehind(agendaAt({ state: 'ended', step: 'next/next' }))?.path).toBe('next/next')
  expect(stepBeyond(agendaAt({ step: 'group/group' }))?.path).toBe('next/next')
  expect(stepBeyond(agendaAt({ step: 'vote/vote' }))).toBeUndefined()
})

const start: LogEntry = { kind: 'start', at: 0, by: null, from: null, to: 'write/ideas', move: 0 }

test('the expected end, the drift and the time of each step come from the log', () => {
  // Planned: 2 min, no time, then three steps of a minute.
  const agenda = agendaAt(
    { step: 'group/group', move: 3 },
    {
      clock: { endsAt: 6 * minute, left: null, full: minute },
      log: [
        start,
        { ...start, kind: 'on', at: 3 * minute, to: 'write/reveal', move: 1 },
        { ...start, kind: 'time', at: 4 * minute, to: null, move: 2, seconds: 60 },
        { ...start, kind: 'on', at: 5 * minute, to: 'group/group', move: 2 },
      ],
    },
  )
  expect(expectedEnd(agenda, 5 * minute)).toBe(8 * minute)
  expect(driftMinutes(agenda, 5 * minute)).toBe(3)
  // The end that was wished is the plan.
  const wished = { ...agenda, template: { ...agenda.template, endFrom: 'end' } }
  const late = momentsOfDay(0)('23:59') ?? 0
  expect(driftMinutes({ ...wished, answers: { end: '23:59' } }, 5 * minute)).toBe(8 - late / minute)
  expect(driftMinutes({ ...wished, answers: { end: '' } }, 5 * minute)).toBe(3)
  const listed = listedSteps(agenda, 5.5 * minute)
  expect(listed.map(({ actual }) => actual)).toEqual([180, 120, 30, null, null])
  expect(listed.map(({ isNow }) => isNow).indexOf(true)).toBe(2)
  expect(driftMinutes(agendaAt({ state: 'ready' }), 0)).toBeNull()
})

test('keeping the end time shortens later steps in proportion, and none below its least', () => {
  const template = {
    ...shortBrainstorm,
    phases: shortBrainstorm.phases.map((phase) => ({
      ...phase,
      steps: phase.steps.map((step) => ({
        ...step,
        ...(step.id === 'vote' && { seconds: 300, least: 240 }),
      })),
    })),
  }
  const agenda = agendaAt({ step: 'write/ideas' }, { template })
  const within = (seconds: number) =>
    shortened(agenda, { from: 1_000, end: 1_000 + seconds * 1_000, momentOf: () => undefined })
  expect(within(1_000)).toMatchObject({ end: 421_000, locked: [] })
  const { steps, end } = within(330)
  expect(steps).toEqual([
    { path: 'group/group', before: 60, after: 45 },
    { path: 'vote/vote', before: 300, after: 240 },
    { path: 'next/next', before: 60, after: 45 },
  ])
  expect(end).toBe(331_000)
  expect(within(200).end).toBe(241_000)
  const changed = withTimes(template, steps)
  expect(stepsOf(changed).map(({ step }) => stepSeconds(step, {}))).toEqual([120, null, 45, 240, 45])
})

test('a locked phase keeps its beginning: steps before it reach the lock, those after it the end', () => {
  const changes: Readonly<Record<string, Partial<Step>>> = {
    group: { seconds: 600, least: 62 },
    // A break that keeps its length.
    vote: { seconds: 1_200, least: 1_200 },
    next: { seconds: 600 },
  }
  const template = {
    ...shortBrainstorm,
    phases: shortBrainstorm.phases.map((phase) => ({
      ...phase,
      ...(phase.id === 'vote' && { lockedAt: '12:30' }),
      steps: phase.steps.map((step) => ({ ...step, ...changes[step.id] }) as Step),
    })),
  }
  const agenda = agendaAt({ step: 'write/ideas' }, { template })
  const noon = 12 * 60 * minute
  const half = noon + 30 * minute
  const momentOf = (time: string) => (time === '12:30' ? half : undefined)
  const plan = (from: number, end: number) => {
    const {
      steps,
      locked,
      end: ends,
    } = shortened(agenda, { from: noon + from * minute, end: noon + end * minute, momentOf })
    return [
      steps.map(({ after }) => after),
      locked.map(({ phase, begins }) => [phase.id, (begins - noon) / minute]),
      (ends - noon) / minute,
    ]
  }
  // Grouping would end at 12:35, and the whole at 13:05.
  expect(plan(25, 55)).toEqual([[300, 1_200, 300], [['vote', 30]], 55])
  // Before the lock is time enough: nobody is hurried there.
  expect(plan(10, 55)).toEqual([[600, 1_200, 300], [['vote', 30]], 55])
  // The lock cannot be reached: the phase begins late, and the rest makes up for it.
  expect(plan(29.5, 55)).toEqual([[62, 1_200, 265], [['vote', 30 + 32 / 60]], 54 + 57 / 60])
  // It has passed, and only the end counts.
  expect(plan(31, 61)).toEqual([[300, 1_200, 300], [], 61])
})

test('a person with begun words keeps their step until they join', () => {
  const first = agendaAt({ step: 'write/ideas', move: 1 })
  const agenda = atom<Agenda | null>(first)
  let begun: string | null = null
  const shown = createShown(agenda, (path) => path === begun)
  const stop = shown.agenda.subscribe(() => undefined)
  const second = agendaAt({ step: 'write/reveal', move: 2 })
  agenda.set(second)
  expect(shown.agenda.get()).toBe(second)
  begun = 'write/reveal'
  const third = agendaAt({ step: 'group/group', move: 3 })
  agenda.set(third)
  expect([shown.agenda.get(), shown.isBehind.get()]).toEqual([second, true])
  const fourth = agendaAt({ step: 'vote/vote', move: 4 })
  agenda.set(fourth)
  expect(shown.agenda.get()).toBe(second)
  shown.join()
  expect([shown.agenda.get(), shown.isBehind.get()]).toEqual([fourth, false])
  begun = 'vote/vote'
  agenda.set(agendaAt({ step: 'next/next', move: 5 }))
  expect(shown.isBehind.get()).toBe(true)
  // The words were added.
  begun = null
  shown.look()
  expect(shown.isBehind.get()).toBe(false)
  begun = 'next/next'
  agenda.set(agendaAt({ step: 'vote/vote', move: 6 }))
  agenda.set(agendaAt({ step: 'next/next', move: 7 }))
  expect(shown.isBehind.get()).toBe(false)
  stop()
  shown.close()
})
