import { needsOf, ringsOf, type MapNote } from '#shared/activities/map/ecosystem.ts'
import { filledWords, wordsIn } from '#shared/agenda/fill.ts'
import type { Words } from '#shared/agenda/template.ts'
import type { Language } from '#shared/board/document.ts'
import type { ActivityAccount, StepResult } from '../../board-file/account.ts'
import type { ReportBlock } from '../../board-file/report-section.ts'
import type { SnapshotNote } from '../../board-file/snapshot.ts'
import { printableLine } from '../../report/text.ts'
import { wordsOf } from '../../report/words.ts'

/** The people on the rings, and their needs once these were asked for. */
export interface MapResult extends StepResult {
  readonly kind: 'ecosystem'
  readonly rings: readonly { readonly title: Words; readonly people: readonly string[] }[]
  /** Empty in a step that asks for people. */
  readonly needs: readonly { readonly need: string; readonly people: readonly string[] }[]
  /** People for whom nobody has named a need. Empty in a step that asks for people. */
  readonly withoutNeed: readonly string[]
}

const words = {
  en: {
    need: 'What they need',
    who: 'Who',
    without: (names: string) => `Nobody has named a need of: ${names}.`,
  },
  fr: {
    need: 'Ce dont ils ont besoin',
    who: 'Qui',
    without: (names: string) => `Personne n’a encore dit le besoin de : ${names}.`,
  },
} as const satisfies Record<Language, unknown>

export const mapAccount: ActivityAccount<MapResult> = {
  result: ({ board, step, path, notes, answers }) => {
    if (step.activity !== 'map' || !board.agenda) return undefined
    const all = board.notes.map(asMapNote)
    const rings = ringsOf(board.agenda.template, path, all)
    const people = rings.flatMap((ring) => ring.people)
    if (step.asks === 'people') {
      // Those who were missing are on the rings of the step before, and listed there.
      const own = step.fields.length > 0 ? people : []
      if (own.length === 0) return undefined
      return {
        kind: 'ecosystem',
        listed: own.map(({ id }) => id),
        rings: rings.map((ring) => ({
          title: filledWords(ring.field.title, answers),
          people: ring.people.map(({ id }) => id),
        })),
        needs: [],
        withoutNeed: [],
      }
    }
    if (people.length + notes.length === 0) return undefined
    const byPerson = needsOf(people, all)
    return {
      kind: 'ecosystem',
      listed: notes.map(({ id }) => id),
      rings: [],
      needs: notes.map(({ id, from = [] }) => ({
        need: id,
        people: from.filter((source) => byPerson.has(source)),
      })),
      withoutNeed: people.flatMap(({ id }) => ((byPerson.get(id) ?? []).length === 0 ? [id] : [])),
    }
  },
  blocks: ({ rings, needs, withoutNeed }, { notes }, { language }) => {
    const { need, who, without } = words[language]
    const byId = new Map(notes.map((note) => [note.id, note]))
    const named = (ids: readonly string[]): string =>
      ids.map((id) => printableLine(byId.get(id)?.text ?? '')).join(', ')
    const rows = needs.flatMap(({ need: id, people }) => {
      const note = byId.get(id)
      return note ? [{ note, cells: [named(people) || '–'] }] : []
    })
    const drawn: readonly ReportBlock[] = rings.map(({ title, people }) => {
      const listed = new Set(people)
      const heading = printableLine(wordsIn(title, language).text)
      const onRing = notes.filter(({ id }) => listed.has(id))
      return { kind: 'notes', heading, facts: [wordsOf(language).notes(people.length)], notes: onRing }
    })
    return [
      ...drawn,
      ...(rows.length > 0 ? [{ kind: 'actions' as const, heads: [need, who], rows }] : []),
      ...(withoutNeed.length > 0 ? [{ kind: 'paragraph' as const, text: without(named(withoutNeed)) }] : []),
    ]
  },
}

function asMapNote(note: SnapshotNote): MapNote {
  const { id, text, step, field, from, area } = note
  return {
    id,
    text,
    area: area ?? null,
    ...(step !== undefined && { step }),
    ...(field !== undefined && { field }),
    ...(from && { from }),
  }
}
