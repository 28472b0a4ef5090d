import { may } from '#shared/activities/policy.ts'
import { TurnsOperation } from '#shared/activities/turns/activity.ts'
import {
  shownPhotosIn,
  shownPhotosKey,
  turnStepsIn,
  turnStepsKey,
} from '#shared/activities/turns/turn-round.ts'
import {
  turnsRefusals,
  BeginTurnsSchema,
  MoreTimeSchema,
  NextTurnSchema,
  ShowPhotoSchema,
  SkipTurnSchema,
} from '#shared/activities/turns/commands.ts'
import { defineActivity, defineCommand } from '../../commands/define-activity.ts'
import type { CommandContext, CommandOutcome } from '../../contracts/activity.ts'
import { TurnsBoard, type TurnChange } from './turns-board.ts'
import { Type } from 'typebox'
import { FieldSchema } from '../../templates/template-schema.ts'
import { filledWords, wordsIn } from '#shared/agenda/fill.ts'
import type { Words } from '#shared/agenda/template.ts'
import type { ActivityAccount, StepResult } from '../../board-file/account.ts'
import { printableLine } from '#shared/text/printable.ts'
import { wordsOf } from '../../report/words.ts'

/** One press begins the round of every table. */
const beginTurns = defineCommand({
  schema: BeginTurnsSchema,
  operation: TurnsOperation.lead,
  growth: 'content',
  run: async ({ state }: CommandContext<TurnsBoard>) =>
    (await state.beginAtTables()) ? undefined : 'turn_passed',
})

/** Facilitators lead every round, and people that of their own table. Elsewhere a person ends or puts off their own turn. */
const press =
  (kind: TurnChange) =>
  async (
    { state, session }: CommandContext<TurnsBoard>,
    { change, table }: { readonly change: number; readonly table?: number },
  ): Promise<CommandOutcome> => {
    const round = state.roundFor(session, table)
    if (round === undefined) return 'no_table'
    const leads = may(session.role, TurnsOperation.lead) || round !== null
    if (!leads && (kind === 'more' || !state.isTurnOf(session.participant.id))) return 'not_your_turn'
    return (await state.make(kind, change, round)) ? undefined : 'turn_passed'
  }

/** The next person is called, or the person whose turn it is has finished. */
const nextTurn = defineCommand({
  schema: NextTurnSchema,
  operation: TurnsOperation.finish,
  growth: 1,
  run: press('next'),
})

const skipTurn = defineCommand({
  schema: SkipTurnSchema,
  operation: TurnsOperation.finish,
  growth: 1,
  run: press('skip'),
})

const moreTime = defineCommand({
  schema: MoreTimeSchema,
  operation: TurnsOperation.leadTable,
  growth: 1,
  run: press('more'),
})

const showPhoto = defineCommand({
  schema: ShowPhotoSchema,
  operation: TurnsOperation.showPhoto,
  growth: 1,
  run: async ({ state, session }: CommandContext<TurnsBoard>, { note, isInReport }) =>
    state.showPhoto(note, session.participant.id, isInReport),
})

/** The objects that people brought, and the words that they keep. */
interface TurnsResult extends StepResult {
  readonly kind: 'turns'
  readonly fields: readonly {
    readonly id: string
    readonly title: Words
    readonly notes: readonly string[]
  }[]
}

const turnsAccount: ActivityAccount<TurnsResult> = {
  result: ({ step, notes, answers }) => {
    if (step.activity !== 'turns' || notes.length === 0) return undefined
    const [, kept] = step.fields
    const fields = step.fields.map(({ id, title }) => ({
      id,
      title: filledWords(title, answers),
      // A note of neither field is a card: it was made on the board while people spoke.
      notes: notes.filter((note) => (note.field === kept?.id) === (id === kept?.id)).map((note) => note.id),
    }))
    return { kind: 'turns', listed: notes.map(({ id }) => id), fields }
  },
  blocks: ({ fields }, { notes: all }, { language }) =>
    fields.map(({ title, notes: ids }) => {
      const listed = new Set(ids)
      const notes = all.filter(({ id }) => listed.has(id))
      const heading = printableLine(wordsIn(title, language).text)
      return {
        kind: 'notes',
        heading,
        facts: [wordsOf(language).notes(notes.length)],
        notes: notes.map(({ id }) => id),
      }
    }),
}

/** Seconds of a turn: from long enough for a sentence to half an hour. Not measured. */
const bounds = { minimum: 10, maximum: 1_800 }

/** The settings of a round of turns in a template. */
const TurnsSettings = Type.Object({
  each: Type.Integer(bounds),
  fields: Type.Array(FieldSchema, { minItems: 2, maxItems: 2 }),
})

export const turns = defineActivity({
  commands: [beginTurns, nextTurn, skipTurn, moreTime, showPhoto],
  refusals: turnsRefusals,
  open: async (board, tools) => new TurnsBoard(board, tools),
  account: turnsAccount,
  // The rounds name people.
  kept: (state) => {
    const ids = shownPhotosIn(state)
    const steps = turnStepsIn(state)
    if (ids.length + steps.size === 0) return undefined
    return { whole: { [shownPhotosKey]: [...ids], [turnStepsKey]: [...steps].sort() } }
  },
  settings: TurnsSettings,
})
