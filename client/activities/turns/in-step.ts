import { computed, type ReadableAtom } from 'nanostores'
import {
  entryIn,
  readRound,
  roundIn,
  roundsIn,
  spokenIn,
  waitingIn,
  type TurnRound,
} from '#shared/activities/turns/turn-round.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { takesPart } from '#shared/workshop/role.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import type { Tint } from '#shared/board/note.ts'
import { translator } from '../../i18n/i18n.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { runningStep } from '../../panels/host/use-agenda.ts'
import { reportRefusal } from '../../panels/host/outcome.ts'
import type { StepFigures, StepPress } from '../../panels/host/scenes.ts'

export const en = {
  begin: 'Begin the round',
  beginTables: 'Begin at every table',
  call: 'Call {{name}}',
  next: 'Next: {{name}}',
  endTurn: 'End the last turn',
  haveSpoken: 'have spoken',
  spoken: '{{spoken}} of {{of}} have spoken',
  someone: 'someone',
}

export const fr = {
  begin: 'Commencer le tour',
  beginTables: 'Commencer à chaque table',
  call: 'Donner la parole à {{name}}',
  next: 'Au suivant : {{name}}',
  endTurn: 'Terminer le dernier tour',
  haveSpoken: 'ont parlé',
  spoken: 'Ont parlé : {{spoken}} sur {{of}}',
  someone: 'quelqu’un',
} satisfies typeof en

/** The sentences that load with the scene of the steps. */
export const turnsStepWords = wordsOf({ en, fr })

/** Participants who are here, as far as this screen knows. */
export function peopleHere({ presence, me, role }: BoardModel): readonly string[] {
  const others = presence.people.get().flatMap(({ participant, leads }) => (leads ? [] : [participant]))
  return [...new Set(takesPart({ role, participant: me.get() }) ? [me.get().id, ...others] : others)]
}

/** The name of a person, or that there is somebody. */
export function nameOf({ presence }: BoardModel, person: string): string {
  const found = presence.people.get().find(({ participant }) => participant === person)
  return found === undefined || found.name === '' ? turnsStepWords.t('someone') : found.name
}

/** The table in whose round this person is; null in that of everybody. Undefined: the round is at tables, and they sit at none. */
export function seatIn(model: BoardModel): ReadableAtom<number | null | undefined> {
  return computed([model.tables, model.me], () => seatNow(model))
}

function seatNow({ tables, ownTable }: BoardModel): number | null | undefined {
  return tables.get() === null ? null : (ownTable() ?? undefined)
}

/** The round of one table, or of everybody. The rounds of other tables do not change it. */
export function roundAt(model: BoardModel, path: StepPath, table: number | null): ReadableAtom<TurnRound> {
  const entry = computed(model.activity('turns'), (state) => entryIn(state, path, table))
  return computed(entry, readRound)
}

/** The round in which this person is; undefined in that of no table. */
export function ownRound(model: BoardModel, path: StepPath): ReadableAtom<TurnRound | undefined> {
  const entry = computed([model.activity('turns'), seatIn(model)], (state, seat) =>
    seat === undefined ? null : entryIn(state, path, seat),
  )
  return computed(entry, (stored) => (stored === null ? undefined : readRound(stored)))
}

/** The same, at this moment. */
export function ownRoundNow(model: BoardModel, path: StepPath): TurnRound | undefined {
  const seat = seatNow(model)
  return seat === undefined ? undefined : roundIn(model.activity('turns').get(), path, seat)
}

/** Before people go on, everybody who is here has the floor once. Tables lead their rounds themselves once these have begun. */
export function callNext(model: BoardModel): ReadableAtom<StepPress | null> {
  const state = model.activity('turns')
  const begin = (): StepPress => ({
    label: turnsStepWords.t('beginTables'),
    run: () => reportRefusal(model, model.run({ kind: 'turns.begin' })),
  })
  return computed([state, model.presence.people, model.agenda, model.tables, translator], () => {
    const path = runningStep(model)?.path
    if (path === undefined) return null
    const tables = model.tables.get()?.tables
    if (tables)
      return tables.some((_, index) => isDue(roundIn(state.get(), path, index + 1))) ? begin() : null
    const round = roundIn(state.get(), path)
    const { now, next, change } = round
    if (!now && waitingIn(round, peopleHere(model)).length === 0) return null
    const run = () => reportRefusal(model, model.run({ kind: 'turns.next', change }))
    if (next === null) return { label: turnsStepWords.t('endTurn'), run }
    return { label: turnsStepWords.t(now ? 'next' : 'call', { name: nameOf(model, next) }), run }
  })
}

/** Nobody has had the floor at this table, and somebody waits for it. */
function isDue({ now, next, spoken }: TurnRound): boolean {
  return now === null && next !== null && spoken.length === 0
}

/** "4 of 9 have spoken". */
export function spokenInStep(model: BoardModel, path: StepPath): ReadableAtom<StepFigures | null> {
  const state = model.activity('turns')
  return computed([state, model.presence.people, model.tables, translator], () => {
    const rounds = roundsIn(state.get(), path)
    const spoken = spokenIn(rounds)
    const speaking = [rounds.together, ...rounds.tables].flatMap(({ now }) => now?.person ?? [])
    const all = new Set([...peopleHere(model), ...spoken, ...speaking])
    if (all.size === 0) return null
    const text = turnsStepWords.t('spoken', { spoken: spoken.size, of: all.size })
    return { done: spoken.size, of: all.size, label: turnsStepWords.t('haveSpoken'), text }
  })
}

type Notes = BoardModel['scene']['notes']
type SceneNote = Notes extends ReadonlyMap<string, infer Note> ? Note : never

/** The colours of cards, and of words that people keep. */
export const turnTints = ['sand', 'mint'] as const satisfies readonly Tint[]

/** The newest card of a person in this step. */
export function cardOf(notes: Notes, placed: PlacedStep, person: string): SceneNote | undefined {
  const field = placed.step.activity === 'turns' ? placed.step.fields[0]?.id : undefined
  return notesOf(notes, placed, person, field).toSorted((a, b) => b.created - a.created)[0]
}

function notesOf(
  notes: Notes,
  { path }: PlacedStep,
  person: string,
  field: string | undefined,
): readonly SceneNote[] {
  return [...notes.values()].filter(
    (note) => note.author === person && note.step === path && note.field === field,
  )
}
