import { filledWords } from '#shared/agenda/fill.ts'
import type { Field } from '#shared/agenda/template.ts'
import { placeAreas } from '#shared/board/area.ts'
import type { RunningStep } from '../contracts/activity.ts'
import type { LiveBoard } from '../contracts/live-board.ts'

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
