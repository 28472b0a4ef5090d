import type * as Y from 'yjs'
import { graftsRoot } from '#shared/board/document.ts'
import { addGraft, lengthOfGraft } from '#shared/board/grafts.ts'
import { placedGraftLimit, wordingLimit } from '#shared/board/limits.ts'
import { readStatement, wordingOf } from '#shared/board/statements.ts'
import { indexAt } from '#shared/board/text-position.ts'
import { readVersion, versionsOf } from '#shared/board/versions.ts'
import { oneLine } from '#shared/text/one-line.ts'
import type { PhraseProblem } from './place-comment.ts'

export interface NewGraft {
  readonly id: string
  /** Id of a statement or version. */
  readonly from: string
  readonly text: string
  readonly into: string
  readonly at: string | null
}

/** Puts words that stand in one statement or version into another statement. Nothing is put in that does not stand there. */
export function graftWords(doc: Y.Doc, { id, from, text, into, at }: NewGraft): PhraseProblem | undefined {
  const wording = wordingOf(doc, into)
  if (!wording || from === into) return 'unknown_item'
  const words = oneLine(text)
  if (words === '' || !sourcesOf(doc, from).some((source) => source.includes(words))) return 'unknown_item'
  const index = (at === null ? undefined : indexAt(doc, wording, at)) ?? wording.length
  const before = wording.toString()
  if (before.length + lengthOfGraft(before, words, index) > wordingLimit) return 'too_large'
  if (graftsRoot(doc).size >= placedGraftLimit) return 'too_large'
  addGraft(doc, id, { statement: into, from, text: words }, index)
  return undefined
}

/** The texts in which the words may stand: somebody may have changed a statement since they were selected. */
function sourcesOf(doc: Y.Doc, id: string): readonly string[] {
  const version = readVersion(doc, id)
  if (version) return [version.text]
  const statement = readStatement(doc, id)
  return statement ? [statement.text, ...versionsOf(doc, id).map(({ text }) => text)] : []
}
