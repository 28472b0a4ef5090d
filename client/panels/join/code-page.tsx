import { useState, type FormEvent } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { errorSentence } from '../../i18n/error-sentence.ts'
import { createSession } from '../../model/api.ts'
import { keepSession } from '../../model/sessions.ts'
import { boardPath, go } from '../route.ts'
import { MeForm } from '../people/me-form.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Page } from '../ui/page.tsx'
import { rememberedMe, rememberMe } from './me-memory.ts'
import './join-page.css'

/** /join: the address said aloud in a room; the code, a name, and in. */
export function CodePage() {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const [me, setMe] = useState(rememberedMe)
  const [isSending, setIsSending] = useState(false)
  const [error, setError] = useState('')
  const join = async () => {
    setIsSending(true)
    setError('')
    const session = await createSession({ code: code.trim(), ...me, name: me.name.trim() })
    setIsSending(false)
    if (!session.ok) return setError(errorSentence(session.code))
    rememberMe(me)
    keepSession(session.value)
    go(boardPath(session.value.board))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void join()
  }
  return (
    <Page>
      <form className="card card--narrow" onSubmit={submit}>
        <h1 className="card__title">{t('join.codeHeading')}</h1>
        <p className="card__words">{t('join.codeExplained')}</p>
        <Field
          label={t('join.code')}
          className="join-code"
          value={code}
          maxLength={16}
          autoCapitalize="characters"
          spellCheck={false}
          error={error}
          onChange={(event) => setCode(event.target.value)}
        />
        <MeForm
          name={me.name}
          colour={me.colour}
          onName={(name) => setMe({ ...me, name })}
          onColour={(colour) => setMe({ ...me, colour })}
        />
        <Button tone="accent" type="submit" isWide disabled={isSending || code.trim() === ''}>
          {isSending ? t('join.entering') : t('join.enter')}
        </Button>
      </form>
    </Page>
  )
}
