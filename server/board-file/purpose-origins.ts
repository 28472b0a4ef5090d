import { adoptedId, behind, lineageOf, voicesOf } from '#shared/statements/lineage.ts'
import { phrasesOf } from '#shared/statements/lineage-phrases.ts'
import { cutTo } from '#shared/text/letters.ts'
import type { BoardSnapshot } from './snapshot.ts'

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
  const grafts = new Map(board.versions.map((version) => [version.id, version.grafts ?? []]))
  const all = phrasesOf(lineage, adoptedId, (id) => grafts.get(id) ?? [], adopted.language)
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

/** Without the signs and spaces around it, on one line. */
function bare(text: string): string {
  return text.replaceAll(/[^\S\u00A0\u202F]+/g, ' ').replaceAll(/^[\s,;:.]+|[\s,;:.]+$/g, '')
}

function shortened(text: string): string {
  return text.length <= quotedLetters ? text : `${cutTo(text, quotedLetters - 1).trimEnd()}…`
}
