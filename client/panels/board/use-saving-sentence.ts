import { useStore } from '@nanostores/react'
import { t as common } from '../../i18n/i18n.ts'
import { useCommonWords } from '../../i18n/use-common-words.ts'
import { mayWrite } from '#shared/workshop/policy.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from '../host/board-context.tsx'
import { shownSaving } from '../host/shown-saving.ts'

/** The sentence for the state of saving. Viewers get a sentence that does not mention writing. */
export function useSavingSentence(): string {
  const t = useCommonWords()
  const { model } = useBoard()
  const saving = shownSaving(model)
  useStore(saving)
  useStore(model.arriving)
  return savingSentence({ saving, arriving: model.arriving, role: model.role }, t)
}

export function savingSentence(
  { saving, arriving, role }: Pick<BoardModel, 'saving' | 'arriving' | 'role'>,
  t: typeof common = common,
): string {
  const state = saving.get()
  // Connected again, but a large board takes a while.
  if (state === 'offline' && arriving.get() !== null) return t('savingText.joining')
  const isForViewer =
    state === 'offline' || state === 'readOnly' || state === 'damaged' || state === 'outdated'
  return !mayWrite(role) && isForViewer ? t(`savingViewer.${state}`) : t(`savingText.${state}`)
}
