import type { BoardSnapshot } from '../board-file/snapshot.ts'
import { changedValues, withWords, wordsIn } from './board-words.ts'
import { fontsFor, readFont } from './fonts.ts'
import { openFont } from './measure.ts'
import { printable } from '#shared/text/printable.ts'

/** The compiler has found a sign that no font has. */
export class MissingSigns extends Error {
  override readonly name = 'MissingSigns'
}

/** A board with white squares instead of the signs that no font has, and those signs, each once. */
export interface LegibleBoard {
  readonly board: BoardSnapshot
  readonly missing: readonly string[]
}

/** Reading the fonts takes time: only for a board with such a sign. */
export async function legible(board: BoardSnapshot): Promise<LegibleBoard> {
  const { notes, clusters, rounds } = board
  const noteTexts = notes.flatMap(({ text, signature = '', photo }) => [text, signature, photo?.alt ?? ''])
  const titles = [board.title, ...clusters.map(({ title }) => title), ...rounds.map(({ title }) => title)]
  const names = fontsFor([...noteTexts, ...titles, ...wordsIn(board)].join('\n'))
  const fonts = (await Promise.all(names.map(readFont))).map(openFont)
  const known = new Map<string, boolean>()
  const missing = new Set<string>()
  const isMissing = (sign: string): boolean => {
    let is = known.get(sign)
    if (is === undefined) {
      const code = sign.codePointAt(0) ?? 0
      known.set(sign, (is = !fonts.some((font) => font.has(code))))
    }
    return is
  }
  const shown = (text: string): string =>
    printable(text).replaceAll(signs, (_, sign: string, marks: string) => {
      // The marks of a missing sign would stand on its square.
      if (!isMissing(sign))
        return sign + marks.replaceAll(beyondLatin, (mark) => (isMissing(mark) ? '' : mark))
      missing.add(sign)
      return '□'
    })
  const worded = withWords(board, shown)
  const changed = {
    ...worded,
    title: shown(board.title),
    notes: notes.map(({ text, signature, photo, blanks, ...note }) => ({
      ...note,
      ...(blanks && { blanks: changedValues(blanks, shown) }),
      ...(signature !== undefined && { signature: shown(signature) }),
      ...(photo && { photo: { ...photo, ...(photo.alt !== undefined && { alt: shown(photo.alt) }) } }),
      text: shown(text),
    })),
    clusters: clusters.map((cluster) => ({ ...cluster, title: shown(cluster.title) })),
    rounds: worded.rounds.map((round) => ({ ...round, title: shown(round.title) })),
  }
  return { board: changed, missing: [...missing] }
}

/** A sign beyond Latin with the marks on it. Invisible signs need no font. */
const signs =
  /((?!\p{Default_Ignorable_Code_Point})[^\0-\u024F])((?:\p{M}|\p{Default_Ignorable_Code_Point})*)/gu
const beyondLatin = /(?!\p{Default_Ignorable_Code_Point})[^\0-\u024F]/gu
