import { Ghost } from 'lucide-react'
import { useState } from 'react'
import { errorSentence } from '../../i18n/error-sentence.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { rehearseCopy } from './rehearse-copy.ts'
import { rehearsalWords } from './words.ts'

/** Opens a copy of the board on which ghosts play. */
export function RehearseDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(rehearsalWords)
  const { asking } = useBoard()
  const [isBusy, setIsBusy] = useState(false)
  const [error, setError] = useState('')
  const open = async () => {
    setIsBusy(true)
    setError('')
    const code = await rehearseCopy(asking)
    if (code !== undefined) setError(errorSentence(code))
    setIsBusy(false)
  }
  return (
    <Dialog
      title={t('try')}
      onClose={onClose}
      isText
      footer={
        <Button tone="accent" icon={<Ghost />} isBusy={isBusy} onClick={() => void open()}>
          {t('open')}
        </Button>
      }
    >
      <p>{t('tryAbout')}</p>
      <p className="field__hint">{t('trySafe')}</p>
      <p className="card__error" role="alert">
        {error}
      </p>
    </Dialog>
  )
}
