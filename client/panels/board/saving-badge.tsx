import { useStore } from '@nanostores/react'
import { t as common } from '../../i18n/i18n.ts'
import { useCommonWords } from '../../i18n/use-words.ts'
import { mayWrite } from '#shared/workshop/policy.ts'
import { useBoard } from '../host/board-context.tsx'
import { shownSaving } from '../host/shown-saving.ts'
import { Check, CloudAlert, CloudOff, Link2Off, Loader, Lock, RefreshCw, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SavingState, BoardModel } from '../../model/contract/board-model.ts'

/** The state of saving as an icon and a word. The full sentence is its hint. Announcements say what matters of it. */
export function SavingBadge() {
  const t = useCommonWords()
  const { model } = useBoard()
  const saving = useStore(shownSaving(model))
  const sentence = useSavingSentence()
  // A viewer has nothing to be saved, but needs to know of problems with the connection.
  if (!mayWrite(model.role) && (saving === 'saved' || saving === 'saving')) return null
  return (
    <span role="note" className="saving" data-state={saving} title={sentence}>
      {savingIcons[saving]}
      <span className="saving__word">{t(`saving.${saving}`)}</span>
    </span>
  )
}

/** One icon for each state of saving. */
export const savingIcons: Readonly<Record<SavingState, ReactNode>> = {
  joining: <Loader />,
  saved: <Check />,
  saving: <RefreshCw />,
  offline: <CloudOff />,
  unkept: <CloudOff />,
  readOnly: <Lock />,
  damaged: <CloudAlert />,
  revoked: <Link2Off />,
  gone: <Trash2 />,
  outdated: <RefreshCw />,
  outdatedUnkept: <RefreshCw />,
}

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
