import { readdirSync, readFileSync } from 'node:fs'
import { answerLimits, completeAnswers } from '#shared/agenda/fill.ts'
import type { TemplateProblem } from '#shared/agenda/problems.ts'
import type { Answers, Template } from '#shared/agenda/template.ts'
import type { NewAgenda } from '#shared/board/new-board.ts'
import type { TemplateCheck } from './check-template.ts'

const folder = new URL('./built-in/', import.meta.url)

/** The order on the start page. Others follow. */
const first = ['brainstorm', 'purpose-day', 'operations']

/** The templates that come with the program. A unit test checks them. */
export function readBuiltIn(): readonly Template[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Template)
    .sort((a, b) => rank(a) - rank(b))
}

/** The template of the second workshop, which goes on from an adopted purpose. */
export function secondTemplate(): Template {
  return JSON.parse(readFileSync(new URL('operations.json', folder), 'utf8')) as Template
}

function rank({ id, phases }: Template): number {
  if (phases.length === 0) return first.length + 1
  const index = first.indexOf(id)
  return index < 0 ? first.length : index
}

type CheckedAgenda =
  | { readonly ok: true; readonly agenda: NewAgenda }
  | { readonly ok: false; readonly problems: readonly TemplateProblem[] }

/** Checks the agenda of a new board: its template, and an answer to each of its questions. */
export function checkNewAgenda(
  templates: TemplateCheck,
  wanted: { readonly template: unknown; readonly answers: unknown },
): CheckedAgenda {
  const checked = templates.check(wanted.template)
  if (!checked.ok) return checked
  const { template } = checked
  const { answers, missing, wrong } = completeAnswers(template.ask, answersIn(wanted.answers))
  const problems = [
    ...missing.map((id): TemplateProblem => ({ path: `answers/${id}`, code: 'missing_answer' })),
    ...wrong.map((id): TemplateProblem => ({
      path: `answers/${id}`,
      code: 'wrong_answer',
      details: { kind: template.ask.find((question) => question.id === id)?.kind ?? '' },
    })),
  ]
  return problems.length > 0 ? { ok: false, problems } : { ok: true, agenda: { template, answers } }
}

/** Everything that can be an answer; the rest counts as missing. */
function answersIn(value: unknown): Answers {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string | number] =>
        typeof entry[1] === 'number' ||
        (typeof entry[1] === 'string' && entry[1].length <= 2 * answerLimits.text),
    ),
  )
}
