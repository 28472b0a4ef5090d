import { useRef, useState, type FormEvent } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { languages, type Language } from '#shared/board/document.ts'
import { titleLimit } from '#shared/board/limits.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { errorSentence } from '../../i18n/error-sentence.ts'
import { createBoard, type Outcome } from '../../model/http/api.ts'
import { rememberIdentity, rememberedIdentity } from '../../model/memory/remembered-identity.ts'
import { keptCreateSecret } from '../../model/memory/create-secret.ts'
import { NameField } from '../people/name-field.tsx'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Field } from '../ui/field.tsx'
import { enterCreated } from './enter-created.ts'
import { homeWords } from './words.ts'

interface CreateBoardProps {
  /** True for a refusal that the page shows in place of this form. */
  readonly isLack: (code: string) => boolean
}

export function CreateBoard({ isLack }: CreateBoardProps) {
  const t = useWords(homeWords)
  const [title, setTitle] = useState('')
  const [name, setName] = useState(() => rememberedIdentity().name)
  const [language, setLanguage] = useState<Language | null>(null)
  const [isSending, setIsSending] = useState(false)
  const [error, setError] = useState('')
  const made = useRef<Outcome<CreatedBoard>>(undefined)
  const chosen = language ?? currentLanguage()

  const create = async () => {
    setIsSending(true)
    setError('')
    rememberIdentity({ ...rememberedIdentity(), name: name.trim() })
    // A board that was created but could not be entered is entered at the next attempt, not created again.
    const created =
      made.current ?? (await createBoard({ title: title.trim(), language: chosen }, keptCreateSecret()))
    if (created.ok) made.current = created
    const problem = created.ok ? await enterCreated(created.value) : created.code
    if (problem !== undefined && !isLack(problem)) setError(errorSentence(problem))
    setIsSending(false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void create()
  }
  return (
    <form className="create-board" onSubmit={submit}>
      <Field
        label={t('boardTitle')}
        placeholder={t('boardTitleHint')}
        value={title}
        maxLength={titleLimit}
        error={error}
        onChange={(event) => setTitle(event.target.value)}
      />
      <NameField value={name} onChange={setName} />
      <Choice
        legend={t('boardLanguage')}
        value={chosen}
        options={languages.map((value) => ({ value, label: t(`language.${value}`) }))}
        onChange={setLanguage}
      />
      <Button tone="accent" type="submit" isWide isBusy={isSending}>
        {isSending ? t('creating') : t('create')}
      </Button>
    </form>
  )
}
