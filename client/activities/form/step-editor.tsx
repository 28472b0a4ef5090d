import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { FormQuestion, RoleGroup } from '#shared/activities/form/activity.ts'
import { wordsIn } from '#shared/agenda/fill.ts'
import { templateLimits } from '#shared/agenda/template.ts'
import type { Language } from '#shared/board/document.ts'
import { useWords } from '../../i18n/use-words.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { stepEditorOf, type StepSettingsProps } from '../../panels/host/step-editor.tsx'
import { TextArea } from '../../panels/host/text-area.tsx'
import { Button, IconButton } from '../../panels/ui/button.tsx'
import './step-settings.css'

export const en = {
  title: 'Prepare',
  hint: 'Each person answers some questions alone, also days before.',
  prompt: 'Prepare, each on your own. You share only what you choose to.',
  firstQuestion: 'What would you like to bring?',
  question: 'Question {{number}}',
  kind: 'Becomes',
  kinds: {
    idea: 'an idea',
    hope: 'a hope',
    experience: 'an experience',
    conviction: 'a conviction',
    expectation: 'an expectation',
    object: 'an object',
  },
  photo: 'With a photo',
  addQuestion: 'Add a question',
  removeQuestion: 'Remove question {{number}}',
  groups: 'Groups that people can choose from, one a line',
  groupsHint: 'Optional. Groups under five are never shown by themselves.',
}

export const fr = {
  title: 'Préparer',
  hint: 'Chacun répond seul à quelques questions, même des jours avant.',
  prompt: 'Préparez-vous, chacun de son côté. Vous ne partagez que ce que vous choisissez.',
  firstQuestion: 'Qu’aimeriez-vous apporter ?',
  question: 'Question {{number}}',
  kind: 'Devient',
  kinds: {
    idea: 'une idée',
    hope: 'une envie',
    experience: 'une expérience',
    conviction: 'une conviction',
    expectation: 'une attente',
    object: 'un objet',
  },
  photo: 'Avec une photo',
  addQuestion: 'Ajouter une question',
  removeQuestion: 'Retirer la question {{number}}',
  groups: 'Groupes au choix, un par ligne',
  groupsHint: 'Facultatif. Un groupe de moins de cinq n’est jamais montré seul.',
} satisfies typeof en

/** The sentences about steps of this activity in the editor of the agenda. */
const editorWords = wordsOf({ en, fr })

const kinds = ['idea', 'hope', 'experience', 'conviction', 'expectation', 'object'] as const

/** The questions and the role groups of a form. */
function StepSettings({ step, language, isFixed, onChange }: StepSettingsProps) {
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
  const { words, kind, hasPhoto = false } = question
  return (
    <div className="stack">
      <TextArea
        label={t('question', { number })}
        lang={language}
        value={words[language] ?? ''}
        placeholder={wordsIn(words, language).text}
        maxLength={templateLimits.words}
        onChange={(said) => onChange({ ...question, words: changed(words, language, said) })}
      />
      {!isFixed && (
        <div className="form-question-row__choices row">
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
    <TextArea
      label={t('groups')}
      hint={t('groupsHint')}
      lang={language}
      value={typed.language === language ? typed.text : said}
      onChange={change}
    />
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

export const stepEditor = stepEditorOf(
  { en, fr },
  (both) => ({
    activity: 'form',
    seconds: null,
    pace: 'own',
    writing: 'none',
    questions: [{ id: 'question-1', words: both('firstQuestion'), kind: 'idea', field: 'notes' }],
  }),
  StepSettings,
)
