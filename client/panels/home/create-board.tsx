import { Ghost } from 'lucide-react'
import { useRef, useState, type FormEvent } from 'react'
import type { Answers } from '#shared/agenda/template.ts'
import { useWords } from '../../i18n/use-words.ts'
import { wordsIn, completeAnswers, answerLimits } from '#shared/agenda/fill.ts'
import { languages, type Language } from '#shared/board/document.ts'
import { titleLimit } from '#shared/board/limits.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import type { TemplateSummary } from '#shared/wire/templates.ts'
import { currentLanguage, errorSentence } from '../../i18n/i18n.ts'
import type { Outcome } from '../../model/http/api.ts'
import { createBoard, goOnFrom } from '../../model/http/new-board-api.ts'
import { readTemplate } from '../../model/http/templates-api.ts'
import { rememberIdentity, rememberedIdentity } from '../../model/memory/remembered-identity.ts'
import { keptCreateSecret } from '../../model/memory/host-secrets.ts'
import { takesPartIn } from '../host/just-created.ts'
import { NameField } from '../people/name-field.tsx'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Field } from '../ui/field.tsx'
import { enterCreated } from './enter-created.ts'
import { FileButton } from './import-file.tsx'
import { said } from './template-rows.tsx'
import { homeWords } from './words.ts'

interface CreateBoardProps {
  /** Null: a blank board. */
  readonly template: TemplateSummary | null
  /** True for a refusal that the page shows in place of this form. */
  readonly isLack: (code: string) => boolean
}

export function CreateBoard({ template, isLack }: CreateBoardProps) {
  const t = useWords(homeWords)
  const [title, setTitle] = useState('')
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [wrong, setWrong] = useState<readonly string[]>([])
  const [name, setName] = useState(() => rememberedIdentity().name)
  const [language, setLanguage] = useState<Language | null>(null)
  const [isTakingPart, setIsTakingPart] = useState(false)
  const [isSending, setIsSending] = useState(false)
  const [error, setError] = useState('')
  const made = useRef<Outcome<CreatedBoard>>(undefined)
  const chosen = language ?? currentLanguage()
  const ask = template?.ask ?? []
  const firstText = ask.find(({ kind }) => kind === 'text')
  const named = firstText && wordsIn(firstText.label, currentLanguage()).text

  const order = async (isRehearsal: boolean): Promise<Outcome<CreatedBoard>> => {
    const secret = keptCreateSecret()
    const answers = answersOf(ask, typed)
    const given = title.trim() || String(answers[firstText?.id ?? ''] ?? '')
    const board = { title: given.slice(0, titleLimit), language: chosen }
    if (!template) return createBoard(board, secret)
    const whole = await readTemplate(template.id, secret)
    if (!whole.ok) return whole
    return createBoard(
      { ...board, agenda: { template: whole.value, answers }, ...(isRehearsal && { isRehearsal }) },
      secret,
    )
  }
  const create = async (isRehearsal: boolean) => {
    setIsSending(true)
    setError('')
    rememberIdentity({ ...rememberedIdentity(), name: name.trim() })
    // A board that was created but could not be entered is entered at the next attempt, not created again.
    const created = made.current ?? (await order(isRehearsal))
    if (created.ok) made.current = created
    if (created.ok && isTakingPart && !isRehearsal) takesPartIn.set(created.value.id)
    const problem = created.ok ? await enterCreated(created.value, isRehearsal) : created.code
    if (problem !== undefined && !isLack(problem)) setError(errorSentence(problem))
    setIsSending(false)
  }
  const begin = (isRehearsal: boolean) => {
    const { missing, wrong: wrongly } = completeAnswers(ask, answersOf(ask, typed))
    const lacking = [...missing, ...wrongly]
    setWrong(lacking)
    if (lacking[0] !== undefined) document.getElementById(`ask-${lacking[0]}`)?.focus()
    else void create(isRehearsal)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    begin(false)
  }
  const sends = template ? t('createWorkshop') : t('create')
  return (
    <form className="create-board" onSubmit={submit} noValidate>
      {template?.id === secondTemplate && <FromFile title={title} isLack={isLack} />}
      <TemplateQuestions
        key={template?.id}
        ask={ask}
        answers={typed}
        wrong={wrong}
        onAnswer={(id, answer) => {
          setTyped((before) => ({ ...before, [id]: answer }))
          setWrong((before) => before.filter((one) => one !== id))
        }}
      />
      <Field
        label={t('boardTitle')}
        placeholder={named ? t('titleFromAnswer', { label: named }) : t('boardTitleHint')}
        value={title}
        maxLength={titleLimit}
        error={error}
        onChange={(event) => setTitle(event.target.value)}
      />
      <NameField value={name} onChange={setName} />
      <label className="create-board__part">
        <input
          type="checkbox"
          checked={isTakingPart}
          onChange={(event) => setIsTakingPart(event.target.checked)}
        />
        <span>
          {t('takePart')}
          <span className="field__hint">{t('takePartHint')}</span>
        </span>
      </label>
      <Choice
        legend={t('boardLanguage')}
        value={chosen}
        options={languages.map((value) => ({ value, label: t(`language.${value}`) }))}
        onChange={setLanguage}
      />
      <Button tone="accent" type="submit" isWide isBusy={isSending}>
        {isSending ? t('creating') : sends}
      </Button>
      {template && template.steps > 0 && (
        <Button tone="quiet" icon={<Ghost />} isWide disabled={isSending} onClick={() => begin(true)}>
          {t('rehearse')}
        </Button>
      )}
    </form>
  )
}

/** The template of the second workshop. */
const secondTemplate = 'operations'

/** A second workshop goes on from the first one: from its board, or from its file. */
function FromFile({ title, isLack }: Pick<CreateBoardProps, 'isLack'> & { readonly title: string }) {
  const t = useWords(homeWords)
  const [isSending, setIsSending] = useState(false)
  const [error, setError] = useState('')
  const bring = async (file: File) => {
    setIsSending(true)
    setError('')
    const created = await goOnFrom(file, title.trim(), keptCreateSecret())
    const problem = created.ok ? await enterCreated(created.value) : created.code
    if (problem !== undefined && !isLack(problem))
      setError(errorSentence(problem === 'bad_request' ? 'import_invalid' : problem))
    setIsSending(false)
  }
  return (
    <div className="create-board__from">
      <p className="field__hint">{t('secondHint')}</p>
      <FileButton label={t('secondFile')} isBusy={isSending} onFile={(file) => void bring(file)}>
        {t('secondFile')}
      </FileButton>
      <p className="card__error" role="alert">
        {error}
      </p>
    </div>
  )
}

type Question = TemplateSummary['ask'][number]

interface TemplateQuestionsProps {
  readonly ask: readonly Question[]
  readonly answers: Readonly<Record<string, string>>
  /** Ids of questions whose answer is missing or wrong. */
  readonly wrong: readonly string[]
  readonly onAnswer: (id: string, answer: string) => void
}

/** The questions of a template: texts one below the other, numbers and times beside each other. */
function TemplateQuestions({ ask, answers, wrong, onAnswer }: TemplateQuestionsProps) {
  const t = useWords(homeWords)
  const fieldOf = (question: Question) => {
    const { id, kind, isOptional, default: preset } = question
    const label = said(question.label)
    return (
      <Field
        key={id}
        id={`ask-${id}`}
        lang={label.lang}
        label={isOptional && kind === 'text' ? t('optional', { label: label.text }) : label.text}
        type={kind === 'time' ? 'time' : 'text'}
        inputMode={kind === 'minutes' || kind === 'count' ? 'numeric' : undefined}
        maxLength={kind === 'text' ? answerLimits.text : undefined}
        placeholder={isOptional && kind === 'count' ? t('automatic') : undefined}
        value={answers[id] ?? String(preset ?? '')}
        error={wrong.includes(id) ? t(`answerNeeded.${kind}`) : undefined}
        onChange={(event) => onAnswer(id, event.target.value)}
      />
    )
  }
  const short = ask.filter(({ kind }) => kind !== 'text')
  return (
    <>
      {ask.filter(({ kind }) => kind === 'text').map(fieldOf)}
      {short.length > 0 && <div className="create-board__short">{short.map(fieldOf)}</div>}
    </>
  )
}

/** The typed answers of a person: numbers as numbers. */
function answersOf(ask: readonly Question[], typed: Readonly<Record<string, string>>): Answers {
  const entries = ask.flatMap(({ id, kind }) => {
    const text = typed[id]?.trim()
    if (text === undefined) return []
    const isNumber = (kind === 'minutes' || kind === 'count') && text !== ''
    return [[id, isNumber ? Number(text) : text] as const]
  })
  return Object.fromEntries(entries)
}
