import { Compile, type Validator } from 'typebox/compile'
import { type Template, templateLimits } from '#shared/agenda/template.ts'
import type { TemplateProblem } from '#shared/agenda/problems.ts'
import { formProblems, ruleProblems, type StepsByActivity } from './rules.ts'
import { templateSchema, type SettingsByActivity } from './template-schema.ts'

export type CheckedTemplate =
  | { readonly ok: true; readonly template: Template }
  | { readonly ok: false; readonly problems: readonly TemplateProblem[] }

export interface TemplateActivities {
  /** How each activity is a step. */
  readonly steps: StepsByActivity
  readonly settings: SettingsByActivity
}

/** A person reads no more at once. Not measured. */
const maxProblems = 50

/** Checks templates: their form by the schema, then their references. Nothing is changed or left out. */
export class TemplateCheck {
  readonly schema
  readonly #steps: StepsByActivity
  readonly #settings: SettingsByActivity
  #whole: Validator | undefined
  readonly #ofActivity = new Map<string, Validator>()

  constructor({ steps, settings }: TemplateActivities, address = '/schemas/template-1.json') {
    const names = Object.keys(steps).filter((name) => steps[name] !== undefined)
    this.#steps = steps
    this.#settings = Object.fromEntries(names.map((name) => [name, settings[name]]))
    this.schema = templateSchema(this.#settings, address)
  }

  check(value: unknown): CheckedTemplate {
    const problems = this.#problemsOf(value)
    return problems.length === 0
      ? { ok: true, template: value as Template }
      : { ok: false, problems: problems.slice(0, maxProblems) }
  }

  #problemsOf(value: unknown): readonly TemplateProblem[] {
    const kind = kindProblem(value) ?? sizeProblem(value)
    if (kind) return [kind]
    // Compiled when it is first needed.
    this.#whole ??= Compile(this.schema)
    if (!this.#whole.Check(value)) return [...this.#formOf(this.#whole, value), ...this.#settingsOf(value)]
    return ruleProblems(value as Template, this.#steps)
  }

  #formOf(validator: Validator, value: unknown): readonly TemplateProblem[] {
    return formProblems(validator, value).map((problem) => {
      if (problem.code !== 'not_among' || !/^phases\/\d+\/steps\/\d+\/activity$/.test(problem.path))
        return problem
      const choices = Object.keys(this.#settings).toSorted().join(', ')
      return {
        ...problem,
        code: 'unknown_activity',
        details: { name: shown(at(value, problem.path)), choices },
      }
    })
  }

  /** The schema of the whole does not tell which of the settings are wrong. */
  #settingsOf(value: unknown): readonly TemplateProblem[] {
    return listIn(value, 'phases').flatMap((phase, phaseIndex) =>
      listIn(phase, 'steps').flatMap((step, index) => {
        const validator = this.#validatorOf(step)
        return validator ? formProblems(validator, step, `phases/${phaseIndex}/steps/${index}`) : []
      }),
    )
  }

  #validatorOf(step: unknown): Validator | undefined {
    const activity = at(step, 'activity')
    if (typeof activity !== 'string' || !Object.hasOwn(this.#settings, activity)) return undefined
    const schema = this.#settings[activity]
    if (!schema) return undefined
    const validator = this.#ofActivity.get(activity) ?? Compile(schema)
    this.#ofActivity.set(activity, validator)
    return validator
  }
}

/** Something else than a template, or one of a later version. */
function kindProblem(value: unknown): TemplateProblem | undefined {
  if (at(value, 'format') !== 'boussole-template') return { path: '', code: 'not_template' }
  const version = at(value, 'version')
  if (version === 1) return fieldProblem(value)
  const isNewer = typeof version === 'number' && version > 1
  return { path: 'version', code: isNewer ? 'newer' : 'not_template' }
}

/** Yjs refuses to write an object with such a field, and the board would close for everybody. */
function fieldProblem(value: unknown): TemplateProblem | undefined {
  const name = 'constructor'
  return at(value, name) === undefined ? undefined : { path: name, code: 'bad_field', details: { name } }
}

function sizeProblem(value: unknown): TemplateProblem | undefined {
  const { bytes, depth } = templateLimits
  if (isDeeper(value, depth)) return { path: '', code: 'too_deep', details: { limit: depth } }
  return Buffer.byteLength(JSON.stringify(value)) > bytes
    ? { path: '', code: 'too_big', details: { limit: bytes } }
    : undefined
}

/** Without recursion: the value may be nested deeper than the stack. */
function isDeeper(value: unknown, limit: number): boolean {
  let level: readonly unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true
    level = level.flatMap((inner) => (typeof inner === 'object' && inner ? Object.values(inner) : []))
  }
  return false
}

function at(value: unknown, path: string): unknown {
  return path.split('/').reduce<unknown>((inner, key) => {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, key)) return undefined
    return (inner as Readonly<Record<string, unknown>>)[key]
  }, value)
}

function listIn(value: unknown, name: string): readonly unknown[] {
  const list = at(value, name)
  return Array.isArray(list) ? list : []
}

function shown(value: unknown): string {
  // Not every object of a file has a text of its own.
  return (typeof value === 'string' ? value : ((JSON.stringify(value) as string | undefined) ?? '')).slice(
    0,
    40,
  )
}
