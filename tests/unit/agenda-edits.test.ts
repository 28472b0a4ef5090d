import { expect, test } from 'vitest'
import { AgendaEdits, canMove, firstFree } from '#client/panels/agenda-editor/edits.ts'
import { templateActivities } from '#server/activities/template-activities.ts'
import { readBuiltIn } from '#server/templates/built-in.ts'
import { TemplateCheck } from '#server/templates/check-template.ts'
import { stepsOf } from '#shared/agenda/steps.ts'
import type { Template } from '#shared/agenda/template.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'

const edits = new AgendaEdits(templateActivities.steps)
const check = new TemplateCheck(templateActivities)
const [brainstorm] = readBuiltIn()
if (!brainstorm) throw new Error('there is a brainstorm')
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
    switch (random.below(6)) {
      case 0:
        return edits.addPhase(template, { title: { en: 'More' } })
      case 1:
        return template.phases.length > 1 ? edits.removePhase(template, phase) : template
      case 2:
        return edits.movePhase(template, phase, by)
      case 3: {
        const { id: _, input: __, ...copied } = random.pick(stepsOf(brainstorm as Template)).step
        return edits.addStep(template, phase, copied)
      }
      case 4:
        return edits.removeStep(template, { phase, step })
      default:
        return edits.moveStep(template, { phase, step }, by)
    }
  }
})
