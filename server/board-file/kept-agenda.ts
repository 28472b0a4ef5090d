import { Type, type Static } from 'typebox'
import {
  AgendaState,
  despiteLimit,
  LogKind,
  type Agenda,
  type AgendaNow,
  type LogEntry,
  type StepFigures,
} from '#shared/agenda/agenda.ts'
import { answerLimits } from '#shared/agenda/fill.ts'
import { type Answers, type Template, templateLimits } from '#shared/agenda/template.ts'
import { idPattern, stepPathPattern } from '#shared/board/id.ts'

/**
 * The agenda in a board file: as it is now and as it was lived, without the ids of those who led. The clock is left out: a
 * step that runs begins its time anew on the board that the file becomes.
 */
export interface KeptAgenda {
  readonly template: Template
  readonly answers: Answers
  readonly edition: number
  readonly now: Omit<AgendaNow, 'command'>
  /** Oldest first. */
  readonly log: readonly KeptLogEntry[]
}

export type KeptLogEntry = Omit<LogEntry, 'by'>

/** Not measured: a day of changes of the clock, one each second. */
const logLimit = 100_000
const operationsLimit = 200
const answerLimit = Math.max(answerLimits.minutes, answerLimits.count)

const Time = Type.Number({ minimum: 0, maximum: 8.64e15 })
const Path = Type.Union([Type.String({ pattern: stepPathPattern }), Type.Null()])
const Operations = Type.Array(Type.String({ maxLength: 64 }), { maxItems: operationsLimit })
const Count = Type.Integer({ minimum: 0, maximum: 1_000_000 })

/** The template is checked by its own schema: see /schemas/template-1.json. */
export const KeptAgendaSchema = Type.Object({
  template: Type.Unsafe<Template>({ type: 'object', description: 'See /schemas/template-1.json' }),
  answers: Type.Record(
    Type.String({ maxLength: 40 }),
    Type.Union([
      Type.String({ maxLength: templateLimits.words }),
      Type.Integer({ minimum: 0, maximum: answerLimit }),
    ]),
  ),
  edition: Type.Integer({ minimum: 0 }),
  now: Type.Object({
    state: Type.Enum(AgendaState),
    move: Type.Integer({ minimum: 0 }),
    step: Path,
    since: Time,
    allows: Type.Union([Operations, Type.Null()]),
    opened: Operations,
  }),
  log: Type.Array(
    Type.Object({
      kind: Type.Enum(LogKind),
      at: Time,
      from: Path,
      to: Path,
      move: Type.Integer({ minimum: 0 }),
      seconds: Type.Optional(Type.Integer()),
      wrote: Type.Optional(Type.Object({ done: Count, of: Count })),
      adoption: Type.Optional(Type.String({ pattern: idPattern })),
      despite: Type.Optional(Type.String({ maxLength: despiteLimit })),
    }),
    { maxItems: logLimit },
  ),
})

export function keptAgenda({ template, answers, edition, now, log }: Agenda): KeptAgenda {
  const { state, move, step, since, allows, opened } = now
  return {
    template,
    answers,
    edition,
    now: { state, move, step, since, allows: allows && [...allows], opened: [...opened] },
    log: log.map(keptEntry),
  }
}

/** The form of a file: lists that may be changed. */
export function agendaInFile({ log, now, ...agenda }: KeptAgenda): Static<typeof KeptAgendaSchema> {
  const { allows, opened } = now
  return {
    ...agenda,
    answers: { ...agenda.answers },
    now: { ...now, allows: allows && [...allows], opened: [...opened] },
    log: log.map(keptEntry),
  }
}

function keptEntry({ kind, at, from, to, move, seconds, wrote, adoption, despite }: KeptLogEntry) {
  return {
    kind,
    at,
    from,
    to,
    move,
    ...(seconds !== undefined && { seconds }),
    ...(wrote !== undefined && { wrote: figuresOf(wrote) }),
    ...(adoption !== undefined && { adoption }),
    ...(despite !== undefined && { despite }),
  }
}

function figuresOf({ done, of }: StepFigures) {
  return { done, of }
}
