import { Ghost } from 'lucide-react'
import { useState } from 'react'
import { errorSentence } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { rehearsalWords } from './words.ts'
import type { Asking } from '../../model/http/api.ts'
import { copyCheckpoint, keepCheckpoint } from '../../model/http/board-api.ts'
import { keptCreateSecret } from '../../model/memory/host-secrets.ts'
import { enterCreated } from '../home/enter-created.ts'

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

/** Opens a copy of the board as it is now, to be played with ghosts. Returns the code of a problem, if any. */
async function rehearseCopy(asking: Asking): Promise<string | undefined> {
  const kept = await keepCheckpoint(asking)
  if (!kept.ok) return kept.code
  const created = await copyCheckpoint(asking, kept.value.id, 'rehearsal', keptCreateSecret())
  return created.ok ? enterCreated(created.value, true) : created.code
}
