import { shownPhotosIn } from '#shared/activities/turns/shown-photos.ts'
import { turnStepsIn } from '#shared/activities/turns/turn-round.ts'
import { filledWords, wordsIn } from '#shared/agenda/fill.ts'
import { findStep } from '#shared/agenda/steps.ts'
import type { Words } from '#shared/agenda/template.ts'
import type { ActivityAccount, StepResult } from '../../board-file/account.ts'
import type { BoardSnapshot, SnapshotNote } from '../../board-file/snapshot.ts'
import { printableLine } from '../../report/text.ts'
import { wordsOf } from '../../report/words.ts'

/** What people brought, and what they keep. */
export interface TurnsResult extends StepResult {
  readonly kind: 'turns'
  readonly fields: readonly {
    readonly id: string
    readonly title: Words
    readonly notes: readonly string[]
  }[]
}

export const turnsAccount: ActivityAccount<TurnsResult> = {
  result: ({ step, notes, answers }) => {
    if (step.activity !== 'turns' || notes.length === 0) return undefined
    const [, kept] = step.fields
    const fields = step.fields.map(({ id, title }) => ({
      id,
      title: filledWords(title, answers),
      // A note of neither field is a card: it was made on the board while people spoke.
      notes: notes.filter((note) => (note.field === kept?.id) === (id === kept?.id)).map((note) => note.id),
    }))
    return { kind: 'turns', listed: notes.map(({ id }) => id), fields }
  },
  blocks: ({ fields }, { notes: all }, { language }) =>
    fields.map(({ title, notes: ids }) => {
      const listed = new Set(ids)
      const notes = all.filter(({ id }) => listed.has(id))
      const heading = printableLine(wordsIn(title, language).text)
      return { kind: 'notes', heading, facts: [wordsOf(language).notes(notes.length)], notes }
    }),
}

/**
 * A photo of a person's own thing stays in the room, unless its owner wants it in the report. A copy of it on another note
 * is in no report either.
 */
export function privatePhotos({ notes, agenda, activities }: BoardSnapshot): readonly string[] {
  const shown = new Set(shownPhotosIn(activities['turns']))
  const lived = turnStepsIn(activities['turns'])
  const isOfTurns = ({ step }: SnapshotNote): boolean => {
    if (step === undefined) return false
    const placed = agenda ? findStep(agenda.template, step) : undefined
    // The agenda may have been taken off the board since.
    return placed ? placed.step.activity === 'turns' : lived.has(step)
  }
  const cards = notes.filter(isOfTurns)
  const photosOf = (isShown: boolean): ReadonlySet<string> =>
    new Set(cards.flatMap(({ id, photo }) => (photo && shown.has(id) === isShown ? [photo.id] : [])))
  const ticked = photosOf(true)
  const kept = new Set([...photosOf(false)].filter((photo) => !ticked.has(photo)))
  const hidden = new Set(cards.flatMap(({ id }) => (shown.has(id) ? [] : [id])))
  return notes.flatMap(({ id, photo }) => (photo && (hidden.has(id) || kept.has(photo.id)) ? [id] : []))
}
