import { photoWords } from '../../i18n/photo-words.ts'
import { use } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import type { RoundTarget } from '#shared/workshop/round.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { groupLabel } from '../../panels/host/group-label.ts'
import { useSceneFact } from '../../panels/host/use-scene.ts'
import { FrozenWords } from './frozen-words.tsx'
import { optionText } from './option-label.ts'
import { voteWords } from './words.ts'

/** The label of one option: the words about which its round decides. */
export function useOptionLabel(target: RoundTarget, option: string): string {
  const t = useWords(voteWords)
  const { model } = useBoard()
  const frozen = use(FrozenWords)[option]
  const text = useSceneFact(model.scene, (scene) => optionText(scene, target, option, photoWords(t), frozen))
  const untitled = useSceneFact(model.scene, (scene) =>
    target === 'clusters' ? groupLabel(scene, option, t) : undefined,
  )
  if (text === undefined) return t('gone')
  if (text.trim() !== '') return text
  return untitled ?? t('common.emptyNote')
}
