import { useStore } from '@nanostores/react'
import { useCommonWords } from '../../i18n/use-common-words.ts'
import { mayWrite } from '#shared/workshop/policy.ts'
import { useBoard } from '../host/board-context.tsx'
import { shownSaving } from '../host/shown-saving.ts'
import { useSavingSentence } from './use-saving-sentence.ts'
import { Check, CloudAlert, CloudOff, Link2Off, Loader, Lock, RefreshCw, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SavingState } from '../../model/contract/board-model.ts'

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
