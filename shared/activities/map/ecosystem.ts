import { findStep } from '../../agenda/steps.ts'
import type { Field, StepPath, Template } from '../../agenda/template.ts'
import type { NoteOrigin, Place } from '../../board/note.ts'

/** The part of a note that an ecosystem is made of. */
export type MapNote = NoteOrigin & Pick<Place, 'area'> & { readonly id: string; readonly text: string }

/** A ring with the people on it. */
export interface Ring<Note extends MapNote> {
  readonly field: Field
  readonly people: readonly Note[]
}

/** The step whose fields are the rings of this one: itself, or the one that it takes from. */
export function ringsStep(
  template: Template,
  path: StepPath,
): { readonly path: StepPath; readonly fields: readonly Field[] } | undefined {
  const step = findStep(template, path)?.step
  if (step?.activity !== 'map') return undefined
  if (step.asks === 'people' && step.fields.length > 0) return { path, fields: step.fields }
  const from = step.input?.[0]?.from
  return from === undefined || from === path ? undefined : ringsStep(template, from)
}

/** The rings of a step. A note that was dragged into another ring is there; one that lies elsewhere is where it was written. */
export function ringsOf<Note extends MapNote>(
  template: Template,
  path: StepPath,
  notes: Iterable<Note>,
): readonly Ring<Note>[] {
  const rings = ringsStep(template, path)
  if (!rings) return []
  const people = new Map<string, Note[]>(rings.fields.map(({ id }) => [id, []]))
  for (const note of notes) {
    if (note.text.trim() === '') continue
    const lies = note.area?.startsWith(`${rings.path}/`) ? note.area.split('/')[2] : undefined
    const field = lies ?? (note.step === rings.path ? note.field : undefined)
    people.get(field ?? '')?.push(note)
  }
  return rings.fields.map((field) => ({ field, people: people.get(field.id) ?? [] }))
}

/** The needs that are tied to people: notes of other steps that name one of these people as their source. */
export function needsOf<Note extends MapNote>(
  people: readonly Note[],
  notes: Iterable<Note>,
): ReadonlyMap<string, readonly Note[]> {
  const needs = new Map<string, Note[]>(people.map(({ id }) => [id, []]))
  for (const note of notes) {
    if (note.text.trim() === '') continue
    for (const source of note.from ?? []) needs.get(source)?.push(note)
  }
  return needs
}
