import {
  MoreTimeSchema,
  NextTurnSchema,
  ShowPhotoSchema,
  SkipTurnSchema,
} from '#shared/activities/turns/commands.ts'
import { may } from '#shared/activities/policy.ts'
import { TurnsOperation } from '#shared/activities/turns/rights.ts'
import { defineCommand, refuse } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import type { TurnsBoard } from './turns-board.ts'

/** A facilitator calls the next person, or the person whose turn it is has finished. */
export const nextTurn = defineCommand({
  kind: 'turns.next',
  schema: NextTurnSchema,
  operation: TurnsOperation.finish,
  growth: 1,
  run: async ({ state, session }: CommandContext<TurnsBoard>, { change }) => {
    const { role, participant } = session
    if (!may(role, TurnsOperation.lead) && !state.isTurnOf(participant.id)) return refuse('not_your_turn')
    return (await state.make('next', change)) ? undefined : refuse('turn_passed')
  },
})

export const skipTurn = defineCommand({
  kind: 'turns.skip',
  schema: SkipTurnSchema,
  operation: TurnsOperation.lead,
  growth: 1,
  run: async ({ state }: CommandContext<TurnsBoard>, { change }) =>
    (await state.make('skip', change)) ? undefined : refuse('turn_passed'),
})

export const moreTime = defineCommand({
  kind: 'turns.more',
  schema: MoreTimeSchema,
  operation: TurnsOperation.lead,
  growth: 1,
  run: async ({ state }: CommandContext<TurnsBoard>, { change }) =>
    (await state.make('more', change)) ? undefined : refuse('turn_passed'),
})

export const showPhoto = defineCommand({
  kind: 'turns.photo',
  schema: ShowPhotoSchema,
  operation: TurnsOperation.showPhoto,
  growth: 1,
  run: async ({ state, session }: CommandContext<TurnsBoard>, { note, isInReport }) =>
    (await state.showPhoto(note, session.participant.id, isInReport)) ? undefined : refuse('not_your_note'),
})
