import { AgendaState } from '#shared/agenda/agenda.ts'
import { findStep, type PlacedStep } from '#shared/agenda/steps.ts'
import { nanoid } from 'nanoid'
import type { StepPath } from '#shared/agenda/template.ts'
import { Audience } from '#shared/workshop/audience.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'

/** A simulated person of a rehearsal. It has the same model as a person's page, so it can do no more than a person. */
export interface GhostSelf {
  readonly model: BoardModel
  /** 0 up to 1. */
  readonly random: () => number
  /** A sentence for a note, in the language of the board. Seldom the same twice. */
  readonly sentence: () => string
}

/** Does one thing that a person would do in this activity. False when nothing is left to do. */
export type Ghost = (self: GhostSelf) => boolean

/** The step that runs; undefined without an agenda, before its start and after its end. */
export function stepNow({ agenda }: Pick<BoardModel, 'agenda'>): PlacedStep | undefined {
  const current = agenda.get()
  if (current?.now.state !== AgendaState.running) return undefined
  return findStep(current.template, current.now.step)
}

/** Notes that a ghost has added to shared steps: they name nobody, so only it knows them. */
const added = new WeakMap<BoardModel, Map<StepPath, number>>()

/** Notes of a ghost that the server has not answered for. */
const coming = new WeakMap<BoardModel, number>()

/** A note of this ghost is not on its board yet. */
export function hasNotesComing(model: BoardModel): boolean {
  return (coming.get(model) ?? 0) > 0
}

/** Number of the notes that this ghost has added to a shared step. */
export function ghostNotes(model: BoardModel, step: StepPath): number {
  return added.get(model)?.get(step) ?? 0
}

/** Adds an unsigned note to a field of a shared step. */
export function addGhostNote(
  model: BoardModel,
  note: Omit<Extract<Parameters<BoardModel['run']>[0], { kind: 'note.add' }>, 'kind' | 'audience' | 'secret'>,
): boolean {
  const counts = added.get(model) ?? new Map<StepPath, number>()
  added.set(model, counts.set(note.step, ghostNotes(model, note.step) + 1))
  const count = (change: 1 | -1) => coming.set(model, (coming.get(model) ?? 0) + change)
  const add = async () => {
    count(1)
    await model.run({ kind: 'note.add', audience: Audience.open, secret: nanoid(), ...note })
    count(-1)
  }
  void add()
  return true
}

export function pick<Item>(items: readonly Item[], random: () => number): Item | undefined {
  return items[Math.floor(random() * items.length)]
}

/** The people of a rehearsal, with those who lead it. More ghosts at once would undo what others have just done. */
export const mostInRehearsal = 40

/** True with more people than a rehearsal has. In a crowd nobody writes about everything. */
export function isInCrowd({ presence }: Pick<BoardModel, 'presence'>): boolean {
  return presence.count.get() > mostInRehearsal
}

/** The step in which a ghost acts on what belongs to everybody, and its acts there. */
const acts = new WeakMap<BoardModel, { readonly move: number; readonly count: number }>()

/** Counts an act on what belongs to everybody. False when the ghost has done its part: in a crowd one act, else so many. */
export function mayActAgain(model: BoardModel, most = Infinity): boolean {
  const move = model.agenda.get()?.now.move ?? 0
  const before = acts.get(model)
  const count = before?.move === move ? before.count : 0
  acts.set(model, { move, count: count + 1 })
  return count < (isInCrowd(model) ? 1 : most)
}
