import { voteWordsOf } from '#shared/activities/vote/result-words.ts'
import type { WordsOfOption } from '#shared/activities/vote/result.ts'
import type { Language } from '#shared/board/document.ts'
import { abridged } from '#shared/text/abridged.ts'
import { printableLine } from '#shared/text/printable.ts'
import { RoundTarget } from '#shared/workshop/round.ts'
import type { BoardSnapshot, SnapshotNote, SnapshotRound } from '../../board-file/snapshot.ts'
import { photoInWords } from '../../report/outline.ts'

type Decided = Pick<SnapshotRound, 'target' | 'texts'>

/** The words of options: those that their round decided about, and what became of them since. */
export function optionWords(board: BoardSnapshot, round: Decided, language: Language): WordsOfOption {
  return (option) => {
    const now = textNow(board, round.target, option)
    return {
      text: decidedText(now, round, option, language),
      since: changeSince(now, round, option, language),
    }
  }
}

function decidedText(
  now: ReturnType<typeof textNow>,
  { target, texts }: Decided,
  option: string,
  language: Language,
): string {
  const words = voteWordsOf(language)
  const text = texts?.[option] ?? now?.text
  if (text === undefined) return words.goneOption
  if (target === RoundTarget.clusters) return printableLine(text) || words.untitledGroup
  if (text.trim() !== '') return text
  return now?.photo ? photoInWords(now.photo, language) : words.emptyNote
}

/** Null where it is as it was. */
function changeSince(
  now: ReturnType<typeof textNow>,
  { target, texts }: Decided,
  option: string,
  language: Language,
): string | null {
  const frozen = texts?.[option]
  if (target === RoundTarget.texts || frozen === undefined) return null
  const words = voteWordsOf(language)
  if (!now) return words.goneSince
  if (now.text.trim() === frozen.trim()) return null
  return words.changedSince(abridged(printableLine(now.text) || words.emptyNote))
}

/** Undefined when it is no longer on the board. */
function textNow(
  board: BoardSnapshot,
  target: SnapshotRound['target'],
  option: string,
): Pick<SnapshotNote, 'text' | 'photo'> | undefined {
  if (target === RoundTarget.notes) return board.notes.find(({ id }) => id === option)
  const cluster = board.clusters.find(({ id }) => id === option)
  return cluster && { text: cluster.title }
}
