import { useStore } from '@nanostores/react'
import { Check, EyeOff } from 'lucide-react'
import { useEffect, useId, useMemo } from 'react'
import { computed } from 'nanostores'
import { fill } from '#shared/agenda/fill.ts'
import { Openness, opennessOf } from '#shared/agenda/own-pace.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { PersonBlank, type Draft } from '#shared/board/draft.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { SavingState, type Desk } from '../../model/contract/board-model.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { steadySaving } from '../../panels/host/shown-saving.ts'
import { useServerTime } from '../../panels/host/use-server-time.ts'
import { Button } from '../../panels/ui/button.tsx'
import { Question } from './question.tsx'
import { formWords } from './words.ts'
import '../../panels/ui/calm-box.css'
import './form-task.css'

/** The questions of a form, one below the other. Each letter is kept on the person's desk. */
export function FormTask({ placed }: { readonly placed: PlacedStep }) {
  const t = useWords(formWords)
  const { model } = useBoard()
  const { desk } = model
  useEffect(() => desk.keepOpen(), [desk])
  const all = useStore(desk.answers)
  const agenda = useStore(model.agenda)
  const saving = useSaving(desk)
  const nowMs = useServerTime()
  const { step, path } = placed
  if (step.activity !== 'form' || !agenda) return null
  if (!desk.isKept) return <p className="calm-box">{t('noDesk')}</p>
  const openness = opennessOf(agenda, placed, nowMs)
  // Before the answers are here a letter would begin a second one.
  const mayChange = openness === Openness.open && saving !== SavingState.joining
  const answers = all.filter((answer) => answer.step === path)
  const person = answers.find(({ field }) => field === undefined)
  const setPerson = (blank: string, words: string) => {
    const id = person?.id ?? desk.answer({ origin: { step: path } })
    if (id !== undefined) desk.writeBlank(id, blank, words)
  }
  const isDone = person?.blanks?.[PersonBlank.done] !== undefined
  const promise = (
    <p className="calm-box">
      <EyeOff aria-hidden="true" />
      {t(openness === Openness.open ? 'promise' : openness === Openness.taken ? 'promiseTaken' : 'notOpen')}
    </p>
  )
  return (
    <div className="form-task">
      {openness !== Openness.open && promise}
      <ol className="form-task__questions stack">
        {step.questions.map((question, index) => (
          <li key={question.id}>
            <Question
              question={question}
              placed={placed}
              answers={answers.filter(({ field }) => field === question.id)}
              number={index + 1}
              total={step.questions.length}
              mayChange={mayChange}
            />
          </li>
        ))}
      </ol>
      {step.groups && step.groups.length > 0 && (
        <Group
          groups={step.groups.map(({ id, title }) => ({
            id,
            title: fill(title, currentLanguage(), agenda.answers).text,
          }))}
          person={person}
          mayChange={mayChange}
          onChange={(group) => setPerson(PersonBlank.group, group)}
        />
      )}
      {mayChange && (
        <Button
          isWide
          className="task__done-button"
          aria-pressed={isDone}
          icon={isDone ? <Check /> : undefined}
          onClick={() => setPerson(PersonBlank.done, isDone ? '' : '1')}
        >
          {t('done')}
        </Button>
      )}
      {/* Each field says it in two words. */}
      {openness === Openness.open && promise}
      <output className="form-task__saving quiet" data-state={saving}>
        {saving === SavingState.saved && <Check aria-hidden="true" />}
        {t(`keeping.${savingWords[saving] ?? 'other'}`)}
      </output>
    </div>
  )
}

const savingWords: Readonly<Partial<Record<SavingState, 'joining' | 'saving' | 'saved' | 'offline'>>> = {
  joining: 'joining',
  saving: 'saving',
  saved: 'saved',
  offline: 'offline',
}

function useSaving({ saving }: Desk): SavingState {
  return useStore(
    useMemo(() => steadySaving(computed(saving, (state) => state ?? SavingState.joining)), [saving]),
  )
}

interface GroupProps {
  readonly groups: readonly { readonly id: string; readonly title: string }[]
  readonly person: Draft | undefined
  readonly mayChange: boolean
  readonly onChange: (group: string) => void
}

/** The role group that somebody says to belong to, by choice. */
function Group({ groups, person, mayChange, onChange }: GroupProps) {
  const t = useWords(formWords)
  const id = useId()
  return (
    <div className="form-task__group">
      <label htmlFor={id}>{t('group')}</label>
      <select
        id={id}
        aria-describedby={`${id}-hint`}
        disabled={!mayChange}
        value={person?.blanks?.[PersonBlank.group] ?? ''}
        onChange={({ target }) => onChange(target.value)}
      >
        <option value="">{t('noGroup')}</option>
        {groups.map((group) => (
          <option key={group.id} value={group.id}>
            {group.title}
          </option>
        ))}
      </select>
      <p id={`${id}-hint`} className="quiet">
        {t('groupHint')}
      </p>
    </div>
  )
}
