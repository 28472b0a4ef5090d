import { FileUp } from 'lucide-react'
import { useRef, useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { errorSentence } from '../../i18n/error-sentence.ts'
import { importBoard } from '../../model/http/api.ts'
import { keptCreateSecret } from '../../model/memory/create-secret.ts'
import { Button } from '../ui/button.tsx'
import { enterCreated } from './enter-created.ts'
import { homeWords } from './words.ts'

/** Makes a new board with new links from an exported file. */
export function ImportBoard({ isLack }: { readonly isLack: (code: string) => boolean }) {
  const t = useWords(homeWords)
  const input = useRef<HTMLInputElement>(null)
  const [isSending, setIsSending] = useState(false)
  const [error, setError] = useState('')
  const [detail, setDetail] = useState('')
  const bring = async (file: File) => {
    setIsSending(true)
    setError('')
    setDetail('')
    const created = await importBoard(file, keptCreateSecret())
    const problem = created.ok ? await enterCreated(created.value) : created.code
    if (problem !== undefined && !isLack(problem))
      setError(errorSentence(problem === 'bad_request' ? 'import_invalid' : problem))
    // Where the damage is: only the server knows, and says it in English.
    setDetail(!created.ok && created.code === 'import_damaged' ? created.message : '')
    setIsSending(false)
  }
  return (
    <div className="import-board">
      <Button icon={<FileUp />} isBusy={isSending} onClick={() => input.current?.click()}>
        {isSending ? t('importing') : t('import')}
      </Button>
      <span>{t('importHint')}</span>
      <input
        ref={input}
        type="file"
        hidden
        accept="application/json,.json"
        aria-label={t('import')}
        onChange={(event) => {
          const file = event.target.files?.[0]
          // Allows to choose the same file again after an error.
          event.target.value = ''
          if (file) void bring(file)
        }}
      />
      <p className="card__error" role="alert">
        {error}
        {detail !== '' && (
          <>
            {' '}
            <span lang="en">({detail})</span>
          </>
        )}
      </p>
    </div>
  )
}
