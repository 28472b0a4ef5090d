import type * as Y from 'yjs'
import { findStep } from '../agenda/steps.ts'
import type { Step, Template } from '../agenda/template.ts'
import { notesOf, readNote, type Note } from './note.ts'
import { isParked } from './parking-lot.ts'
import { sidesOfPrinciple } from './principle.ts'
import { lockedOf } from './rights.ts'
import { inputsOf, type StepInputs } from './step-inputs.ts'

/**
 * Notes that a step takes as things, in the words that an earlier vote was about. Of a vote that was not held: those that it
 * was to be about. A blank holds the words of the option with its id.
 */
export function takenNotes(
  doc: Y.Doc,
  template: Template,
  step: Pick<Step, 'input'>,
): readonly {
  readonly id: string
  readonly text: string
  readonly label: string
  readonly options?: Readonly<Record<string, string>>
}[] {
  const read = notesOf(doc)
  const { notes, words = {} } = chosenOrAll(doc, template, step, read)
  const all = new Map(read.map((note) => [note.id, note]))
  return notes
    .flatMap((id) => all.get(id) ?? [])
    .map(({ id, text, blanks }, place) => ({
      id,
      text: words[id] ?? text,
      label: String(place + 1),
      ...(blanks && { options: blanks }),
    }))
}

function chosenOrAll(
  doc: Y.Doc,
  template: Template,
  step: Pick<Step, 'input'>,
  notes: readonly Note[],
): StepInputs {
  const chosen = inputsOf(doc, template, step, notes)
  if (chosen.notes.length > 0) return chosen
  const votes = (step.input ?? []).filter(({ take }) => take === 'shortlist')
  const input = votes.flatMap(({ from }) => findStep(template, from)?.step.input ?? [])
  return inputsOf(doc, template, { input }, notes)
}

/** As many as a phone shows. Not measured. */
const mostPrinciples = 12

/** The principles on which the group settled, whichever step kept them, oldest first. */
function settledPrinciples(doc: Y.Doc): readonly Note[] {
  return [...lockedOf(doc)]
    .flatMap((id) => readNote(doc, id) ?? [])
    .filter((note) => note.kind === 'principle' && !isParked(note))
    .toSorted((a, b) => a.created - b.created || a.z - b.z)
    .slice(0, mostPrinciples)
}

/** Both sides of each settled principle, by its note. */
export function principleLabels(doc: Y.Doc): Readonly<Record<string, string>> {
  return Object.fromEntries(settledPrinciples(doc).map(({ id, text }) => [id, sidesOfPrinciple(text)]))
}
