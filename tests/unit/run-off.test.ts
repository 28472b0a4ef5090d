import { expect, test } from 'vitest'
import { rankingBlocks, rankingOf } from '#shared/activities/vote/result.ts'
import { withRunOff, withRunOffAgain } from '#shared/activities/vote/run-off.ts'
import type { Template } from '#shared/agenda/template.ts'
import { stepsOf } from '#shared/agenda/steps.ts'
import type { Round } from '#shared/workshop/round.ts'
import { saidBy } from '#tests/support/said-by-blocks.ts'
import { round } from '#tests/support/sample-board.ts'

const base = { prompt: [], seconds: null, writing: 'none' } as const
const shortlist = { from: 'a/vote', take: 'shortlist', show: 'pour' } as const
const vote = { ...base, activity: 'vote', target: 'notes', scale: 'auto', isSecret: true } as const
const template: Template = {
  format: 'boussole-template',
  version: 1,
  id: 'day',
  title: { en: 'Day' },
  ask: [],
  phases: [
    {
      id: 'a',
      title: { en: 'A' },
      steps: [
        { ...vote, id: 'vote' },
        { ...base, id: 'talk', activity: 'talk' },
      ],
    },
    {
      id: 'b',
      title: { en: 'B' },
      steps: [{ ...base, id: 'rewrite', activity: 'rewrite', input: [shortlist] }],
    },
  ],
}

const of = (step: string, totals: Readonly<Record<string, number>>, facts: Partial<Round> = {}): Round =>
  round({ step, options: Object.keys(totals), totals, voted: 5, ...facts })
const levelOf = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}`, 4]))

test('where nine are level, a vote on these alone comes right after, and the rest of the agenda stays', () => {
  const asked = withRunOff(template, 'a/vote', [of('a/vote', { ahead: 9, ...levelOf(9) })])
  expect(asked).toMatchObject({ path: 'a/run-off', count: 9 })
  const steps = asked ? stepsOf(asked.template) : []
  expect(steps.map(({ path }) => path)).toEqual(['a/vote', 'a/run-off', 'a/talk', 'b/rewrite'])
  expect(steps[1]?.step).toMatchObject({
    isRunOff: true,
    input: [shortlist],
    prompt: [
      { en: 'Nine were too close to call: decide between them.', fr: 'Il reste à en départager neuf.' },
    ],
  })
})

test('nothing is offered where up to seven go on, where a run-off follows, or where no step takes the choice', () => {
  const nine = [of('a/vote', levelOf(9))]
  expect(withRunOff(template, 'a/vote', [of('a/vote', levelOf(7))])).toBeUndefined()
  const after = withRunOff(template, 'a/vote', nine)?.template ?? template
  expect(withRunOff(after, 'a/vote', nine)).toBeUndefined()
  const untaken = { ...template, phases: template.phases.slice(0, 1) }
  expect(withRunOff(untaken, 'a/vote', nine)).toBeUndefined()
  expect(withRunOff(template, 'a/vote', [])).toBeUndefined()
})

test('a run-off that leaves eight is followed by another one, with a name of its own', () => {
  const { template: after } = withRunOff(template, 'a/vote', [of('a/vote', levelOf(9))]) ?? { template }
  const second = of('a/run-off', { ...levelOf(8), n8: 0 }, { isRunOff: true, places: 5 })
  const again = withRunOff(after, 'a/run-off', [second])
  expect(again).toMatchObject({ path: 'a/run-off-2', count: 8 })
})

test('after a run-off that separated nothing the room may vote on the same ones again, as often as it likes', () => {
  const { template: after } = withRunOff(template, 'a/vote', [of('a/vote', levelOf(9))]) ?? { template }
  const level = of('a/run-off', levelOf(9), { isRunOff: true, places: 5 })
  expect(withRunOff(after, 'a/run-off', [level])).toBeUndefined()
  const again = withRunOffAgain(after, 'a/run-off', [level])
  expect(again).toMatchObject({ path: 'a/run-off-2', count: 9 })
  const third = of('a/run-off-2', levelOf(9), { isRunOff: true, places: 5 })
  expect(withRunOffAgain(again?.template ?? after, 'a/run-off-2', [level, third])?.count).toBe(9)
  expect(said(level, 'en')).toContain(
    'The run-off does not separate these nine. Talk about them and vote again, or go on with all nine: later the room sets some aside.',
  )
  expect(said(level, 'fr')).toContain(
    'Le second tour ne départage pas ces neuf-là. Parlez-en et votez de nouveau, ou continuez avec les neuf\u00A0: le groupe en mettra de côté ensuite.',
  )
  const few = of('a/run-off', levelOf(7), { isRunOff: true, places: 5 })
  expect(withRunOffAgain(after, 'a/run-off', [few])).toBeUndefined()
})

const said = (held: Round, language: 'en' | 'fr'): readonly string[] =>
  rankingBlocks(rankingOf(held), (option) => ({ text: option, since: null }), { language }).flatMap(saidBy)

test('scores and dots say in words what they mean', () => {
  const scored = of('a/vote', { a: 11 }, { method: 'score', scores: { a: [0, 0, 1, 3] }, cap: 3 })
  expect(said(scored, 'en')).toContain('11 points. Average 2.8: three 3, one 2')
  expect(said(scored, 'fr')).toContain('11 points. Moyenne 2,8\u00A0: trois 3, un 2')
  const dotted = of('a/vote', { a: 4 }, { cap: 1, voted: 9 })
  expect(said(dotted, 'en')).toContain('4 dots: 4 of 9 people')
  expect(said(dotted, 'fr')).toContain('4 points\u00A0: 4 personnes sur 9')
})

test('a result names those ahead, the band with its reason, and the others; a family stands once', () => {
  const held = of('a/vote', { a: 9, b: 8, b2: 7, c: 4, d: 4, e: 4, f: 4, g: 1 }, { builtOn: { b2: ['b'] } })
  const words = said(held, 'en')
  expect(words).toContain('Two stand out')
  expect(words).toContain('One point would change the order. All four go on.')
  expect(words).toContain('The other two')
  expect(words).toContain('In the file of “b”')
  expect(words).toContain('Six go on: two that stand out, and four that the vote does not separate.')
  expect(said(held, 'fr')).toContain('Un seul point changerait l’ordre. Les quatre passent.')
})

test('a run-off says how many it adds to those that were ahead before it', () => {
  const held = of('a/run-off', { x: 9, y: 9, z: 1 }, { isRunOff: true })
  expect(said(held, 'en')).toContain('From the run-off, three go on.')
  expect(said(held, 'fr')).toContain('Du second tour, trois passent.')
})
