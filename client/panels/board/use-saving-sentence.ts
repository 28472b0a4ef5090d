import { useStore } from '@nanostores/react'
import { useCommonWords } from '../../i18n/use-common-words.ts'
import { mayWrite } from '#shared/workshop/policy.ts'
import { useBoard } from '../host/board-context.tsx'

/** The sentence for the state of saving. Viewers get a sentence that does not mention writing. */
export function useSavingSentence(): string {
  const t = useCommonWords()
  const { model } = useBoard()
  const saving = useStore(model.saving)
  const isArriving = useStore(model.arriving) !== null
  // Connected again, but a large board takes a while.
  if (saving === 'offline' && isArriving) return t('savingText.joining')
  const isForViewer =
    saving === 'offline' || saving === 'readOnly' || saving === 'damaged' || saving === 'outdated'
  return !mayWrite(model.role) && isForViewer ? t(`savingViewer.${saving}`) : t(`savingText.${saving}`)
}
