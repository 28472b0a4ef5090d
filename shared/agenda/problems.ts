/**
 * The mistakes that a template can have. The interface has a sentence of its own for each; these are for
 * programs that read the answer of the server. `{limit}` and others stand for `details` of the problem.
 */
export const templateProblems = {
  missing: 'This is missing.',
  wrong_kind: 'This must be {kind}.',
  empty: 'This is empty.',
  too_long: 'This has more than {limit} letters.',
  too_many: 'This has more than {limit} entries.',
  too_small: 'This must be at least {limit}.',
  too_large: 'This must be at most {limit}.',
  not_among: 'This must be one of: {choices}.',
  no_language: 'This needs words in English (en) or French (fr).',
  bad_id: 'An id has 1 to 40 small letters a to z, digits and hyphens.',
  bad_field: 'A template has no field “{name}”.',
  bad_path: 'A step is named by its phase and its own id, as in write/ideas.',
  bad_time: 'A time of day is written as 17:30.',
  bad_date: 'A date is written as 2026-03-31T09:00:00Z.',
  closes_early: 'This date must come after the one on which the step opens.',
  not_template: 'This is no template of Boussole: its format must be boussole-template.',
  newer: 'A newer version of Boussole wrote this template; update this server first.',
  not_json: 'This file is no JSON.',
  too_big: 'A template has at most {limit} bytes.',
  too_deep: 'Lists and objects are nested more than {limit} deep.',
  unknown_activity: 'This server has no activity “{name}”. It has: {choices}.',
  same_id: 'The id “{name}” is there twice.',
  unknown_gap: 'No question of the template is called “{name}”, so this gap cannot be filled.',
  unknown_question: 'No question of the template is called “{name}”.',
  other_question: 'The question “{name}” must be of the kind {kind}.',
  bad_default: 'This is no answer to a question of the kind {kind}.',
  unknown_step: 'There is no step “{name}”.',
  unknown_field: 'The earlier step has no field “{name}”.',
  later_step: 'The step “{name}” is not earlier than this one.',
  not_made: 'The step “{name}” does not make {take}.',
  not_taken: 'The activity {name} cannot take {take}.',
  not_at_tables: 'The activity {name} is for everybody at once, not for tables.',
  missing_answer: 'This question needs an answer.',
  wrong_answer: 'This is no answer to a question of the kind {kind}.',
} as const
export type TemplateProblemCode = keyof typeof templateProblems

export interface TemplateProblem {
  /** Where: `phases/0/steps/1/prompt/0/fr`. Empty: the whole. */
  readonly path: string
  readonly code: TemplateProblemCode
  readonly details?: Readonly<Record<string, string | number>>
}

/** Details that are words of the program, in English. */
export const problemKinds = {
  string: 'a text',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  text: 'text',
  minutes: 'minutes',
  count: 'count',
  time: 'time',
  notes: 'notes',
  clusters: 'groups',
  shortlist: 'a shortlist',
  statements: 'statements',
} as const
export type ProblemKind = keyof typeof problemKinds

export function isProblemKind(detail: string | number): detail is ProblemKind {
  return Object.hasOwn(problemKinds, detail)
}

/** The problem in one English sentence. */
export function problemSentence({ code, details = {} }: TemplateProblem): string {
  return templateProblems[code].replaceAll(/\{(\w+)\}/gu, (_, name: string) => {
    const detail = details[name] ?? '…'
    return name !== 'name' && isProblemKind(detail) ? problemKinds[detail] : String(detail)
  })
}
