import { areaIdFor, fullTitleIn } from '#shared/board/area.ts'
import { wordsIn } from '#shared/agenda/fill.ts'
import { addTo } from '#shared/geometry/area.ts'
import type { Language } from '#shared/board/document.ts'
import type { Account } from '../board-file/account.ts'
import { saysSomething } from '../board-file/dots.ts'
import type { IndexedGroup, Reader, Section } from '#shared/blocks/block.ts'
import { notesIn, type BoardSnapshot, type SnapshotNote } from '../board-file/snapshot.ts'
import { photoInWords } from './outline.ts'
import { printableLine } from '#shared/text/printable.ts'
import { wordsOf } from './words.ts'

/** So many notes are found in their chapters, unless the report is that of a purpose. Not measured. */
const mostWithoutIndex = 60

/**
 * All shared notes of the phases by their group, those without a group by the place where they were written. Parked notes
 * and notes of no phase have sections of their own.
 */
export function noteIndexSections(
  account: Account,
  board: BoardSnapshot,
  { language }: Reader,
): readonly Section[] {
  if (account.purpose === null && account.notes <= mostWithoutIndex) return []
  const words = wordsOf(language)
  const { parked, others } = account
  const elsewhere = new Set([...parked.groups, ...others.groups].map(({ id }) => id))
  const groups = board.clusters
    .filter(({ id }) => !elsewhere.has(id))
    .map(({ id, title }) =>
      groupOf(printableLine(title) || words.untitledCluster, notesIn(board, id), language),
    )
  const listed = new Set([...parked.notes, ...others.notes])
  const loose = board.notes.filter(({ id, cluster }) => cluster === null && !listed.has(id))
  const places = placesOf(account, board, language)
  const byPlace = new Map<string, SnapshotNote[]>()
  for (const note of loose) addTo(byPlace, places(note), note)
  const ofPlaces = [...byPlace].map(([title, notes]) => groupOf(title, notes, language))
  const all = [...groups, ...ofPlaces].filter(({ notes }) => notes.length > 0)
  if (all.length === 0) return []
  return [
    {
      title: words.noteIndex,
      blocks: [
        { kind: 'remark', text: words.noteIndexHint, isLead: true },
        { kind: 'index', groups: all },
      ],
    },
  ]
}

function groupOf(title: string, notes: readonly SnapshotNote[], language: Language): IndexedGroup {
  return {
    title,
    notes: notes.filter(saysSomething).map(({ text, photo, signature = '' }) => {
      const parts = [...(photo ? [photoInWords(photo, language)] : []), ...text.split('\n')].map(
        printableLine,
      )
      const said = parts.filter((part) => part !== '').join(' · ')
      return signature === '' ? said : `${said} – ${printableLine(signature)}`
    }),
  }
}

/** The title of the area in which a note was written, else of its phase. */
function placesOf(
  { agenda }: Account,
  { areas }: BoardSnapshot,
  language: Language,
): (note: SnapshotNote) => string {
  const titles = new Map(
    areas.map(({ id, phaseTitle = {}, title }) => [
      id,
      printableLine(fullTitleIn({ phaseTitle, title }, language)),
    ]),
  )
  const phases = new Map(
    agenda?.phases.map(({ id, title }) => [id, printableLine(wordsIn(title, language).text)]),
  )
  return ({ step = '', field }) => {
    const area = field === undefined ? undefined : titles.get(areaIdFor({ step, field }) ?? '')
    return area ?? phases.get(step.split('/')[0] ?? '') ?? wordsOf(language).otherNotes
  }
}
