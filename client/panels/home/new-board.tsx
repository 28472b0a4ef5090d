import { useState, type FormEvent } from 'react'
import { errorSentence } from '../../i18n/error-sentence.ts'
import { useWords } from '../../i18n/use-words.ts'
import { readOpening } from '../../model/http/api.ts'
import { keepCreateSecret } from '../../model/memory/create-secret.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { homeWords } from './words.ts'

/** Asks once for the secret of a server on which only people who know it open boards. */
export function SecretForm({ onShown }: { readonly onShown: () => void }) {
  const t = useWords(homeWords)
  const [secret, setSecret] = useState('')
  const [isSending, setIsSending] = useState(false)
  const [error, setError] = useState('')
  const show = async () => {
    const said = secret.trim()
    setIsSending(true)
    setError('')
    const opening = await readOpening(said)
    setIsSending(false)
    if (!opening.ok) return setError(errorSentence(opening.code))
    if (!opening.value.isAllowed) return setError(errorSentence('secret_wrong'))
    keepCreateSecret(said)
    onShown()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void show()
  }
  return (
    <form className="create-board" onSubmit={submit}>
      <p className="card__words">{t('secretExplained')}</p>
      <Field
        label={t('secret')}
        type="password"
        value={secret}
        maxLength={200}
        error={error}
        onChange={(event) => setSecret(event.target.value)}
      />
      <Button tone="accent" type="submit" isWide isBusy={isSending} disabled={secret.trim() === ''}>
        {t('secretSubmit')}
      </Button>
    </form>
  )
}
