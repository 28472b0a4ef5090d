import { photoWords } from '../../i18n/photo-words.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { RoundTarget } from '#shared/workshop/round.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useSceneFact } from '../../panels/host/use-scene.ts'
import { optionText } from './option-label.ts'
import { voteWords } from './words.ts'

/** The label of one option, up to date while others rewrite the note. */
export function useOptionLabel(target: RoundTarget, option: string): string {
  const t = useWords(voteWords)
  const { model } = useBoard()
  const text = useSceneFact(model.scene, (scene) => optionText(scene, target, option, photoWords(t)))
  if (text === undefined) return t('gone')
  if (text.trim() !== '') return text
  return target === 'clusters' ? t('common.untitledCluster') : t('common.emptyNote')
}
