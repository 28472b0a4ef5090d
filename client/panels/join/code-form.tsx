import { useId, useState, type FormEvent } from 'react'
import { nameLimit } from '#shared/workshop/role.ts'
import { useWords } from '../../i18n/use-words.ts'
import { errorSentence } from '../../i18n/i18n.ts'
import { createSession } from '../../model/http/api.ts'
import { keepSession } from '../../model/memory/sessions.ts'
import { rememberedIdentity, rememberIdentity } from '../../model/memory/remembered-identity.ts'
import { boardPath, go } from '../../routing/route.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { useIsLeft } from '../ui/page.tsx'
import { joinWords } from './words.ts'
import './code-form.css'

/** Letters of a code, in two halves. */
const places = [0, 1, 2, 3, 4, 5, 6, 7] as const

/** The code of the room and a first name. It leads in as a participant. */
export function CodeForm({ tone }: { readonly tone: 'accent' | 'plain' }) {
  const t = useWords(joinWords)
  const id = useId()
  const [code, setCode] = useState('')
  const [name, setName] = useState(() => rememberedIdentity().name)
  const [isSending, setIsSending] = useState(false)
  const [error, setError] = useState('')
  const isLeft = useIsLeft()
  const join = async () => {
    setIsSending(true)
    setError('')
    const identity = { ...rememberedIdentity(), name: name.trim() }
    rememberIdentity(identity)
    const session = await createSession({ code: code.trim(), ...identity })
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
  const letters = code.toUpperCase().replaceAll(/[\s\p{Pd}_.]/gu, '')
  return (
    <form className="code-form" onSubmit={submit}>
      <label className="code-form__label" htmlFor={id}>
        {t('enterCode')}
      </label>
      {/* One field: its letters are drawn in boxes. */}
      <div className="code-form__code">
        <input
          id={id}
          value={code}
          maxLength={16}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          aria-invalid={error !== '' || undefined}
          aria-describedby={`${id}-error`}
          onChange={(event) => setCode(event.target.value)}
        />
        {places.map((place) => (
          <span
            key={place}
            aria-hidden="true"
            data-next={place === Math.min(letters.length, places.length - 1) || undefined}
          >
            {letters[place]}
          </span>
        ))}
      </div>
      <div className="code-form__row">
        <Field
          className="code-form__name"
          label={t('ownName')}
          placeholder={t('ownName')}
          value={name}
          maxLength={nameLimit}
          autoComplete="given-name"
          onChange={(event) => setName(event.target.value)}
        />
        <Button tone={tone} type="submit" isBusy={isSending} disabled={letters === ''}>
          {t('codeSubmit')}
        </Button>
      </div>
      <p id={`${id}-error`} className="field__error" role="alert">
        {error}
      </p>
    </form>
  )
}
