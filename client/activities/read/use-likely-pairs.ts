import { useCallback } from 'react'
import type { Step } from '#shared/agenda/template.ts'
import { isParked } from '#shared/board/parking-lot.ts'
import type { LikelyPair } from '#shared/sorting/duplicates.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { Note } from '#shared/board/note.ts'
import { useSorted, useSortingThread } from '../../sorting/use-sorted.ts'

const none: readonly LikelyPair[] = []

/** The pairs of notes that may say the same thing, among those that are read in this step. */
export function useLikelyPairs(model: BoardModel, step: Step): readonly LikelyPair[] {
  const read = useCallback(() => {
    // A merged note would take its dots away.
    const options = new Set(model.voting.open.get()?.options)
    const notes = [...model.scene.notes.values()].filter((note) => !options.has(note.id) && !isParked(note))
    const { language } = model.meta.get()
    return { language, notes: notesReadIn(step, notes).map(({ id, text }) => ({ id, text })) }
  }, [model, step])
  return useSorted(useSortingThread(), model, 'pairs', read) ?? none
}

/** Those that were written, or lie, in the phases that the step takes from; without any of these, all notes. */
export function notesReadIn<Read extends Pick<Note, 'step' | 'area'>>(
  { input = [] }: Pick<Step, 'input'>,
  notes: readonly Read[],
): readonly Read[] {
  const phases = input.map(({ from }) => `${from.split('/')[0] ?? ''}/`)
  const taken = notes.filter(({ step, area }) =>
    phases.some((phase) => step?.startsWith(phase) === true || area?.startsWith(phase) === true),
  )
  return taken.length > 0 ? taken : notes
}
