import { useStore } from '@nanostores/react'
import { Lock } from 'lucide-react'
import { useWords } from '../../i18n/use-words.ts'
import { Barrier, mayWrite, Operation } from '#shared/workshop/policy.ts'
import { useBoard, useRights } from '../host/board-context.tsx'
import { rightsFirstWords } from './first-words.ts'
import './locked-line.css'

/** A line while the board is locked or of a newer version, for people who could otherwise work on it. */
export function LockedLine() {
  const t = useWords(rightsFirstWords)
  const { model } = useBoard()
  const { isLocked } = useStore(model.rights)
  useRights()
  const isOfNewerVersion = model.barrierTo(Operation.addNote) === Barrier.newerVersion
  if (!(isLocked || isOfNewerVersion) || !mayWrite(model.role)) return null
  const forRole = model.role === 'facilitator' ? t('lockedForOthers') : t('lockedForMe')
  return (
    <div className="locked-line">
      <Lock aria-hidden="true" />
      <output>{isOfNewerVersion ? t('errors.newer_version') : forRole}</output>
    </div>
  )
}
