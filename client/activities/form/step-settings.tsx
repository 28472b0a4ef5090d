import { Plus, X } from 'lucide-react'
import { useId, useState } from 'react'
import type { FormQuestion, RoleGroup } from '#shared/activities/form/activity.ts'
import { templateLimits } from '#shared/agenda/limits.ts'
import { wordsIn } from '#shared/agenda/fill.ts'
import type { Language } from '#shared/board/document.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { StepSettingsProps } from '../../panels/host/step-editor.ts'
import { autoGrow } from '../../panels/ui/auto-grow.ts'
import { Button, IconButton } from '../../panels/ui/button.tsx'
import { editorWords } from './editor-words.ts'
import './step-settings.css'

const kinds = ['idea', 'hope', 'experience', 'conviction', 'expectation', 'object'] as const

/** The questions and the role groups of a form. */
export function StepSettings({ step, language, isFixed, onChange }: StepSettingsProps) {
  const t = useWords(editorWords)
  if (step.activity !== 'form') return null
  const { questions, groups = [] } = step
  const setQuestions = (next: readonly FormQuestion[]) => onChange({ ...step, questions: next })
  const setGroups = (next: readonly RoleGroup[]) => {
    const { groups: _, ...others } = step
    onChange(next.length === 0 ? others : { ...others, groups: next })
  }
  const add = () => {
    const words = { [language]: t('question', { number: questions.length + 1 }) }
    setQuestions([...questions, { id: freeId('question', questions), words, kind: 'idea', field: 'notes' }])
  }
  return (
    <>
      {questions.map((question, index) => (
        <QuestionRow
          key={question.id}
          question={question}
          number={index + 1}
          language={language}
          isFixed={isFixed}
          onChange={(next) => setQuestions(questions.with(index, next))}
          onRemove={
            questions.length > 1
              ? () => setQuestions(questions.filter((each) => each !== question))
              : undefined
          }
        />
      ))}
      {!isFixed && questions.length < templateLimits.fields && (
        <Button tone="quiet" icon={<Plus aria-hidden="true" />} onClick={add}>
          {t('addQuestion')}
        </Button>
      )}
      {!isFixed && <GroupsField groups={groups} language={language} onChange={setGroups} />}
    </>
  )
}

interface QuestionRowProps {
  readonly question: FormQuestion
  readonly number: number
  readonly language: Language
  readonly isFixed: boolean
  readonly onChange: (question: FormQuestion) => void
  /** Undefined for the only one. */
  readonly onRemove: (() => void) | undefined
}

function QuestionRow({ question, number, language, isFixed, onChange, onRemove }: QuestionRowProps) {
  const t = useWords(editorWords)
  const id = useId()
  const { words, kind, hasPhoto = false } = question
  return (
    <div className="form-question-row">
      <div className="field">
        <label htmlFor={id}>{t('question', { number })}</label>
        <textarea
          id={id}
          ref={autoGrow}
          rows={2}
          lang={language}
          value={words[language] ?? ''}
          placeholder={wordsIn(words, language).text}
          maxLength={templateLimits.words}
          onChange={({ target }) => onChange({ ...question, words: changed(words, language, target.value) })}
        />
      </div>
      {!isFixed && (
        <div className="form-question-row__choices">
          <label>
            {t('kind')}{' '}
            <select
              value={kind}
              onChange={({ target }) => {
                const next = kinds.find((each) => each === target.value)
                if (next) onChange({ ...question, kind: next })
              }}
            >
              {kinds.map((each) => (
                <option key={each} value={each}>
                  {t(`kinds.${each}`)}
                </option>
              ))}
            </select>
          </label>
          <label>
            <input
              type="checkbox"
              checked={hasPhoto}
              onChange={({ target }) => onChange({ ...question, hasPhoto: target.checked })}
            />
            {t('photo')}
          </label>
          {onRemove && <IconButton label={t('removeQuestion', { number })} icon={<X />} onClick={onRemove} />}
        </div>
      )}
    </div>
  )
}

interface GroupsFieldProps {
  readonly groups: readonly RoleGroup[]
  readonly language: Language
  readonly onChange: (groups: readonly RoleGroup[]) => void
}

/** One group a line. */
function GroupsField({ groups, language, onChange }: GroupsFieldProps) {
  const t = useWords(editorWords)
  const id = useId()
  const said = groups.map(({ title }) => wordsIn(title, language).text).join('\n')
  const [typed, setTyped] = useState({ language, text: said })
  const change = (text: string) => {
    setTyped({ language, text })
    const lines = text.split('\n').filter((line) => line.trim() !== '')
    onChange(
      lines.slice(0, templateLimits.fields).reduce<readonly RoleGroup[]>((all, line, index) => {
        const before = groups[index]
        const title = { ...before?.title, [language]: line.trim().slice(0, templateLimits.title) }
        return [...all, { id: before?.id ?? freeId('group', [...groups, ...all]), title }]
      }, []),
    )
  }
  return (
    <div className="field">
      <label htmlFor={id}>{t('groups')}</label>
      <textarea
        id={id}
        ref={autoGrow}
        rows={2}
        lang={language}
        aria-describedby={`${id}-hint`}
        value={typed.language === language ? typed.text : said}
        onChange={({ target }) => change(target.value)}
      />
      <p id={`${id}-hint`} className="field__hint">
        {t('groupsHint')}
      </p>
    </div>
  )
}

/** An emptied sentence goes, so that the other language stands for it. */
function changed(words: FormQuestion['words'], language: Language, said: string): FormQuestion['words'] {
  const { [language]: _, ...others } = words
  return said === '' && Object.keys(others).length > 0 ? others : { ...others, [language]: said || ' ' }
}

function freeId(name: string, taken: readonly { readonly id: string }[]): string {
  for (let number = taken.length + 1; ; number += 1) {
    const id = `${name}-${number}`
    if (taken.every((each) => each.id !== id)) return id
  }
}
