import { useStore } from '@nanostores/react'
import { Plus } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, type FormEvent } from 'react'
import { AgendaState, leftOf, visitedSteps } from '#shared/agenda/agenda.ts'
import { answerLimits, isAnswer, wordsIn } from '#shared/agenda/fill.ts'
import {
  type Answers,
  type Template,
  ParameterKind,
  type Parameter,
  templateLimits,
} from '#shared/agenda/template.ts'
import { endTime, templateSeconds } from '#shared/agenda/steps.ts'
import * as activities from '#shared/activities/registry.ts'
import type { Language } from '#shared/board/document.ts'
import { frenchSpaces } from '#shared/text/french-spaces.ts'
import type { TemplateSummary } from '#shared/wire/templates.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { listTemplates, readTemplate } from '../../model/http/templates-api.ts'
import { keptCreateSecret } from '../../model/memory/host-secrets.ts'
import { Field } from '../ui/field.tsx'
import { momentsOfDay } from '../ui/time-of-day.ts'
import { useBoard } from '../host/board-context.tsx'
import type { Closable } from '../host/feature.ts'
import { useOutcome } from '../host/outcome.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { type StepEditors, AgendaEdits, canPlace, firstFree } from './edits.ts'
import { PhaseCard } from './phase-card.tsx'
import { useDragOrder } from './use-drag-order.ts'
import { editorWords } from './words.ts'
import './agenda-editor.css'

/** The agenda of a board that has none yet. */
const blank: Template = {
  format: 'boussole-template',
  version: 1,
  id: 'agenda',
  title: { en: 'Agenda', fr: 'Déroulé' },
  ask: [],
  phases: [],
}

/** Phases and steps of the board's agenda, before the session and while it runs. */
export function AgendaEditor({ onClose }: Closable) {
  const { features } = useBoard()
  const [editors, setEditors] = useState<StepEditors | null>(null)
  useEffect(() => {
    let isLeft = false
    const load = async () => {
      const loaded = await Promise.all(
        features.map(async ({ name, stepEditor }) => {
          const editor = await stepEditor?.()
          return editor && ([name, editor] as const)
        }),
      )
      if (!isLeft) setEditors(new Map(loaded.filter((entry) => entry !== undefined)))
    }
    void load()
    return () => {
      isLeft = true
    }
  }, [features])
  return editors && <Editor editors={editors} onClose={onClose} />
}

const edits = new AgendaEdits(
  Object.fromEntries(Object.entries(activities).map(([name, { step }]) => [name, step])),
)

function Editor({ editors, onClose }: Closable & { readonly editors: StepEditors }) {
  const t = useWords(editorWords)
  const { model } = useBoard()
  const report = useOutcome()
  // The person's own copy. An edit of somebody else meanwhile refuses this one, and it stays here.
  const [began] = useState(() => model.agenda.get())
  const [template, setTemplate] = useState(began?.template ?? blank)
  const [answers, setAnswers] = useState<Answers>(began?.answers ?? {})
  const [language, setLanguage] = useState<Language>(model.meta.get().language)
  const [isSending, setIsSending] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  // A removed row takes the focus with it.
  useEffect(() => {
    if (document.activeElement === document.body) form.current?.focus()
  })
  const agenda = useStore(model.agenda)
  const visited = useMemo(() => (agenda ? visitedSteps(agenda) : new Set<string>()), [agenda])
  const free = firstFree(template, visited)
  const running = agenda?.now.state === AgendaState.running ? agenda.now.step : null

  const phases = useRef<HTMLOListElement>(null)
  const drag = useDragOrder(
    phases,
    (from, to) => canPlace(template, from, to, free),
    (from, to) =>
      setTemplate(
        from.step === null || to.step === null
          ? edits.placePhase(template, from.phase, to.phase)
          : edits.placeStep(template, { ...from, step: from.step }, { ...to, step: to.step }),
      ),
  )

  const save = (event: FormEvent) => {
    event.preventDefault()
    setIsSending(true)
    const outcome = model.run(
      began
        ? {
            kind: 'agenda.edit',
            edition: agenda?.edition ?? began.edition,
            template,
            answers: { ...answers },
          }
        : { kind: 'agenda.take', template, answers: { ...answers } },
    )
    report(outcome, () => {
      model.notices.show({ text: t('saved'), tone: 'calm' })
      onClose()
    })
    void outcome.finally(() => setIsSending(false))
  }
  return (
    <Dialog
      title={t('heading')}
      onClose={onClose}
      isForm
      size="large"
      footer={
        <>
          <Total template={template} answers={answers} />
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button tone="accent" type="submit" form="agenda-editor" isBusy={isSending}>
            {t('save')}
          </Button>
        </>
      }
    >
      <form id="agenda-editor" className="agenda-editor" ref={form} tabIndex={-1} onSubmit={save}>
        <Choice
          legend={t('language')}
          value={language}
          options={[
            { value: 'en', label: t('en') },
            { value: 'fr', label: t('fr') },
          ]}
          onChange={setLanguage}
        />
        {template.phases.length === 0 && (
          <>
            {!began && <TemplateOffer language={language} onTake={setTemplate} />}
            <p className="quiet">{t('emptyAgenda')}</p>
          </>
        )}
        {!began && (
          <TemplateAsks
            ask={template.ask}
            {...{ answers, language }}
            onAnswer={(id, answer) => setAnswers({ ...answers, [id]: answer })}
          />
        )}
        <ol
          className="agenda-editor__phases"
          ref={phases}
          data-drop={
            (drag.drop?.step === null && drag.drop.phase === template.phases.length && 'end') || undefined
          }
        >
          {template.phases.map((phase, index) => (
            <PhaseCard
              key={phase.id}
              phase={phase}
              index={index}
              {...{ template, answers, language, editors, edits, visited, running, free, drag }}
              onChange={setTemplate}
              onAnswer={(question, answer) => setAnswers({ ...answers, [question]: answer })}
            />
          ))}
        </ol>
        {template.phases.length < templateLimits.phases && (
          <Button
            icon={<Plus aria-hidden="true" />}
            onClick={() => setTemplate(edits.addPhase(template, { title: { [language]: t('newPhase') } }))}
          >
            {t('addPhase')}
          </Button>
        )}
      </form>
    </Dialog>
  )
}

/** Minutes in all and the end, also while minutes are typed. */
function Total({ template, answers }: { readonly template: Template; readonly answers: Answers }) {
  const t = useWords(editorWords)
  const { model } = useBoard()
  const agenda = useStore(model.agenda)
  const [now, setNow] = useState(() => model.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(model.now()), 5_000)
    return () => clearInterval(timer)
  }, [model])
  const isRunning = agenda?.now.state === AgendaState.running
  const at = endTime(template, answers, {
    path: isRunning ? agenda.now.step : null,
    leftMs: isRunning ? (leftOf(agenda.clock, now) ?? 0) : 0,
    nowMs: now,
    momentOf: momentsOfDay(now),
  })
  const time = new Intl.DateTimeFormat(currentLanguage(), { timeStyle: 'short' }).format(at)
  return (
    <output className="agenda-editor__total tabular">
      <strong>{t('total', { count: Math.round(templateSeconds(template, answers) / 60) })}</strong>
      <span>{isRunning ? t('ends', { time }) : t('endsIfNow', { time })}</span>
    </output>
  )
}

/** The templates of the server, for a board without an agenda. Nothing where the server does not tell them. */
function TemplateOffer({
  language,
  onTake,
}: {
  readonly language: Language
  readonly onTake: (template: Template) => void
}) {
  const t = useWords(editorWords)
  const [all, setAll] = useState<readonly TemplateSummary[]>([])
  useEffect(() => {
    const ask = async () => {
      const listed = await listTemplates(keptCreateSecret())
      if (listed.ok) setAll(listed.value.templates.filter(({ steps }) => steps > 0))
    }
    void ask()
  }, [])
  if (all.length === 0) return null
  const take = async (id: string) => {
    const read = await readTemplate(id, keptCreateSecret())
    if (read.ok) onTake(read.value)
  }
  return (
    <fieldset className="agenda-editor__templates row">
      <legend>{t('fromTemplate')}</legend>
      {all.map(({ id, title }) => (
        <Button key={id} onClick={() => void take(id)}>
          {saidIn(title, language)}
        </Button>
      ))}
    </fieldset>
  )
}

/** The questions of a template without which it cannot run. */
function TemplateAsks({
  ask,
  answers,
  language,
  onAnswer,
}: {
  readonly ask: readonly Parameter[]
  readonly answers: Answers
  readonly language: Language
  readonly onAnswer: (id: string, answer: string | number) => void
}) {
  return ask.filter(isNeeded).map((parameter) => {
    const isNumber = parameter.kind === ParameterKind.minutes || parameter.kind === ParameterKind.count
    return (
      <Field
        key={parameter.id}
        id={`agenda-ask-${parameter.id}`}
        required
        label={saidIn(parameter.label, language)}
        type={parameter.kind === ParameterKind.time ? 'time' : 'text'}
        inputMode={isNumber ? 'numeric' : undefined}
        maxLength={answerLimits.text}
        value={String(answers[parameter.id] ?? '')}
        onChange={({ target: { value } }) => {
          const number = Number(value)
          onAnswer(parameter.id, isNumber && isAnswer(parameter, number) ? number : value)
        }}
      />
    )
  })
}

function isNeeded({ default: preset, isOptional }: Parameter): boolean {
  return preset === undefined && !isOptional
}

function saidIn(words: Parameter['label'], language: Language): string {
  const { text, language: own } = wordsIn(words, language)
  return own === 'fr' ? frenchSpaces(text) : text
}
