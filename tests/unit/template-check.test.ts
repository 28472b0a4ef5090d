import * as fc from 'fast-check'
import { Compile } from 'typebox/compile'
import { expect, test } from 'vitest'
import { templateActivities } from '#server/activities/template-check.ts'
import { readBuiltIn } from '#server/templates/new-agenda.ts'
import { TemplateCheck } from '#server/templates/check-template.ts'
import { ruleProblems } from '#server/templates/rules.ts'
import { templateText } from '#server/templates/templates.ts'
import type { Step } from '#shared/agenda/template.ts'
import { kindsOf } from '#shared/agenda/field-parts.ts'
import { completeAnswers } from '#shared/agenda/fill.ts'
import { problemSentence, templateProblems } from '#shared/agenda/problems.ts'
import { endTime, phaseSeconds, stepsOf, templateSeconds } from '#shared/agenda/steps.ts'

const templates = new TemplateCheck(templateActivities)
const built = readBuiltIn()
const brainstorm = built.find(({ id }) => id === 'brainstorm')

/** The brainstorm, with one value replaced. Undefined takes the value away. */
function changed(path: string, value: unknown): unknown {
  const copy = structuredClone(brainstorm) as unknown
  const keys = path.split('/')
  const last = keys.pop() ?? ''
  const holder = keys.reduce<Record<string, unknown>>(
    (inner, key) => inner[key] as Record<string, unknown>,
    copy as Record<string, unknown>,
  )
  if (value === undefined) delete holder[last]
  else holder[last] = value
  return copy
}

function problemsOf(value: unknown) {
  const checked = templates.check(value)
  return checked.ok ? [] : checked.problems.map((one) => `${one.path}: ${one.code} ${problemSentence(one)}`)
}

test('every built-in template passes, in both languages', () => {
  expect(built.map(({ id }) => id)).toEqual(['brainstorm', 'purpose-day', 'operations', 'blank'])
  for (const template of built) {
    expect([template.id, problemsOf(template)]).toEqual([template.id, []])
    const text = JSON.stringify(template)
    expect(text.match(/"en":/g)?.length).toBe(text.match(/"fr":/g)?.length)
  }
})

test('the brainstorm takes 25 minutes with one answer', () => {
  if (!brainstorm) throw new Error('no brainstorm')
  const { answers, missing } = completeAnswers(brainstorm.ask, { question: 'Why?' })
  expect(missing).toEqual([])
  expect(templateSeconds(brainstorm, answers)).toBe(25 * 60)
  expect(stepsOf(brainstorm).map(({ path, step }) => `${path}: ${step.activity}`)).toEqual([
    'write/ideas: write',
    'write/reveal: reveal',
    'group/group: group',
    'group/name: name',
    'choose/vote: vote',
    'next/actions: write',
  ])
})

test('the purpose day has ten phases and takes 385 minutes', () => {
  const day = built.find(({ id }) => id === 'purpose-day')
  if (!day) throw new Error('no purpose day')
  expect(day.phases.map((phase) => [phase.id, phaseSeconds(phase, {}) / 60])).toEqual([
    ['prepare', 15],
    ['opening', 30],
    ['starting-points', 45],
    ['ecosystem', 45],
    ['why', 45],
    ['shortlist', 25],
    ['challenge', 75],
    ['decide', 30],
    ['how', 60],
    ['close', 15],
  ])
  expect(day.phases.every(({ notes, purpose }) => notes && purpose)).toBe(true)
  // People prepare before they meet: the group spends no time on it.
  const end = endTime(day, {}, { path: null, leftMs: 0, nowMs: 0, momentOf: () => undefined })
  expect(end / 60_000).toBe(370)
})

test('people narrow proposals and principles all together: no step of it can be at tables', () => {
  const day = built.find(({ id }) => id === 'purpose-day')
  if (!day) throw new Error('no purpose day')
  const refused = day.phases.flatMap((phase, at) =>
    phase.steps.flatMap((step, place) => {
      const copy = structuredClone(day)
      const own = copy.phases[at]?.steps[place]
      if (own) Object.assign(own, { who: 'tables' })
      return problemsOf(copy).some((problem) => problem.includes('not_at_tables'))
        ? [`${phase.id}/${step.id}`]
        : []
    }),
  )
  const narrowing = [
    'shortlist/vote',
    'challenge/swap',
    'challenge/aside',
    'challenge/aside-2',
    'decide/duel',
    'decide/consent',
    'how/vote',
    'how/settle',
  ]
  expect(narrowing.filter((path) => !refused.includes(path))).toEqual([])
})

const ideas = 'phases/0/steps/0'
test.each([
  ['phases/0/steps/1/prompt/0/fr', 'Voici {mot}.', ['phases/0/steps/1/prompt/0/fr: unknown_gap']],
  [`${ideas}/prompt/1`, {}, [`${ideas}/prompt/1: no_language`]],
  [`${ideas}/prompt/1`, { de: 'Ja' }, [`${ideas}/prompt/1: no_language`]],
  [`${ideas}/prompt/1`, { en: '' }, [`${ideas}/prompt/1/en: empty`]],
  [`${ideas}/prompt/1/en`, 7, [`${ideas}/prompt/1/en: wrong_kind`]],
  [`${ideas}/prompt`, undefined, [`${ideas}/prompt: missing`]],
  [`${ideas}/seconds`, 0, [`${ideas}/seconds: too_small`]],
  [`${ideas}/seconds`, 'long', [`${ideas}/seconds: wrong_kind`]],
  [`${ideas}/seconds`, 86_401, [`${ideas}/seconds: too_large`]],
  [`${ideas}/writing`, 'secret', [`${ideas}/writing: not_among`]],
  [`${ideas}/activity`, 'sing', [`${ideas}/activity: unknown_activity`]],
  [`${ideas}/activity`, undefined, [`${ideas}/activity: missing`]],
  [`${ideas}/activity`, 'constructor', [`${ideas}/activity: unknown_activity`]],
  [`${ideas}/fields`, undefined, [`${ideas}/fields: missing`]],
  [`${ideas}/fields`, [], [`${ideas}/fields: empty`]],
  [`${ideas}/fields/0/title/fr`, '{où}', [`${ideas}/fields/0/title/fr: unknown_gap`]],
  [`${ideas}/fields/1`, { id: 'ideas', title: { en: 'Two' } }, [`${ideas}/fields/1/id: same_id`]],
  [`${ideas}/fields/0/kinds`, ['idea', 'idea'], []],
  [`${ideas}/secondsFrom`, 'nothing', [`${ideas}/secondsFrom: unknown_question`]],
  [`${ideas}/secondsFrom`, 'question', [`${ideas}/secondsFrom: other_question`]],
  [`${ideas}/opens`, 'tomorrow', [`${ideas}/opens: bad_date`]],
  [`${ideas}/opens`, '2026-03-31T09:00:00Z', []],
  [`${ideas}/id`, 'Ideas', [`${ideas}/id: bad_id`]],
  ['phases/3/id', 'write', ['phases/3/id: same_id']],
  ['phases/0/lockedAt', '24:00', ['phases/0/lockedAt: bad_time']],
  ['phases/0/title', undefined, ['phases/0/title: missing']],
  ['phases', {}, ['phases: wrong_kind']],
  [
    'phases/0/steps/1/input/0',
    { from: 'next/actions', take: 'notes', show: 'pour' },
    ['phases/0/steps/1/input/0/from: later_step'],
  ],
  [
    'phases/0/steps/1/input/0',
    { from: 'write/reveal', take: 'notes', show: 'pour' },
    ['phases/0/steps/1/input/0/from: later_step'],
  ],
  [
    'phases/0/steps/1/input/0',
    { from: 'write/ideas', take: 'notes', show: 'pour', field: 'nothing' },
    ['phases/0/steps/1/input/0/field: unknown_field'],
  ],
  ['phases/0/steps/1/input/0/from', 'write/nothing', ['phases/0/steps/1/input/0/from: unknown_step']],
  ['phases/0/steps/1/input/0/from', 'write', ['phases/0/steps/1/input/0/from: bad_path']],
  ['phases/2/steps/0/input/0/take', 'notes', ['phases/2/steps/0/input/0/take: not_made']],
  [
    'phases/1/steps/1/input/0',
    { from: 'write/ideas', take: 'notes', show: 'pin' },
    ['phases/1/steps/1/input/0/take: not_taken'],
  ],
  ['phases/2/steps/0/budget', 1_000, ['phases/2/steps/0/budget: too_large']],
  ['phases/2/steps/0/budgetFrom', 'minutes', ['phases/2/steps/0/budgetFrom: other_question']],
  ['phases/2/steps/0/who', 'tables', ['phases/2/steps/0/who: not_at_tables']],
  [`${ideas}/tables`, { size: 9 }, [`${ideas}/tables/size: too_large`]],
  [`${ideas}/tables`, { size: 2 }, [`${ideas}/tables/size: too_small`]],
  [`${ideas}/tables`, {}, [`${ideas}/tables/size: missing`]],
  [`${ideas}/tables`, { size: 5, above: 0 }, [`${ideas}/tables/above: too_small`]],
  ['phases/2/steps/0/scale', undefined, ['phases/2/steps/0/scale: missing']],
  ['ask/1/default', 'six', ['ask/1/default: bad_default']],
  ['ask/1/id', 'question', ['ask/1/id: same_id', `${ideas}/secondsFrom: unknown_question`]],
  ['ask/0/label/en', 'Why {minutes}?', ['ask/0/label/en: unknown_gap']],
  ['title/en', 'x'.repeat(201), ['title/en: too_long']],
  ['about/en', 'About {question}', ['about/en: unknown_gap']],
  ['endFrom', 'dots', ['endFrom: other_question']],
  ['format', 'miro', [': not_template']],
  ['constructor', 1, ['constructor: bad_field']],
  ['version', 2, ['version: newer']],
  ['version', 'one', ['version: not_template']],
  ['extra', 'x'.repeat(200_001), [': too_big']],
])('%s = %o is an error at its path', (path, value, expected) => {
  const found = problemsOf(changed(path, value))
  expect(found.map((problem) => problem.split(' ').slice(0, 2).join(' '))).toEqual(expected)
  for (const sentence of found) expect(sentence).toMatch(/: [a-z_]+ [A-Z][^{}]*\.$/)
})

test('an unknown activity and an unknown gap say what would be right', () => {
  expect(problemsOf(changed(`${ideas}/activity`, 'sing'))).toEqual([
    `${ideas}/activity: unknown_activity This server has no activity “sing”. ` +
      `It has: ${Object.keys(templateActivities.steps).toSorted().join(', ')}.`,
  ])
  expect(problemsOf(changed(`${ideas}/prompt/0/en`, 'Dear {autre équipe}'))).toEqual([
    `${ideas}/prompt/0/en: unknown_gap No question of the template is called “autre équipe”, ` +
      'so this gap cannot be filled.',
  ])
})

test('several mistakes are all named, and no value stops the check', () => {
  expect(problemsOf({ format: 'boussole-template', version: 1, ask: 3 })).toHaveLength(4)
  for (const value of [null, 7, 'x', [], {}, undefined]) expect(problemsOf(value)).toHaveLength(1)
  let deep: unknown = 1
  for (let depth = 0; depth < 60_000; depth++) deep = [deep]
  expect(problemsOf(changed('extra', deep))).toEqual([
    `: too_deep ${templateProblems.too_deep.replace('{limit}', '40')}`,
  ])
})

test('any value in the place of any other is accepted or named, never a fault', () => {
  const paths = pathsOf(brainstorm)
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 3 }), (path, value) => {
      const found = problemsOf(changed(path, value))
      for (const problem of found) expect(problem).not.toMatch(/undefined|…/)
    }),
    { numRuns: 300 },
  )
})

test('what is exported, imported and exported again is the same, with unknown fields anywhere', () => {
  const places = pathsOf(brainstorm).filter((path) => valueAt(brainstorm, path) instanceof Object)
  const unknown = fc.tuple(
    fc.constantFrom(...places),
    fc.string({ minLength: 1 }).map((name) => `x-${name.replaceAll('/', '')}`),
    fc.jsonValue({ maxDepth: 3 }),
  )
  fc.assert(
    fc.property(fc.array(unknown, { maxLength: 6 }), (fields) => {
      const template = structuredClone(brainstorm)
      for (const [path, name, value] of fields) {
        const holder = valueAt(template, path)
        if (!Array.isArray(holder)) (holder as Record<string, unknown>)[name] = value
      }
      const exported = templateText(template)
      const imported = templates.check(JSON.parse(exported))
      if (!imported.ok) throw new Error(JSON.stringify(imported.problems))
      expect(templateText(imported.template)).toBe(exported)
    }),
  )
})

test('no rule of a template takes longer than in proportion to a list, and a kind that is there twice is one', () => {
  // The validator compares all of a list for it: one template could stop the server for minutes.
  expect(JSON.stringify(templates.schema)).not.toContain('uniqueItems')
  const field = { id: 'all', title: {}, kinds: ['need', 'idea', 'need'] } as const
  expect(kindsOf({} as Step, field)).toEqual(['need', 'idea'])
})

test('the published schema alone tells a right form from a wrong one', () => {
  const schema = JSON.parse(JSON.stringify(templates.schema)) as typeof templates.schema
  const published = Compile(schema)
  for (const template of built) expect(published.Check(template)).toBe(true)
  expect(published.Check(changed(`${ideas}/fields`, undefined))).toBe(false)
  expect(published.Check(changed('phases/2/steps/0/scale', 'stars'))).toBe(false)
  expect(published.Check(changed(`${ideas}/activity`, 'sing'))).toBe(false)
  expect(published.Check(changed('x-mine', { any: ['thing'] }))).toBe(true)
})

function pathsOf(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const own = path === '' ? key : `${path}/${key}`
    return [own, ...pathsOf(inner, own)]
  })
}

function valueAt(value: unknown, path: string): unknown {
  return path
    .split('/')
    .reduce<unknown>((inner, key) => (inner as Readonly<Record<string, unknown>>)[key], value)
}

test('the references of a long template are found in one pass over its steps', () => {
  let reads = 0
  const input = [{ from: 'p0/s0', take: 'notes', show: 'pour' }] as const
  const stepOf = (index: number, isFirst: boolean): Step => {
    const step = { prompt: [], seconds: null, writing: 'none', activity: isFirst ? 'write' : 'read' } as const
    const rest = isFirst ? { fields: [] } : { input }
    const id = {
      enumerable: true,
      get: () => {
        reads += 1
        return `s${index}`
      },
    }
    return Object.defineProperty({ ...step, ...rest }, 'id', id) as unknown as Step
  }
  const phases = Array.from({ length: 40 }, (_, phase) => ({
    id: `p${phase}`,
    title: { en: 'Phase' },
    steps: Array.from({ length: 40 }, (__, step) => stepOf(step, phase + step === 0)),
  }))
  const template = {
    format: 'boussole-template',
    version: 1,
    id: 'long',
    title: {},
    ask: [],
    phases,
  } as const
  expect(ruleProblems(template, templateActivities.steps)).toEqual([])
  expect(reads).toBeLessThan(10 * 1_600)
})
