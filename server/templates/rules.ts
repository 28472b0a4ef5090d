import type { ActivityStep } from '#shared/agenda/activity.ts'
import { isAnswer } from '#shared/agenda/answers.ts'
import { gapsIn } from '#shared/agenda/fill.ts'
import type { TemplateProblem } from '#shared/agenda/problems.ts'
import { stepPath } from '#shared/agenda/steps.ts'
import type { Parameter, ParameterKind, Phase, Step, Template, Words } from '#shared/agenda/template.ts'
import { joined } from './form-problems.ts'

export type StepsByActivity = Readonly<Record<string, ActivityStep | undefined>>

/** The references of a template whose form is right: ids, gaps, questions and inputs. */
export function ruleProblems(template: Template, activities: StepsByActivity): readonly TemplateProblem[] {
  const { title, about, ask, endFrom, phases } = template
  const noGaps = new Set<string>()
  return [
    ...gapProblems(title, 'title', noGaps),
    ...gapProblems(about, 'about', noGaps),
    ...ask.flatMap((question, index) => [
      ...gapProblems(question.label, `ask/${index}/label`, noGaps),
      ...defaultProblems(question, `ask/${index}/default`),
    ]),
    ...sameIds(ask, 'ask'),
    ...questionProblems(ask, { path: 'endFrom', id: endFrom, kind: 'time' }),
    ...sameIds(phases, 'phases'),
    ...phases.flatMap((phase, index) => phaseProblems(phase, `phases/${index}`, template, activities)),
  ]
}

function phaseProblems(
  phase: Phase,
  path: string,
  template: Template,
  activities: StepsByActivity,
): readonly TemplateProblem[] {
  const asked = new Set(template.ask.map(({ id }) => id))
  return [
    ...(['title', 'purpose', 'notes'] as const).flatMap((name) =>
      gapProblems(phase[name], `${path}/${name}`, asked),
    ),
    ...sameIds(phase.steps, `${path}/steps`),
    ...phase.steps.flatMap((step, index) => {
      const at = `${path}/steps/${index}`
      return [
        ...stepProblems(step, at, template, activities[step.activity]),
        ...inputProblems(step, stepPath(phase, step), at, template, activities),
      ]
    }),
  ]
}

function stepProblems(
  step: Step,
  at: string,
  { ask }: Template,
  activity: ActivityStep | undefined,
): readonly TemplateProblem[] {
  const asked = new Set(ask.map(({ id }) => id))
  const parts = activity?.parts?.(step) ?? []
  const lists = Map.groupBy(parts, ({ path }) => path.slice(0, path.lastIndexOf('/')))
  return [
    ...step.prompt.flatMap((words, index) => gapProblems(words, `${at}/prompt/${index}`, asked)),
    ...questionProblems(ask, { path: `${at}/secondsFrom`, id: step.secondsFrom, kind: 'minutes' }),
    ...(activity?.questions?.(step) ?? []).flatMap((question) =>
      questionProblems(ask, { ...question, path: `${at}/${question.path}` }),
    ),
    ...[...lists].flatMap(([list, members]) => sameIds(members, `${at}/${list}`)),
    ...parts.flatMap(({ path, words }) =>
      Object.entries(words).flatMap(([name, said]) => gapProblems(said, `${at}/${path}/${name}`, asked)),
    ),
  ]
}

/** An input comes from an earlier step that makes what is taken, and the activity can take it. */
function inputProblems(
  { input = [], activity }: Step,
  own: string,
  at: string,
  { phases }: Template,
  activities: StepsByActivity,
): readonly TemplateProblem[] {
  const all = phases.flatMap((phase) => phase.steps.map((step) => ({ path: stepPath(phase, step), step })))
  const ownIndex = all.findIndex(({ path }) => path === own)
  return input.flatMap(({ from, take }, index): readonly TemplateProblem[] => {
    const path = `${at}/input/${index}`
    const found = all.findIndex((other) => other.path === from)
    const source = all[found]
    if (!source) return [{ path: `${path}/from`, code: 'unknown_step', details: { name: from } }]
    if (found >= ownIndex) return [{ path: `${path}/from`, code: 'later_step', details: { name: from } }]
    if (activities[source.step.activity]?.makes !== take)
      return [{ path: `${path}/take`, code: 'not_made', details: { name: from, take } }]
    if (activities[activity]?.takes.includes(take) !== true)
      return [{ path: `${path}/take`, code: 'not_taken', details: { name: activity, take } }]
    return []
  })
}

function gapProblems(
  words: Words | undefined,
  path: string,
  asked: ReadonlySet<string>,
): readonly TemplateProblem[] {
  return (['en', 'fr'] as const).flatMap((language) =>
    gapsIn(words?.[language] ?? '')
      .filter((name) => !asked.has(name))
      .map((name): TemplateProblem => ({
        path: joined(path, language),
        code: 'unknown_gap',
        details: { name },
      })),
  )
}

function questionProblems(
  ask: readonly Parameter[],
  {
    path,
    id,
    kind,
  }: { readonly path: string; readonly id: string | undefined; readonly kind: ParameterKind },
): readonly TemplateProblem[] {
  if (id === undefined) return []
  const question = ask.find((one) => one.id === id)
  if (!question) return [{ path, code: 'unknown_question', details: { name: id } }]
  return question.kind === kind ? [] : [{ path, code: 'other_question', details: { name: id, kind } }]
}

function defaultProblems(question: Parameter, path: string): readonly TemplateProblem[] {
  if (question.default === undefined || isAnswer(question, question.default)) return []
  return [{ path, code: 'bad_default', details: { kind: question.kind } }]
}

/** The second of two equal ids in a list, and every further one. */
function sameIds(list: readonly { readonly id: string }[], path: string): readonly TemplateProblem[] {
  const seen = new Set<string>()
  return list.flatMap(({ id }, index): readonly TemplateProblem[] => {
    if (!seen.has(id)) {
      seen.add(id)
      return []
    }
    return [{ path: `${path}/${index}/id`, code: 'same_id', details: { name: id } }]
  })
}
