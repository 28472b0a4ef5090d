import { useCallback, useMemo } from 'react'
import { voteWordsOf } from '#shared/activities/vote/result-words.ts'
import type { OptionWords, WordsOfOption } from '#shared/activities/vote/result.ts'
import { RoundTarget, type Round } from '#shared/workshop/round.ts'
import { photoWords } from '../../i18n/photo-words.ts'
import { useReader, useWords } from '../../i18n/use-words.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useNumbers } from '../../panels/host/use-number.ts'
import { useSceneList } from '../../panels/host/use-scene.ts'
import { noFrozenWords } from './frozen-words.tsx'
import { optionText } from './option-label.ts'
import { voteWords } from './words.ts'

interface OptionOnBoard extends OptionWords {
  readonly id: string
}

const sameWords = (a: OptionOnBoard, b: OptionOnBoard): boolean =>
  a.id === b.id && a.text === b.text && a.since === b.since && a.kind === b.kind

/** The words of the options of a round: those that it decided about, and what became of them since. */
export function useWordsOfOptions({
  target,
  options,
  texts = noFrozenWords,
}: Pick<Round, 'target' | 'options' | 'texts'>): WordsOfOption {
  const t = useWords(voteWords)
  const { language } = useReader()
  const { scene } = useBoard().model
  const numbers = useNumbers()
  const read = useCallback(
    (board: BoardModel['scene']) => {
      const words = voteWordsOf(language)
      const sinceOf = (option: string): string | null => {
        const now = board.notes.get(option)?.text ?? board.clusters.get(option)?.title
        const frozen = texts[option]
        if (target === RoundTarget.texts || frozen === undefined) return null
        if (now === undefined) return words.goneSince
        return now.trim() === frozen.trim() ? null : words.changedSince(now.trim() || words.emptyNote)
      }
      return options.map((id): OptionOnBoard => {
        const text = optionText(board, target, id, photoWords(t), texts[id]) ?? words.goneOption
        const empty = target === RoundTarget.clusters ? words.untitledGroup : words.emptyNote
        const isPrinciple = board.notes.get(id)?.kind === 'principle'
        return {
          id,
          text: text.trim() === '' ? empty : text,
          since: sinceOf(id),
          ...(isPrinciple && { kind: 'principle' }),
        }
      })
    },
    [target, options, texts, t, language],
  )
  const all = useSceneList(scene, read, sameWords)
  return useMemo(() => {
    const byId = new Map(all.map((words) => [words.id, words]))
    return (option) => ({ ...(byId.get(option) ?? { text: '', since: null }), number: numbers.get(option) })
  }, [all, numbers])
}
