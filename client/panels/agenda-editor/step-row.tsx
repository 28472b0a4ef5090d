import { ArrowDown, ArrowUp, ChevronDown, ChevronUp, Trash2, GripVertical } from 'lucide-react'
import { useId, useState } from 'react'
import { fill, wordsIn } from '#shared/agenda/fill.ts'
import { datesOf } from '#shared/agenda/own-pace.ts'
import { type Step, type StepPath, type Words, templateLimits } from '#shared/agenda/template.ts'
import { stepSeconds } from '#shared/agenda/steps.ts'
import { useWords } from '../../i18n/use-words.ts'
import { TextArea } from '../host/text-area.tsx'
import { IconButton } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Stepper } from '../ui/stepper.tsx'
import type { Editing, StepPlace } from './edits.ts'
import { TablesSettings } from './tables-settings.tsx'
import type { OrderPlace, DragOrder } from './use-drag-order.ts'
import { editorWords } from './words.ts'

interface StepRowProps extends Editing {
  readonly step: Step
  readonly path: StepPath
  readonly place: StepPlace
  readonly onStep: (change: (step: Step) => Step) => void
  readonly onMove: (by: 1 | -1) => void
  readonly onRemove: () => void
  readonly canMove: (by: 1 | -1) => boolean
}

/** One step: a line, and its words and settings when it is open. */
export function StepRow(props: StepRowProps) {
  const t = useWords(editorWords)
  const { step, path, place, answers, language, editors, visited, running, drag, onMove, onRemove, canMove } =
    props
  const [isOpen, setIsOpen] = useState(false)
  const form = useId()
  const title = editors.get(step.activity)?.title() ?? step.activity
  const [first = {}] = step.prompt
  const said = fill(first, language, answers).text
  const name = said === '' ? title : said
  const hasRun = visited.has(path)
  const seconds = stepSeconds(step, answers)
  const isHere = (at: OrderPlace | null) => at?.phase === place.phase && at.step === place.step
  return (
    <li
      className="agenda-editor__step"
      data-ran={hasRun || undefined}
      data-held={isHere(drag.held) || undefined}
      data-drop={isHere(drag.drop) || undefined}
    >
      <div className="agenda-editor__line">
        <Grip place={place} drag={drag} isFixed={hasRun} />
        <span className="agenda-editor__kind">{title}</span>
        <span className="agenda-editor__said one-line">{said}</span>
        {hasRun && <span className="agenda-editor__state">{path === running ? t('runs') : t('hasRun')}</span>}
        <span className="agenda-editor__minutes tabular">
          {seconds === null ? t('noTime') : t('minutesShort', { count: Math.round(seconds / 60) })}
        </span>
        <span className="agenda-editor__tools">
          <IconButton
            label={t('stepUp', { name })}
            icon={<ArrowUp />}
            disabled={!canMove(-1)}
            onClick={() => onMove(-1)}
          />
          <IconButton
            label={t('stepDown', { name })}
            icon={<ArrowDown />}
            disabled={!canMove(1)}
            onClick={() => onMove(1)}
          />
          <IconButton
            label={t('removeStep', { name })}
            icon={<Trash2 />}
            disabled={hasRun}
            onClick={onRemove}
          />
          <IconButton
            label={isOpen ? t('closeStep', { name }) : t('editStep', { name })}
            icon={isOpen ? <ChevronUp /> : <ChevronDown />}
            aria-expanded={isOpen}
            aria-controls={isOpen ? form : undefined}
            onClick={() => setIsOpen(!isOpen)}
          />
        </span>
      </div>
      {isOpen && (
        <div className="agenda-editor__form" id={form}>
          <StepForm {...props} seconds={seconds} hasRun={hasRun} />
        </div>
      )}
    </li>
  )
}

function StepForm({
  step,
  answers,
  language,
  editors,
  seconds,
  hasRun,
  onStep,
  onAnswer,
}: StepRowProps & { readonly seconds: number | null; readonly hasRun: boolean }) {
  const t = useWords(editorWords)
  const Settings = editors.get(step.activity)?.Settings
  const setPrompt = (index: number, words: string) =>
    onStep((last) => ({ ...last, prompt: promptWith(last.prompt, index, language, words) }))
  const setMinutes = (minutes: number) => {
    if (step.secondsFrom === undefined) {
      onStep((last) => withSeconds(last, minutes === 0 ? null : minutes * 60))
    } else onAnswer(step.secondsFrom, minutes)
  }
  const isAsked = step.secondsFrom !== undefined
  return (
    <>
      {[t('prompt'), t('help')].map((label, index) => (
        <PromptField
          key={label}
          label={label}
          words={step.prompt[index] ?? {}}
          language={language}
          onChange={(words) => setPrompt(index, words)}
        />
      ))}
      <Stepper
        label={t('minutes')}
        {...(!isAsked && { hint: t('minutesHint') })}
        value={Math.round((seconds ?? 0) / 60)}
        min={isAsked ? 1 : 0}
        max={templateLimits.seconds / 60}
        words={{ minus: t('common.minus'), plus: t('common.plus') }}
        onChange={setMinutes}
      />
      {step.pace === 'own' && <Dates step={step} onStep={onStep} />}
      {!hasRun && <TablesSettings step={step} onStep={onStep} />}
      {Settings && (
        <Settings
          step={step}
          answers={answers}
          language={language}
          isFixed={hasRun}
          onChange={(next) => onStep(() => next)}
          onAnswer={onAnswer}
        />
      )}
    </>
  )
}

/** Between these dates people do the step by themselves. Both may stay empty. */
function Dates({ step, onStep }: Pick<StepRowProps, 'step' | 'onStep'>) {
  const t = useWords(editorWords)
  const { opens, closes } = datesOf(step)
  const isWrong = opens !== null && closes !== null && closes <= opens
  const change = (name: 'opens' | 'closes', local: string) =>
    onStep((last) => {
      const { [name]: _, ...others } = last
      return local === '' ? others : { ...others, [name]: new Date(local).toISOString() }
    })
  return (
    <div className="agenda-editor__dates">
      <Field
        type="datetime-local"
        label={t('opens')}
        hint={t('opensHint')}
        value={localOf(opens)}
        onChange={({ target }) => change('opens', target.value)}
      />
      <Field
        type="datetime-local"
        label={t('closes')}
        hint={t('closesHint')}
        error={isWrong ? t('closesEarly') : undefined}
        value={localOf(closes)}
        onChange={({ target }) => change('closes', target.value)}
      />
    </div>
  )
}

/** The moment as a field for date and time has it, in the time zone of this device. */
function localOf(at: number | null): string {
  if (at === null) return ''
  const minutesFromUtc = new Date(at).getTimezoneOffset()
  return new Date(at - minutesFromUtc * 60_000).toISOString().slice(0, 16)
}

interface PromptFieldProps {
  readonly label: string
  readonly words: Words
  readonly language: 'en' | 'fr'
  readonly onChange: (words: string) => void
}

function PromptField({ label, words, language, onChange }: PromptFieldProps) {
  return (
    <TextArea
      label={label}
      lang={language}
      value={words[language] ?? ''}
      placeholder={wordsIn(words, language).text}
      maxLength={templateLimits.words}
      onChange={onChange}
    />
  )
}

/** A step that keeps its length keeps the new one. */
function withSeconds(step: Step, seconds: number | null): Step {
  const { least, ...others } = step
  if (least === undefined || least !== step.seconds) return { ...step, seconds }
  return seconds === null ? { ...others, seconds } : { ...step, seconds, least: seconds }
}

/** An emptied sentence goes, so that the other language stands for it. */
function promptWith(
  prompt: readonly Words[],
  index: number,
  language: 'en' | 'fr',
  words: string,
): readonly Words[] {
  const { [language]: _, ...others } = prompt[index] ?? {}
  const next: Words = words === '' ? others : { ...others, [language]: words }
  const isEmpty = Object.keys(next).length === 0
  if (isEmpty) return prompt.filter((_each, number) => number !== index)
  return index < prompt.length ? prompt.with(index, next) : [...prompt, next]
}

/** Drags a step or a phase. Screen readers and keys have the buttons beside it. */
export function Grip({
  place,
  drag,
  isFixed,
}: {
  readonly place: OrderPlace
  readonly drag: DragOrder
  readonly isFixed: boolean
}) {
  if (isFixed) return <span className="agenda-editor__grip" aria-hidden="true" />
  return (
    <span className="agenda-editor__grip" data-live aria-hidden="true" {...drag.gripOf(place)}>
      <GripVertical />
    </span>
  )
}
