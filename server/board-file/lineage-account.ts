import type { Language } from '#shared/board/document.ts'
import {
  adoptedId,
  behind,
  lineageOf,
  voicesOf,
  type Lineage,
  type LineageThing,
} from '#shared/statements/lineage.ts'
import { phrasesOf, type Phrase } from '#shared/statements/lineage-phrases.ts'
import { cutTo } from '#shared/text/letters.ts'
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
  const all = behind(lineage, [adoptedId])
  const things = [...lineage.values()].filter(({ id }) => all.has(id))
  const textsOf = (column: LineageThing['column']) =>
    things.flatMap((thing) => (thing.column === column ? [thing.text] : []))
  const language = board.adoptions.at(-1)?.language ?? board.language
  const phrases = phrasesIn(board, lineage, language)
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

/** The origins of some words of the adopted sentence. */
export interface PhraseOrigin {
  /** Beginnings of the notes, groups and proposals that these words came in with. */
  readonly sources: readonly string[]
  /** The most people who can have written what is behind them. 0: nothing is known. */
  readonly voices: number
}

export interface SentenceOrigins {
  /** Words of the sentence that came in together, in its order: those that came from people's notes. */
  readonly phrases: readonly string[]
  readonly of: (phrase: string) => PhraseOrigin
}

/** Letters of a quoted source, and how many are quoted. Not measured. */
const quotedLetters = 140
const maxQuoted = 3

export function sentenceOrigins(board: BoardSnapshot): SentenceOrigins {
  const lineage = lineageOf(board)
  const adopted = board.adoptions.at(-1)
  if (!adopted) return { phrases: [], of: () => ({ sources: [], voices: 0 }) }
  const all = phrasesIn(board, lineage, adopted.language)
  const isFromNotes = (origin: string): boolean => {
    const column = lineage.get(origin)?.column
    return column === 'note' || column === 'group' || column === 'proposal'
  }
  return {
    phrases: all.flatMap(({ text, origin }) => (isFromNotes(origin) ? [bare(text)] : [])),
    of: (phrase) => {
      const start = adopted.text.indexOf(phrase)
      const end = start + phrase.length
      const origins = new Set(
        all.filter((each) => each.start < end && each.end > start).map(({ origin }) => origin),
      )
      const quoted = [...origins].filter(isFromNotes).map((id) => bare(lineage.get(id)?.text ?? ''))
      return {
        sources: quoted
          .filter((text) => text !== '' && text !== phrase)
          .slice(0, maxQuoted)
          .map(shortened),
        voices: voicesOf(lineage, behind(lineage, origins)),
      }
    },
  }
}

/** Words of the adopted sentence that came in together, with what they came in by. */
function phrasesIn({ versions }: BoardSnapshot, lineage: Lineage, language: Language): readonly Phrase[] {
  const grafts = new Map(versions.map((version) => [version.id, version.grafts ?? []]))
  return phrasesOf(lineage, adoptedId, (id) => grafts.get(id) ?? [], language)
}

/** Without the signs and spaces around it, on one line. */
function bare(text: string): string {
  return text.replaceAll(/[^\S\u00A0\u202F]+/g, ' ').replaceAll(/^[\s,;:.]+|[\s,;:.]+$/g, '')
}

function shortened(text: string): string {
  return text.length <= quotedLetters ? text : `${cutTo(text, quotedLetters - 1).trimEnd()}…`
}
