import { useCallback } from 'react'
import { photoWords } from '../../i18n/photo-words.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { RoundTarget } from '#shared/workshop/round.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useSceneList } from '../../panels/host/use-scene.ts'
import { optionText } from './option-label.ts'
import { voteWords } from './words.ts'

const sameText = (a: string | undefined, b: string | undefined) => a === b

/** Labels of the options of a round, up to date while others rewrite the notes. */
export function useOptionLabels(target: RoundTarget, options: readonly string[]): (option: string) => string {
  const t = useWords(voteWords)
  const { model } = useBoard()
  const read = useCallback(
    (scene: BoardModel['scene']) => options.map((option) => optionText(scene, target, option, photoWords(t))),
    [options, target, t],
  )
  const texts = useSceneList(model.scene, read, sameText)
  const labels = new Map(options.map((option, index) => [option, texts[index]]))
  return (option) => {
    const text = labels.get(option)
    if (text === undefined) return t('gone')
    if (text.trim() !== '') return text
    return target === 'clusters' ? t('common.untitledCluster') : t('common.emptyNote')
  }
}
