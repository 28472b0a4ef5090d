import type { PlacedStep } from '#shared/agenda/steps.ts'
import type { Tint } from '#shared/board/note.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'

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
