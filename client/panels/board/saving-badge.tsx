import { useStore } from '@nanostores/react'
import { Check, CloudAlert, CloudOff, Link2Off, Loader, Lock, RefreshCw, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useFirstTranslation } from '../../i18n/use-first-translation.ts'
import { mayWrite } from '#shared/workshop/policy.ts'
import type { SavingState } from '../../model/board-model.ts'
import { useBoard } from './board-context.tsx'
import { useSavingSentence } from './use-saving-sentence.ts'

const icons: Record<SavingState, ReactNode> = {
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

/** What the person is told about their work: a word and an icon; the sentence for it is the hint. */
export function SavingBadge() {
  const { t } = useFirstTranslation()
  const { model } = useBoard()
  const saving = useStore(model.saving)
  const sentence = useSavingSentence()
  // Whoever cannot write has nothing to be saved; what stands in the way of seeing is said all the same.
  if (!mayWrite(model.role) && (saving === 'saved' || saving === 'saving')) return null
  return (
    <output className="saving" data-state={saving} title={sentence}>
      {icons[saving]}
      <span className="saving__word">{t(`saving.${saving}`)}</span>
    </output>
  )
}
