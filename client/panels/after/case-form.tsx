import { useId, useState } from 'react'
import { inBrief } from '#shared/board/brief.ts'
import { isParked } from '#shared/board/parking-lot.ts'
import { readPrinciple } from '#shared/board/principle.ts'
import { Audience } from '#shared/workshop/audience.ts'
import { OperationBlank } from '#shared/workshop/operations.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from '../host/board-context.tsx'
import { TextArea } from '../host/text-area.tsx'
import { useSceneFact, useSceneList } from '../host/use-scene.ts'
import { Button } from '../ui/button.tsx'
import { useContentLanguage } from '../ui/content-language.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { afterWords } from './words.ts'

type Scene = BoardModel['scene']

/** No step of an agenda has this path. */
const noted = { step: 'after/case', field: 'case' } as const

/** Letters of the dilemma and of each side. Not measured. */
const most = 300

interface CaseFormProps {
  readonly today: string
  readonly onClose: () => void
  readonly onDone: () => void
}

/** A dilemma that the sentence or a principle has settled since: a note on the board, without a vote. */
export function CaseForm({ today, onClose, onDone }: CaseFormProps) {
  const t = useWords(afterWords)
  const { model } = useBoard()
  const language = useContentLanguage()
  const form = useId()
  const select = useId()
  const principles = useSceneList(model.scene, principlesIn, isSame)
  const [dilemma, setDilemma] = useState('')
  const [chosen, setChosen] = useState('')
  const [other, setOther] = useState('')
  const [principle, setPrinciple] = useState('')
  const [day, setDay] = useState(today)
  const [error, setError] = useState('')
  const keep = () => {
    const blanks = {
      [OperationBlank.sideA]: chosen.trim(),
      [OperationBlank.sideB]: other.trim(),
      [OperationBlank.noted]: day,
    }
    const from = principle === '' ? [] : [principle]
    const [id] = model.commands.addToField(noted, [{ text: dilemma.trim(), kind: 'dilemma', blanks, from }])
    if (id === undefined) return setError(t('caseRefused'))
    onDone()
  }
  return (
    <Dialog
      title={t('caseTitle')}
      onClose={onClose}
      isForm
      footer={
        <Button type="submit" form={form} tone="accent">
          {t('caseGo')}
        </Button>
      }
    >
      <form
        id={form}
        className="after__dialog"
        onSubmit={(event) => {
          event.preventDefault()
          keep()
        }}
      >
        <TextArea
          audience={Audience.open}
          label={t('caseWhat')}
          maxLength={most}
          required
          value={dilemma}
          onChange={setDilemma}
        />
        <Field
          label={t('caseChosen')}
          lang={language}
          maxLength={most}
          required
          value={chosen}
          onChange={({ target }) => setChosen(target.value)}
        />
        <Field
          label={t('caseOther')}
          lang={language}
          maxLength={most}
          required
          value={other}
          onChange={({ target }) => setOther(target.value)}
        />
        <div className="field">
          <label htmlFor={select}>{t('casePrinciple')}</label>
          <select
            id={select}
            lang={language}
            value={principle}
            onChange={({ target }) => setPrinciple(target.value)}
          >
            <option value="">{t('caseNone')}</option>
            {principles.map(({ id, text }) => (
              <option key={id} value={id}>
                {inBrief(text)}
              </option>
            ))}
          </select>
        </div>
        <Field
          label={t('caseDay')}
          type="date"
          required
          max={today}
          value={day}
          onChange={({ target }) => setDay(target.value)}
        />
        <p className="field__hint">{t('caseHint')}</p>
        <p className="field__error" role="alert">
          {error}
        </p>
      </form>
    </Dialog>
  )
}

interface Named {
  readonly id: string
  readonly text: string
}

function principlesIn({ notes }: Scene): readonly Named[] {
  return [...notes.values()].flatMap((note) => {
    const { choice } = readPrinciple(note.text)
    return note.kind === 'principle' && !isParked(note) && choice !== ''
      ? [{ id: note.id, text: choice }]
      : []
  })
}

function isSame(a: Named, b: Named): boolean {
  return a.id === b.id && a.text === b.text
}

/** The number of dilemmas that were noted since. */
export function useNotedCases(): number {
  const { model } = useBoard()
  return useSceneFact(model.scene, notedIn)
}

function notedIn({ notes }: Scene): number {
  return [...notes.values()].filter(
    ({ kind, blanks }) => kind === 'dilemma' && blanks?.[OperationBlank.noted] !== undefined,
  ).length
}
