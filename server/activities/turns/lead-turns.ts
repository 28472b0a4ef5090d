import {
  BeginTurnsSchema,
  MoreTimeSchema,
  NextTurnSchema,
  ShowPhotoSchema,
  SkipTurnSchema,
} from '#shared/activities/turns/commands.ts'
import { may } from '#shared/activities/policy.ts'
import { TurnsOperation } from '#shared/activities/turns/activity.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext, CommandOutcome } from '../../contracts/command.ts'
import type { TurnChange, TurnsBoard } from './turns-board.ts'

/** One press begins the round of every table. */
export const beginTurns = defineCommand({
  kind: 'turns.begin',
  schema: BeginTurnsSchema,
  operation: TurnsOperation.lead,
  growth: 'content',
  run: async ({ state }: CommandContext<TurnsBoard>) =>
    (await state.beginAtTables()) ? undefined : 'turn_passed',
})

/** Facilitators lead every round, and people that of their own table. Elsewhere a person ends their own turn. */
const press =
  (kind: TurnChange) =>
  async (
    { state, session }: CommandContext<TurnsBoard>,
    { change, table }: { readonly change: number; readonly table?: number },
  ): Promise<CommandOutcome> => {
    const round = state.roundFor(session, table)
    if (round === undefined) return 'no_table'
    const leads = may(session.role, TurnsOperation.lead) || round !== null
    if (!leads && !(kind === 'next' && state.isTurnOf(session.participant.id))) return 'not_your_turn'
    return (await state.make(kind, change, round)) ? undefined : 'turn_passed'
  }

/** The next person is called, or the person whose turn it is has finished. */
export const nextTurn = defineCommand({
  kind: 'turns.next',
  schema: NextTurnSchema,
  operation: TurnsOperation.finish,
  growth: 1,
  run: press('next'),
})

export const skipTurn = defineCommand({
  kind: 'turns.skip',
  schema: SkipTurnSchema,
  operation: TurnsOperation.leadTable,
  growth: 1,
  run: press('skip'),
})

export const moreTime = defineCommand({
  kind: 'turns.more',
  schema: MoreTimeSchema,
  operation: TurnsOperation.leadTable,
  growth: 1,
  run: press('more'),
})

export const showPhoto = defineCommand({
  kind: 'turns.photo',
  schema: ShowPhotoSchema,
  operation: TurnsOperation.showPhoto,
  growth: 1,
  run: async ({ state, session }: CommandContext<TurnsBoard>, { note, isInReport }) =>
    state.showPhoto(note, session.participant.id, isInReport),
})
