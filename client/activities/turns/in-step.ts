import { computed, type ReadableAtom } from 'nanostores'
import { roundIn, waitingIn, type TurnRound } from '#shared/activities/turns/turn-round.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { Role } from '#shared/workshop/role.ts'
import { translator } from '../../i18n/i18n.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { runningStep } from '../../panels/host/use-agenda.ts'
import { reportRefusal } from '../../panels/host/outcome.ts'
import type { StepFigures, StepPress } from '../../panels/host/scenes.ts'
import { turnsStepWords } from './step-words.ts'

/** Participants who are here, as far as this screen knows. */
export function peopleHere({ presence, me, role }: BoardModel): readonly string[] {
  const others = presence.people.get().flatMap(({ participant, leads }) => (leads ? [] : [participant]))
  return [...new Set(role === Role.participant ? [me.get().id, ...others] : others)]
}

/** The name of a person, or that there is somebody. */
export function nameOf({ presence }: BoardModel, person: string): string {
  const found = presence.people.get().find(({ participant }) => participant === person)
  return found === undefined || found.name === '' ? turnsStepWords.t('someone') : found.name
}

export function roundOf(model: BoardModel, path: StepPath): ReadableAtom<TurnRound> {
  return computed(model.activity('turns'), (state) => roundIn(state, path))
}

/** Before people go on, everybody who is here has the floor once. */
export function callNext(model: BoardModel): ReadableAtom<StepPress | null> {
  const state = model.activity('turns')
  return computed([state, model.presence.people, model.agenda, translator], () => {
    const path = runningStep(model)?.path
    if (path === undefined) return null
    const round = roundIn(state.get(), path)
    const { now, next, change } = round
    if (!now && waitingIn(round, peopleHere(model)).length === 0) return null
    const run = () => reportRefusal(model, model.run({ kind: 'turns.next', change }))
    if (next === null) return { label: turnsStepWords.t('endTurn'), run }
    return { label: turnsStepWords.t(now ? 'next' : 'call', { name: nameOf(model, next) }), run }
  })
}

/** "4 of 9 have spoken". */
export function spokenInStep(model: BoardModel, path: StepPath): ReadableAtom<StepFigures | null> {
  const state = model.activity('turns')
  return computed([state, model.presence.people, translator], () => {
    const { now, spoken } = roundIn(state.get(), path)
    const all = new Set([...peopleHere(model), ...spoken, ...(now ? [now.person] : [])])
    if (all.size === 0) return null
    const text = turnsStepWords.t('spoken', { spoken: spoken.length, of: all.size })
    return { done: spoken.length, of: all.size, text }
  })
}
