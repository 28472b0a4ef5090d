import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '#shared/board/document.ts'
import type { KnownText } from '#shared/sorting/sorted-note.ts'

/** A note of a written board. Its author had a theme in mind, or none. */
interface SetNote extends KnownText {
  readonly cluster: string | null
}

/** A board on which one person wrote notes, with the themes and the duplicates that they had in mind. */
export interface SetBoard {
  readonly id: string
  readonly lang: Language
  readonly notes: readonly SetNote[]
  /** Pairs that say the same thing. A paraphrase has other words. */
  readonly duplicatePairs: readonly { readonly a: string; readonly b: string; readonly kind: string }[]
  /** Long notes in which no word comes again: words do not tell their themes. */
  readonly isHard: boolean
}

/** Two notes that are written almost alike. */
export interface SetPair {
  readonly lang: Language
  readonly kind: string
  readonly one: string
  readonly other: string
  /** Written before the rule that tells opposites. */
  readonly seen: boolean
}

/** Pairs that contradict each other, and pairs that say the same thing. */
export interface SetPairs {
  readonly opposites: readonly SetPair[]
  readonly duplicates: readonly SetPair[]
}

/** Another folder with files of the same form gives the boards instead. */
const folder = process.env['SORTING_SETS'] ?? join(import.meta.dirname, 'sets')

export function readSets(): {
  readonly boards: readonly SetBoard[]
  readonly statements: readonly KnownText[]
  readonly pairs: SetPairs
} {
  const boards: SetBoard[] = []
  const statements: KnownText[] = []
  const pairs = { opposites: [] as SetPair[], duplicates: [] as SetPair[] }
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    const set = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Partial<SetPairs> & {
      readonly kind: string
      readonly boards?: readonly Omit<SetBoard, 'isHard'>[]
      readonly statements?: readonly KnownText[]
    }
    for (const board of set.boards ?? []) boards.push({ ...board, isHard: set.kind === 'workshop-notes' })
    statements.push(...(set.statements ?? []))
    pairs.opposites.push(...(set.opposites ?? []))
    pairs.duplicates.push(...(set.duplicates ?? []))
  }
  return { boards, statements, pairs }
}
