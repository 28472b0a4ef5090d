import { expect, test } from 'vitest'
import { completeAnswers, fill, gapsIn, wordsIn } from '#shared/agenda/fill.ts'
import {
  endTime,
  findStep,
  nextStep,
  phaseSeconds,
  previousStep,
  stepsOf,
  templateSeconds,
} from '#shared/agenda/steps.ts'
import type { Parameter, Step, Template } from '#shared/agenda/template.ts'
import { preparedWorkshop } from '#tests/support/preparations.ts'

const talk = (id: string, seconds: number | null): Step => ({
  id,
  activity: 'talk',
  prompt: [{ en: 'Talk.' }],
  seconds,
  writing: 'none',
})

const template: Template = {
  format: 'boussole-template',
  version: 1,
  id: 'sample',
  title: { en: 'Sample' },
  ask: [],
  phases: [
    { id: 'open', title: { en: 'Open' }, steps: [talk('hello', 60), talk('why', null)] },
    { id: 'break', title: { en: 'Break' }, steps: [] },
    {
      id: 'work',
      title: { en: 'Work' },
      steps: [{ ...talk('hello', 120), secondsFrom: 'minutes' }, talk('end', 30)],
    },
  ],
}

test('steps follow each other over phases, also over a phase without steps', () => {
  expect(stepsOf(template).map(({ path, index, phase }) => [path, index, phase.id])).toEqual([
    ['open/hello', 0, 'open'],
    ['open/why', 1, 'open'],
    ['work/hello', 2, 'work'],
    ['work/end', 3, 'work'],
  ])
  expect(nextStep(template, null)?.path).toBe('open/hello')
  expect(nextStep(template, 'open/why')?.path).toBe('work/hello')
  expect(nextStep(template, 'work/end')).toBeUndefined()
  // The group does not stop where people prepare alone.
  expect(nextStep(preparedWorkshop(), null)?.path).toBe('open/talk')
  expect(previousStep(template, 'work/hello')?.path).toBe('open/why')
  expect(previousStep(template, 'open/hello')).toBeUndefined()
  expect(findStep(template, 'work/end')?.step.id).toBe('end')
  for (const path of ['work/why', 'work', '', null]) expect(findStep(template, path)).toBeUndefined()
  expect(nextStep(template, 'unknown/step')).toBeUndefined()
})

test('planned time is the sum of the steps, with minutes that were asked for', () => {
  const [open, , work] = template.phases
  expect(open && phaseSeconds(open, {})).toBe(60)
  expect(work && phaseSeconds(work, {})).toBe(150)
  expect(work && phaseSeconds(work, { minutes: 5 })).toBe(330)
  expect(templateSeconds(template, { minutes: 5 })).toBe(390)
  // An optional question without an answer is an empty text.
  expect(templateSeconds(template, { minutes: '' })).toBe(210)
})

test('the agenda ends after what is left of the running step and all later steps', () => {
  const nowMs = 1_000_000
  const momentOf = (time: string) => (time === '12:30' ? nowMs + 100_000 : undefined)
  const end = (path: string | null, leftMs: number, { phases } = template) =>
    endTime({ phases }, {}, { path, leftMs, nowMs, momentOf }) - nowMs
  expect(end(null, 0)).toBe(210_000)
  expect(end('open/hello', 20_000)).toBe(170_000)
  expect(end('open/hello', -20_000)).toBe(150_000)
  expect(end('work/end', 5_000)).toBe(5_000)
  // A locked phase does not begin early, and begins late when the steps before take longer.
  const locked = {
    ...template,
    phases: template.phases.map((phase) => (phase.id === 'work' ? { ...phase, lockedAt: '12:30' } : phase)),
  }
  expect(end('open/hello', 20_000, locked)).toBe(250_000)
  expect(end('open/hello', 120_000, locked)).toBe(270_000)
})

test('a missing language falls back to the other one and says so', () => {
  expect(wordsIn({ en: 'Vote', fr: 'Votez' }, 'fr')).toEqual({ text: 'Votez', language: 'fr' })
  expect(wordsIn({ en: 'Vote' }, 'fr')).toEqual({ text: 'Vote', language: 'en' })
  expect(wordsIn({ fr: 'Votez' }, 'en')).toEqual({ text: 'Votez', language: 'fr' })
})

test('answers fill their gaps; one without an answer leaves no hole', () => {
  const words = { en: '{question} One idea a note, {n} at most.' }
  expect(fill(words, 'en', { question: 'Why us?', n: 3 }).text).toBe('Why us? One idea a note, 3 at most.')
  expect(fill(words, 'en', { question: '', n: 3 }).text).toBe('One idea a note, 3 at most.')
  expect(fill(words, 'en', { n: 3 }).text).toBe('{question} One idea a note, 3 at most.')
  // An answer is never read as a template.
  expect(fill(words, 'en', { question: '{n} $& {question}', n: 3 }).text).toBe(
    '{n} $& {question} One idea a note, 3 at most.',
  )
  expect(fill({ en: '{constructor}' }, 'en', {}).text).toBe('{constructor}')
  expect(gapsIn('{a} {autre équipe} {} { b')).toEqual(['a', 'autre équipe', ''])
})

test('answers are complete with defaults, and name what is missing or wrong', () => {
  const ask: readonly Parameter[] = [
    { id: 'question', kind: 'text', label: { en: 'Question' } },
    { id: 'minutes', kind: 'minutes', label: { en: 'Minutes' }, default: 6 },
    { id: 'dots', kind: 'count', label: { en: 'Dots' }, isOptional: true },
    { id: 'end', kind: 'time', label: { en: 'End' }, isOptional: true },
  ]
  expect(completeAnswers(ask, { question: 'Why?', other: 'x' })).toEqual({
    answers: { question: 'Why?', minutes: 6, dots: '', end: '' },
    missing: [],
    wrong: [],
  })
  expect(completeAnswers(ask, { question: ' ', minutes: 0, dots: 2.5, end: '25:00' })).toMatchObject({
    missing: ['question'],
    wrong: ['minutes', 'dots', 'end'],
  })
  expect(completeAnswers(ask, { question: 'x'.repeat(301), dots: '3', end: '17:30' })).toMatchObject({
    wrong: ['question', 'dots'],
  })
})
