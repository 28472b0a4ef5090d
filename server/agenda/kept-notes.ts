import type { PhaseNotes } from '#shared/agenda/phase-notes.ts'
import type { Template } from '#shared/agenda/template.ts'
import type { StepDoneTools } from './step-done.ts'

type Rows = StepDoneTools['steps']

/**
 * The notes for facilitators are rows, and the agenda is in the document. Before it is written there are the notes of both
 * agendas: a crash in between leaves notes too many, never too few, and the next start of the board drops them.
 */
export async function withNotes(
  rows: Rows,
  board: string,
  notes: PhaseNotes,
  write: () => Promise<void>,
): Promise<void> {
  const before = await rows.phaseNotes(board)
  await rows.keepPhaseNotes(board, { ...before, ...notes })
  try {
    await write()
  } catch (error) {
    await rows.keepPhaseNotes(board, before)
    throw error
  }
  if (Object.keys(before).some((phase) => !Object.hasOwn(notes, phase)))
    await rows.keepPhaseNotes(board, notes)
}

/** Drops notes of phases that the template does not have. */
export async function dropStrayNotes(rows: Rows, board: string, { phases }: Template): Promise<void> {
  const known = new Set(phases.map((phase) => phase.id))
  const all = Object.entries(await rows.phaseNotes(board))
  const own = all.filter(([phase]) => known.has(phase))
  if (own.length < all.length) await rows.keepPhaseNotes(board, Object.fromEntries(own))
}
