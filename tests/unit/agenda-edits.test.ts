import { expect, test } from 'vitest'
import { AgendaEdits, canMove, canPlace, firstFree } from '#client/panels/agenda-editor/edits.ts'
import type { OrderPlace } from '#client/panels/agenda-editor/use-drag-order.ts'
import { templateActivities } from '#server/activities/template-check.ts'
import { TemplateCheck } from '#server/templates/check-template.ts'
import { stepsOf } from '#shared/agenda/steps.ts'
import type { Template } from '#shared/agenda/template.ts'
import { builtInTemplate } from '#tests/support/built-in-template.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'

const edits = new AgendaEdits(templateActivities.steps)
const check = new TemplateCheck(templateActivities)
const brainstorm = builtInTemplate('brainstorm')
const talk = { activity: 'talk', prompt: [{ en: 'A break' }], seconds: 300, writing: 'none' } as const
const paths = (template: Template) => stepsOf(template).map(({ path }) => path)

test('a step that loses what it took takes it from the nearest earlier step that makes it', () => {
  const withoutName = edits.removeStep(brainstorm, { phase: 1, step: 1 })
  const vote = stepsOf(withoutName).find(({ step }) => step.activity === 'vote')
  expect(vote?.step.input).toEqual([{ from: 'group/group', take: 'clusters', show: 'pour' }])
  expect(check.check(withoutName).ok).toBe(true)
})

test('steps move within their phase and into the phases beside', () => {
  const added = edits.addStep(brainstorm, 0, talk)
  expect(paths(added)[2]).toBe('write/talk')
  expect(paths(edits.moveStep(added, { phase: 0, step: 2 }, 1))[2]).toBe('group/talk')
  expect(paths(edits.moveStep(added, { phase: 0, step: 2 }, -1))[1]).toBe('write/talk')
  expect(paths(edits.movePhase(added, 0, 1))[0]).toBe('group/group')
})

test('steps and phases are dropped before another one, or at the end', () => {
  const added = edits.addStep(brainstorm, 0, talk)
  const order = (phase: number, template: Template) => template.phases[phase]?.steps.map(({ id }) => id)
  const step = (from: number, to: number) =>
    order(0, edits.placeStep(added, { phase: 0, step: from }, { phase: 0, step: to }))
  expect(step(2, 0)).toEqual(['talk', 'ideas', 'reveal'])
  expect(step(0, 2)).toEqual(['reveal', 'ideas', 'talk'])
  expect(step(0, 3)).toEqual(['reveal', 'talk', 'ideas'])
  const beside = edits.placeStep(added, { phase: 0, step: 2 }, { phase: 1, step: 1 })
  expect([order(0, beside), order(1, beside)]).toEqual([
    ['ideas', 'reveal'],
    ['group', 'talk', 'name'],
  ])
  const phases = (from: number, to: number) =>
    edits.placePhase(brainstorm, from, to).phases.map(({ id }) => id)
  expect(phases(3, 0)).toEqual(['next', 'write', 'group', 'choose'])
  expect(phases(0, 4)).toEqual(['group', 'choose', 'next', 'write'])

  const can = (from: OrderPlace, to: OrderPlace) => canPlace(brainstorm, from, to, 2)
  const [ran, group, name] = [
    { phase: 0, step: 1 },
    { phase: 1, step: 0 },
    { phase: 1, step: 1 },
  ]
  // Nothing goes before a step that has run, and that step stays.
  expect([can(ran, name), can(name, ran), can(name, { phase: 0, step: 2 })]).toEqual([false, false, true])
  expect([can(name, group), can(name, name), can(group, name)]).toEqual([true, false, false])
  const phase = (number: number) => ({ phase: number, step: null })
  expect([can(phase(0), phase(2)), can(phase(2), phase(0)), can(phase(2), phase(1))]).toEqual([
    false,
    false,
    true,
  ])
  expect([can(phase(2), phase(3)), can(phase(2), phase(4))]).toEqual([false, true])
})

test('what has run stays where it is', () => {
  const first = firstFree(brainstorm, new Set(['write/ideas', 'write/reveal']))
  expect(first).toBe(2)
  expect(canMove(brainstorm, { phase: 0, step: 1 }, 1, first)).toBe(false)
  expect(canMove(brainstorm, { phase: 1, step: 1 }, -1, first)).toBe(true)
  expect(canMove(brainstorm, { phase: 1, step: 0 }, -1, first)).toBe(true)
  expect(canMove(brainstorm, { phase: 3, step: 0 }, 1, first)).toBe(false)
})

test('after any edits an agenda can be played', () => {
  const seed = testSeed()
  const random = seededRandom(seed)
  for (let run = 0; run < 30; run += 1) {
    let template: Template = brainstorm
    for (let edit = 0; edit < 12; edit += 1) template = anyEdit(template)
    const checked = check.check(template)
    expect(checked.ok ? [] : checked.problems, `SEED=${seed}`).toEqual([])
  }

  function anyEdit(template: Template): Template {
    const phase = random.below(Math.max(1, template.phases.length))
    const step = random.below(Math.max(1, template.phases[phase]?.steps.length ?? 0))
    const by = random.chance(0.5) ? 1 : -1
    switch (random.below(8)) {
      case 0:
        return edits.addPhase(template, { title: { en: 'More' } })
      case 1:
        return template.phases.length > 1 ? edits.removePhase(template, phase) : template
      case 2:
        return edits.movePhase(template, phase, by)
      case 3: {
        const { id: _, input: __, ...copied } = random.pick(stepsOf(brainstorm)).step
        return edits.addStep(template, phase, copied)
      }
      case 4:
        return edits.removeStep(template, { phase, step })
      case 5:
        return edits.placePhase(template, phase, random.below(template.phases.length + 1))
      case 6: {
        const to = random.below(Math.max(1, template.phases.length))
        const place = random.below((template.phases[to]?.steps.length ?? 0) + 1)
        return edits.placeStep(template, { phase, step }, { phase: to, step: place })
      }
      default:
        return edits.moveStep(template, { phase, step }, by)
    }
  }
})
