import type { Cluster } from '#shared/board/cluster.ts'
import type { Language } from '#shared/board/document.ts'
import { firstWordsOf, groupName } from '#shared/board/group-name.ts'
import { printableLine } from '#shared/text/printable.ts'
import { notesIn, type BoardSnapshot } from '../board-file/snapshot.ts'
import { wordsOf } from './words.ts'

/** The name of a group in a file, as screens have it. */
export function groupTitle(
  board: Pick<BoardSnapshot, 'notes'>,
  { id, title }: Pick<Cluster, 'id' | 'title'>,
  language: Language,
): string {
  const firstWords = printableLine(firstWordsOf(notesIn(board, id)))
  return groupName({ title: printableLine(title), firstWords }, wordsOf(language))
}
