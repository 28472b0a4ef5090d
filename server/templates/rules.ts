import type { Validator } from 'typebox/compile'
import { canBeAtTables, type ActivityStep } from '#shared/agenda/activity.ts'
import { isAnswer, gapsIn } from '#shared/agenda/fill.ts'
import type { TemplateProblem, TemplateProblemCode } from '#shared/agenda/problems.ts'
import { datesOf } from '#shared/agenda/own-pace.ts'
import { stepPath } from '#shared/agenda/steps.ts'
import type { Parameter, ParameterKind, Phase, Step, Template, Words } from '#shared/agenda/template.ts'
import { stepIdPattern, stepPathPattern } from '#shared/board/id.ts'
import { datePattern, timePattern } from './template-schema.ts'

export type StepsByActivity = Readonly<Record<string, ActivityStep | undefined>>

/** The references of a template whose form is right: ids, gaps, questions and inputs. */
export function ruleProblems(template: Template, activities: StepsByActivity): readonly TemplateProblem[] {
  const { title, about, ask, endFrom, phases } = template
  const noGaps = new Set<string>()
  const facts = { ask, asked: new Set(ask.map(({ id }) => id)), places: placesOf(template), activities }
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
    ...phases.flatMap((phase, index) => phaseProblems(phase, `phases/${index}`, facts)),
  ]
}

/** Worked out once for all steps: a template may have more than a thousand. */
interface TemplateFacts {
  readonly ask: readonly Parameter[]
  readonly asked: ReadonlySet<string>
  readonly places: ReadonlyMap<string, StepPlace>
  readonly activities: StepsByActivity
}

interface StepPlace {
  readonly index: number
  readonly step: Step
}

/** The place of each step in the agenda, by its path. The first of two with the same path counts. */
function placesOf({ phases }: Template): ReadonlyMap<string, StepPlace> {
  const places = new Map<string, StepPlace>()
  let index = 0
  for (const phase of phases) {
    for (const step of phase.steps) {
      const path = stepPath(phase, step)
      if (!places.has(path)) places.set(path, { index, step })
      index += 1
    }
  }
  return places
}

function phaseProblems(phase: Phase, path: string, facts: TemplateFacts): readonly TemplateProblem[] {
  const { asked } = facts
  return [
    ...(['title', 'purpose', 'notes'] as const).flatMap((name) =>
      gapProblems(phase[name], `${path}/${name}`, asked),
    ),
    ...sameIds(phase.steps, `${path}/steps`),
    ...phase.steps.flatMap((step, index) => {
      const at = `${path}/steps/${index}`
      return [...stepProblems(step, at, facts), ...inputProblems(step, stepPath(phase, step), at, facts)]
    }),
  ]
}

function stepProblems(
  step: Step,
  at: string,
  { ask, asked, activities }: TemplateFacts,
): readonly TemplateProblem[] {
  const activity = activities[step.activity]
  const isOnlyForAll = step.who === 'tables' && !canBeAtTables(activity, step)
  const parts = activity?.parts?.(step) ?? []
  const lists = Map.groupBy(parts, ({ path }) => path.slice(0, path.lastIndexOf('/')))
  return [
    ...step.prompt.flatMap((words, index) => gapProblems(words, `${at}/prompt/${index}`, asked)),
    ...(isOnlyForAll
      ? [{ path: `${at}/who`, code: 'not_at_tables' as const, details: { name: step.activity } }]
      : []),
    ...questionProblems(ask, { path: `${at}/secondsFrom`, id: step.secondsFrom, kind: 'minutes' }),
    ...dateProblems(step, at),
    ...(activity?.questions?.(step) ?? []).flatMap((question) =>
      questionProblems(ask, { ...question, path: `${at}/${question.path}` }),
    ),
    ...[...lists].flatMap(([list, members]) => sameIds(members, `${at}/${list}`)),
    ...parts.flatMap(({ path, words }) =>
      Object.entries(words).flatMap(([name, said]) => gapProblems(said, `${at}/${path}/${name}`, asked)),
    ),
  ]
}

function dateProblems(step: Step, at: string): readonly TemplateProblem[] {
  const { opens, closes } = datesOf(step)
  const isEarly = opens !== null && closes !== null && closes <= opens
  return isEarly ? [{ path: `${at}/closes`, code: 'closes_early' }] : []
}

/** An input comes from an earlier step that makes what is taken, and the activity can take it. */
function inputProblems(
  { input = [], activity }: Step,
  own: string,
  at: string,
  { places, activities }: TemplateFacts,
): readonly TemplateProblem[] {
  const ownIndex = places.get(own)?.index ?? -1
  return input.flatMap(({ from, take, field }, index): readonly TemplateProblem[] => {
    const path = `${at}/input/${index}`
    const source = places.get(from)
    if (!source) return [{ path: `${path}/from`, code: 'unknown_step', details: { name: from } }]
    if (source.index >= ownIndex)
      return [{ path: `${path}/from`, code: 'later_step', details: { name: from } }]
    if (activities[source.step.activity]?.makes !== take)
      return [{ path: `${path}/take`, code: 'not_made', details: { name: from, take } }]
    if (activities[activity]?.takes.includes(take) !== true)
      return [{ path: `${path}/take`, code: 'not_taken', details: { name: activity, take } }]
    const fields = activities[source.step.activity]?.parts?.(source.step) ?? []
    if (field !== undefined && !fields.some(({ id }) => id === field))
      return [{ path: `${path}/field`, code: 'unknown_field', details: { name: field } }]
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

/** What a schema says of a value; each keyword fills some of the parameters. */
interface FormError {
  readonly keyword: string
  readonly instancePath: string
  readonly schemaPath: string
  readonly params: {
    readonly requiredProperties?: readonly string[]
    readonly allowedValues?: readonly unknown[]
    readonly type?: string | readonly string[]
    readonly pattern?: string
    readonly limit?: number
  }
}

const patterns: Readonly<Record<string, TemplateProblemCode>> = {
  [stepIdPattern]: 'bad_id',
  [stepPathPattern]: 'bad_path',
  [timePattern]: 'bad_time',
  [datePattern]: 'bad_date',
}

const sizes: Readonly<Record<string, TemplateProblemCode>> = {
  maxLength: 'too_long',
  maxItems: 'too_many',
  minLength: 'empty',
  minItems: 'empty',
  minimum: 'too_small',
  maximum: 'too_large',
}

/** The rules of a schema that a value breaks. `at`: the place of the value in the template. */
export function formProblems(validator: Validator, value: unknown, at = ''): readonly TemplateProblem[] {
  const errors = validator.Errors(value) as readonly FormError[]
  return errors
    .flatMap((error) => problemsOf(error))
    .map((problem) => ({ ...problem, path: joined(at, problem.path) }))
}

function joined(...parts: readonly (string | number)[]): string {
  return parts.filter((part) => part !== '').join('/')
}

function problemsOf({ keyword, instancePath, schemaPath, params }: FormError): readonly TemplateProblem[] {
  const path = instancePath.slice(1)
  // The validator of the activity's settings says what is wrong with them.
  if (schemaPath.includes('/allOf/')) return []
  // Words with neither language are the only other `anyOf`; its alternatives say less.
  if (/\/anyOf\/\d+$/.test(schemaPath)) return []
  switch (keyword) {
    case 'required':
      return (params.requiredProperties ?? []).map((name) => ({ path: joined(path, name), code: 'missing' }))
    case 'type': {
      const [kind = 'object'] = [params.type ?? []].flat()
      return [{ path, code: 'wrong_kind', details: { kind } }]
    }
    case 'pattern':
      return [{ path, code: patterns[params.pattern ?? ''] ?? 'bad_id' }]
    case 'enum':
      return [{ path, code: 'not_among', details: { choices: (params.allowedValues ?? []).join(', ') } }]
    case 'anyOf':
      return [{ path, code: 'no_language' }]
    case 'const':
      return [{ path, code: 'not_template' }]
    case 'allOf':
      return []
    default: {
      const code = sizes[keyword]
      if (!code) throw new Error(`no sentence for the keyword ${keyword}`)
      return [{ path, code, details: { limit: params.limit ?? 0 } }]
    }
  }
}
