import type { Answers, Parameter, ParameterKind } from './template.ts'

export const answerLimits = { text: 300, minutes: 24 * 60, count: 1000 } as const

/** An hour of the day, as `17:00`. */
const timeForm = /^([01]\d|2[0-3]):[0-5]\d$/

const isRight: Readonly<Record<ParameterKind, (answer: unknown) => boolean>> = {
  text: (answer) => typeof answer === 'string' && answer.length <= answerLimits.text,
  minutes: (answer) => isCount(answer, answerLimits.minutes),
  count: (answer) => isCount(answer, answerLimits.count),
  time: (answer) => typeof answer === 'string' && timeForm.test(answer),
}

/** True when this value can answer the question. */
export function isAnswer({ kind }: Pick<Parameter, 'kind'>, value: unknown): value is string | number {
  return isRight[kind](value)
}

/**
 * Answers to all questions: what was given, then the default, then an empty text for what is optional.
 * Lists the questions that still lack an answer, and those whose answer is wrong.
 */
export function completeAnswers(
  ask: readonly Parameter[],
  given: Answers,
): { readonly answers: Answers; readonly missing: readonly string[]; readonly wrong: readonly string[] } {
  const answers: Record<string, string | number> = {}
  const missing: string[] = []
  const wrong: string[] = []
  for (const parameter of ask) {
    const own = Object.hasOwn(given, parameter.id) ? given[parameter.id] : undefined
    const value = isGiven(own) ? own : parameter.default
    if (isGiven(value)) {
      if (isAnswer(parameter, value)) answers[parameter.id] = value
      else wrong.push(parameter.id)
    } else if (parameter.isOptional) answers[parameter.id] = ''
    else missing.push(parameter.id)
  }
  return { answers, missing, wrong }
}

function isGiven(value: string | number | undefined): value is string | number {
  return value !== undefined && (typeof value === 'number' || value.trim() !== '')
}

function isCount(value: unknown, max: number): boolean {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= max
}
