import type { Input, StepPath, Field } from '#shared/agenda/template.ts'
import { areasOf, type Area, placeAreas } from '#shared/board/area.ts'
import { notesOf, placeNote, type Note } from '#shared/board/note.ts'
import { slotsIn } from '#shared/geometry/area-slots.ts'
import { filledWords } from '#shared/agenda/fill.ts'
import type { RunningStep } from '../contracts/activity.ts'
import type { LiveBoard } from '../contracts/live-board.ts'
import { areaContentOf, rectAtMost } from '../documents/new-note-spots.ts'

/**
 * Moves the notes of one field of an earlier step to the notes that this step works on. They keep their authors and what
 * they grew from. A note that somebody has taken out of that field, or put into a group, stays where it is.
 */
export async function pourNotes(
  board: LiveBoard,
  { step: { input = [] } }: Pick<RunningStep, 'step'>,
): Promise<void> {
  const fields = input.filter(({ show, field }) => show === 'pour' && field !== undefined)
  const work = input.find(({ show, field }) => show === 'pour' && field === undefined)
  if (!work || fields.length === 0) return
  await board.write((doc) => {
    const notes = notesOf(doc)
    const target = firstAreaOf(areasOf(doc), work.from)
    const poured = notes.filter((note) => fields.some((field) => liesIn(note, field)))
    if (!target || poured.length === 0) return
    const spots = slotsIn(
      target,
      poured.map(rectAtMost),
      areaContentOf(doc, new Set([target.id])).get(target.id) ?? [],
    )
    for (const [index, { id }] of poured.entries()) placeNote(doc, id, { ...spots[index], area: target.id })
  })
}

function liesIn({ step, field, area, cluster, text }: Note, wanted: Input): boolean {
  const isOfField = step === wanted.from && field === wanted.field
  return isOfField && area === `${wanted.from}/${wanted.field}` && cluster === null && text.trim() !== ''
}

/** The leftmost. */
function firstAreaOf(areas: readonly Area[], path: StepPath): Area | undefined {
  return areas
    .filter(({ phase, step, table }) => `${phase}/${step}` === path && table === null)
    .toSorted((a, b) => a.x - b.x)[0]
}

/** Makes the areas of a step's fields that are missing, with their titles in words. */
export async function placeFields(
  board: LiveBoard,
  { phase, step, answers, tables }: RunningStep,
  fields: readonly Field[],
): Promise<void> {
  if (fields.length === 0) return
  const titled = fields.map((field) => ({ ...field, title: filledWords(field.title, answers) }))
  const inPhase = { id: phase.id, title: filledWords(phase.title, answers) }
  await board.write((doc) => void placeAreas(doc, inPhase, { ...step, fields: titled }, tables))
}
