import type { Note } from '#shared/board/note.ts'
import { isParked } from '#shared/board/parking-lot.ts'
import { principleParts } from '#shared/board/principle-parts.ts'
import { readPrinciple } from '#shared/board/principle.ts'
import type { StepInputs } from '#shared/board/step-inputs.ts'
import type { NewPrinciple } from './place-principles.ts'

/** A group or a note that becomes a principle. */
export interface Source {
  /** Id of the group or of the note. */
  readonly id: string
  readonly members: readonly Note[]
}

/** The groups and loose notes that become principles, the largest group first. */
export function sourcesIn(all: readonly Note[], { clusters, notes }: StepInputs): readonly Source[] {
  const written = all.filter((note) => note.text.trim() !== '' && !isParked(note))
  const byId = new Map(written.map((note) => [note.id, note]))
  const byCluster = Map.groupBy(written, ({ cluster }) => cluster)
  const groups = clusters
    .map((id) => ({ id, members: byCluster.get(id) ?? [] }))
    .filter(({ members }) => members.length > 0)
    .toSorted((a, b) => b.members.length - a.members.length)
  return [
    ...groups,
    ...notes.flatMap((id) => {
      const note = byId.get(id)
      return note ? [{ id, members: [note] }] : []
    }),
  ]
}

/** The fullest of these notes is where people begin. */
export function principleOf(members: readonly Note[]): NewPrinciple {
  const read = members.map(({ text }) => readPrinciple(text))
  const [fullest = readPrinciple('')] = read.toSorted((a, b) => fullness(b) - fullness(a))
  return { ...fullest, from: members.map(({ id }) => id) }
}

/** Parts with words count first, letters second. */
function fullness(principle: ReturnType<typeof readPrinciple>): number {
  const parts = principleParts.map((part) => principle[part].trim())
  const letters = parts.reduce((sum, { length }) => sum + Math.min(length, 999), 0)
  return parts.filter((words) => words !== '').length * 10_000 + letters
}
