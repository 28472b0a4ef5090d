import { useStore } from '@nanostores/react'
import { Lock } from 'lucide-react'
import { useWords } from '../../i18n/use-words.ts'
import { Barrier, mayWrite, Operation } from '#shared/workshop/policy.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { useBoard, useRights } from '../host/board-context.tsx'
import './locked-line.css'

export const en = {
  lockedForMe: 'The board is locked: you can look and vote.',
  lockedForOthers: 'The board is locked: participants can look and vote.',
}

export const fr = {
  lockedForMe: 'Le tableau est verrouillé : vous pouvez regarder et voter.',
  lockedForOthers: 'Le tableau est verrouillé : les participants peuvent regarder et voter.',
} satisfies typeof en

/** The sentences of rights that load with the page. */
const rightsFirstWords = wordsOf({ en, fr })

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
