import { useStore } from '@nanostores/react'
import { Lock } from 'lucide-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { mayWrite } from '#shared/workshop/policy.ts'
import { useBoard } from '../board/board-context.tsx'
import './locked-line.css'

/** While the board is locked: said once, quietly, to all who could otherwise work on it. */
export function LockedLine() {
  const { t } = useTranslation()
  const { model } = useBoard()
  const { isLocked } = useStore(model.rights)
  if (!isLocked || !mayWrite(model.role)) return null
  return (
    <div className="locked-line">
      <Lock aria-hidden="true" />
      <output>{model.role === 'facilitator' ? t('rights.lockedForOthers') : t('rights.lockedForMe')}</output>
    </div>
  )
}
