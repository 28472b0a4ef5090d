import { useState, type FormEvent } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { errorSentence } from '../../i18n/error-sentence.ts'
import { createSession } from '../../model/http/api.ts'
import { keepSession } from '../../model/memory/sessions.ts'
import { boardPath, go } from '../../routing/route.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { useIsLeft } from '../ui/use-is-left.ts'
import { rememberedIdentity, type RememberedIdentity } from '../../model/memory/remembered-identity.ts'
import { joinWords } from './words.ts'

/** A field for the join code. It leads in as a participant. */
export function CodeForm({ me }: { readonly me?: RememberedIdentity }) {
  const t = useWords(joinWords)
  const [code, setCode] = useState('')
  const [isSending, setIsSending] = useState(false)
  const [error, setError] = useState('')
  const isLeft = useIsLeft()
  const join = async () => {
    setIsSending(true)
    setError('')
    const session = await createSession({ code: code.trim(), ...(me ?? rememberedIdentity()) })
    setIsSending(false)
    if (!session.ok)
      return setError(session.code === 'link_invalid' ? t('noSuchCode') : errorSentence(session.code))
    keepSession(session.value)
    // A person who has left this page meanwhile stays where they are. The board is in their list now.
    if (!isLeft()) go(boardPath(session.value.board))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void join()
  }
  return (
    <form className="code-form" onSubmit={submit}>
      <Field
        label={t('join.code')}
        hint={t('codeHint')}
        value={code}
        maxLength={16}
        autoCapitalize="characters"
        spellCheck={false}
        error={error}
        onChange={(event) => setCode(event.target.value)}
      />
      <Button type="submit" isBusy={isSending} disabled={code.trim() === ''}>
        {t('codeSubmit')}
      </Button>
    </form>
  )
}
