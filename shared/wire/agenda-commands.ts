import { Type, type Static } from 'typebox'
import { despiteLimit, stepSecondsLimit } from '../agenda/agenda.ts'
import { templateLimits } from '../agenda/template.ts'
import { idPattern } from '../board/id.ts'
import { tablesLimit } from '../workshop/tables.ts'

/** For the server. The client imports types alone, so that no validator reaches the browser. */
const move = Type.Integer({ minimum: 0 })
const path = Type.String({ maxLength: 90 })
/** The server checks it with `checkTemplate`. */
const template = Type.Unknown()
const answers = Type.Record(
  Type.String({ maxLength: 40 }),
  Type.Union([Type.String({ maxLength: 2_000 }), Type.Number()]),
  { maxProperties: 40 },
)

/** Gives the board an agenda, also in place of one that has not begun. */
export const TakeAgendaSchema = Type.Object({ kind: Type.Literal('agenda.take'), template, answers })

/** Takes the agenda off the board. What it made stays. */
export const LeaveAgendaSchema = Type.Object({ kind: Type.Literal('agenda.leave') })

/**
 * Leads everybody to a step (`phase/step`), or to the `end`. `from` is the number of the move that this one follows:
 * two facilitators who press at once lead on once. `despite`: why they go on although no purpose was adopted.
 */
export const MoveSchema = Type.Object({
  kind: Type.Literal('agenda.move'),
  from: move,
  to: path,
  despite: Type.Optional(Type.String({ minLength: 1, maxLength: despiteLimit })),
})

/** Takes back the last move, soon after it. What a reveal has shown stays shown. */
export const UndoMoveSchema = Type.Object({ kind: Type.Literal('agenda.undo'), from: move })

/** More time for the running step, or less. */
export const ChangeTimeSchema = Type.Object({
  kind: Type.Literal('agenda.time'),
  from: move,
  seconds: Type.Integer({ minimum: -stepSecondsLimit, maximum: stepSecondsLimit }),
})

export const PauseSchema = Type.Object({ kind: Type.Literal('agenda.pause'), from: move })
export const ResumeSchema = Type.Object({ kind: Type.Literal('agenda.resume'), from: move })

/** Opens operations that the running step closes, or closes them again. */
export const OpenInStepSchema = Type.Object({
  kind: Type.Literal('agenda.open'),
  from: move,
  operations: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 60 }),
})

/** The number of people who should come, for figures and hints. Null: nobody says. */
export const ExpectPeopleSchema = Type.Object({
  kind: Type.Literal('agenda.expect'),
  people: Type.Union([Type.Integer({ minimum: 1, maximum: templateLimits.people }), Type.Null()]),
})

/** Replaces the template. `edition`: the one that was edited. */
export const EditAgendaSchema = Type.Object({
  kind: Type.Literal('agenda.edit'),
  edition: Type.Integer({ minimum: 1 }),
  template,
  answers,
})

/** This person is done with the running step, or not yet after all. */
export const FinishStepSchema = Type.Object({
  kind: Type.Literal('agenda.done'),
  from: move,
  isDone: Type.Boolean(),
})

/** This person has unsent words in the running step, or none any more. */
export const BeginWordsSchema = Type.Object({
  kind: Type.Literal('agenda.begun'),
  from: move,
  isBegun: Type.Boolean(),
})

/** Draws the tables of the running step again, of the people who are here. */
export const DrawTablesSchema = Type.Object({ kind: Type.Literal('tables.draw'), from: move })

/** Facilitators name the table. Everybody else speaks for their own. */
const table = Type.Optional(Type.Integer({ minimum: 1, maximum: tablesLimit }))

/** A table asks for help, or needs none any more. */
export const AskForHelpSchema = Type.Object({
  kind: Type.Literal('table.help'),
  from: move,
  asks: Type.Boolean(),
  table,
})

/** More time for one table, or less: from then on it has a clock of its own. */
export const ChangeTableTimeSchema = Type.Object({
  kind: Type.Literal('table.time'),
  from: move,
  seconds: Type.Integer({ minimum: -stepSecondsLimit, maximum: stepSecondsLimit }),
  table,
})

export const PauseTableSchema = Type.Object({
  kind: Type.Literal('table.pause'),
  from: move,
  isPaused: Type.Boolean(),
  table,
})

/** A table hands a note or a group up to the later steps, or takes it back. */
export const HandUpSchema = Type.Object({
  kind: Type.Literal('table.hand'),
  from: move,
  id: Type.String({ pattern: idPattern }),
  isHanded: Type.Boolean(),
  table,
})

/** Commands about the agenda. Every board takes them. */
export type AgendaCommand =
  | Static<typeof TakeAgendaSchema>
  | Static<typeof LeaveAgendaSchema>
  | Static<typeof MoveSchema>
  | Static<typeof UndoMoveSchema>
  | Static<typeof ChangeTimeSchema>
  | Static<typeof PauseSchema>
  | Static<typeof ResumeSchema>
  | Static<typeof OpenInStepSchema>
  | Static<typeof ExpectPeopleSchema>
  | Static<typeof EditAgendaSchema>
  | Static<typeof FinishStepSchema>
  | Static<typeof BeginWordsSchema>
  | Static<typeof DrawTablesSchema>
  | Static<typeof AskForHelpSchema>
  | Static<typeof ChangeTableTimeSchema>
  | Static<typeof PauseTableSchema>
  | Static<typeof HandUpSchema>
