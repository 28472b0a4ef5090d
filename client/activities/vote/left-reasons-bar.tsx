import { useStore } from '@nanostores/react'
import { EyeOff } from 'lucide-react'
import { useMemo } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { returnFocus } from '../../panels/host/return-focus.ts'
import { Button } from '../../panels/ui/button.tsx'
import { leftReasonsDialog } from './entries.ts'
import { isAsked, ownLeftReasons } from './left-reasons.tsx'
import { voteWords } from './words.ts'
import './left-reasons.css'

/**
 * For the author of a reason that was not sent, after the round has closed. It stays until they decide. It says nothing
 * about their answer: a neighbour may see the screen.
 */
export function LeftReasonsBar() {
  const t = useWords(voteWords)
  const { model, shell } = useBoard()
  const left = useStore(useMemo(() => ownLeftReasons(model.voting), [model]))
  if (!left.some(isAsked)) return null
  return (
    <section className="left-reasons-bar" ref={returnFocus} aria-label={t('leftTitle')}>
      <EyeOff aria-hidden="true" />
      <output>{t('leftBar')}</output>
      <Button tone="neutral" onClick={() => shell.open(leftReasonsDialog)}>
        {t('leftDecide')}
      </Button>
    </section>
  )
}
