import { adoptedId, behind, lineageOf, voicesOf, type LineageThing } from '#shared/statements/lineage.ts'
import { phrasesOf } from '#shared/statements/lineage-phrases.ts'
import type { BoardSnapshot } from './snapshot.ts'

/** The origins of the adopted sentence. */
export interface AccountLineage {
  /** Notes behind it, and the most people who can have written them. Both count notes that were merged into others. */
  readonly voices: number
  /** Titles of the groups behind it. */
  readonly groups: readonly string[]
  /** Texts of the proposals behind it. */
  readonly proposals: readonly string[]
  /** The whole sentence, in its order. */
  readonly phrases: readonly AccountPhrase[]
}

/** Words of the sentence that came in together. */
export interface AccountPhrase {
  readonly text: string
  /** The earliest thing that has these words. */
  readonly origin: Pick<LineageThing, 'column' | 'text' | 'numbers'>
  /** As above, of this origin. */
  readonly voices: number
}

/** Null: nothing was adopted. */
export function lineageAccount(board: BoardSnapshot): AccountLineage | null {
  const lineage = lineageOf(board)
  if (!lineage.has(adoptedId)) return null
  const grafts = new Map(board.versions.map((version) => [version.id, version.grafts ?? []]))
  const all = behind(lineage, [adoptedId])
  const things = [...lineage.values()].filter(({ id }) => all.has(id))
  const textsOf = (column: LineageThing['column']) =>
    things.flatMap((thing) => (thing.column === column ? [thing.text] : []))
  const language = board.adoptions.at(-1)?.language ?? board.language
  const phrases = phrasesOf(lineage, adoptedId, (id) => grafts.get(id) ?? [], language)
  return {
    voices: voicesOf(lineage, all),
    groups: textsOf('group'),
    proposals: textsOf('proposal'),
    phrases: phrases.flatMap(({ text, origin: id }) => {
      const origin = lineage.get(id)
      if (!origin) return []
      const { column, numbers } = origin
      const voices = voicesOf(lineage, behind(lineage, [id]))
      return [{ text, origin: { column, text: origin.text, numbers }, voices }]
    }),
  }
}
