import type { Validator } from 'typebox/compile'
import type { TemplateProblem, TemplateProblemCode } from '#shared/agenda/problems.ts'
import { stepIdPattern, stepPathPattern } from '#shared/board/id.ts'
import { datePattern, timePattern } from './template-schema.ts'

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

export function joined(...parts: readonly (string | number)[]): string {
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
