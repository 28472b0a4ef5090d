import { useStore } from '@nanostores/react'
import { atom, type ReadableAtom } from 'nanostores'
import { CalendarClock } from 'lucide-react'
import { Suspense, useMemo } from 'react'
import { AgendaState, type Agenda } from '#shared/agenda/agenda.ts'
import { fill } from '#shared/agenda/fill.ts'
import { datesOf, Openness, opennessOf, ownPaceSteps } from '#shared/agenda/own-pace.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import type { StepFigures } from '../host/scenes.ts'
import { useServerTime } from '../host/use-server-time.ts'
import { dateWords } from './date-words.ts'
import { Reminder } from './reminder.tsx'
import { Said } from './said.tsx'
import { sceneOfStep } from './scene-of.ts'
import { aheadWords } from './ahead-words.ts'
import './ahead.css'

/** Before the start: the steps that people do at their own pace, and for facilitators how far people are. */
export function AheadSteps({ agenda }: { readonly agenda: Agenda }) {
  const t = useWords(aheadWords)
  const mayLead = useMay(Operation.leadAgenda)
  return useAhead(agenda).map(({ placed, line, openness }) => (
    <section key={placed.path} className="ahead" aria-label={line}>
      {/* Without a date its prompt says it all. */}
      {(mayLead || line !== t('line.open')) && (
        <p className="ahead__line">
          <CalendarClock aria-hidden="true" />
          {line}
        </p>
      )}
      {mayLead ? (
        <ForFacilitators agenda={agenda} placed={placed} isReminded={openness !== Openness.taken} />
      ) : (
        openness !== Openness.early && <Alone agenda={agenda} placed={placed} />
      )}
    </section>
  ))
}

/** While the workshop runs: a quiet line in the agenda, which opens. */
export function AheadLines({ agenda }: { readonly agenda: Agenda }) {
  const mayLead = useMay(Operation.leadAgenda)
  return useAhead(agenda).map(({ placed, line, openness }) => (
    <details key={placed.path} className="ahead ahead--line">
      <summary>{line}</summary>
      <div className="ahead__body">
        {mayLead ? (
          <ForFacilitators agenda={agenda} placed={placed} isReminded={openness === Openness.open} />
        ) : (
          <Alone agenda={agenda} placed={placed} />
        )}
      </div>
    </details>
  ))
}

interface AheadStep {
  readonly placed: PlacedStep
  readonly openness: Openness
  readonly line: string
}

/** The steps at one's own pace, but for the running one. */
function useAhead(agenda: Agenda): readonly AheadStep[] {
  const t = useWords(aheadWords)
  const nowMs = useServerTime()
  const running = agenda.now.state === AgendaState.running ? agenda.now.step : null
  return ownPaceSteps(agenda.template)
    .filter(({ path }) => path !== running)
    .map((placed) => {
      const openness = opennessOf(agenda, placed, nowMs)
      const { opens, closes } = datesOf(placed.step)
      const isDated = openness === Openness.open && closes !== null
      const line = () => {
        if (isDated) return t('until', { date: dateWords(closes, currentLanguage()) })
        if (openness === Openness.early && opens !== null)
          return t('from', { date: dateWords(opens, currentLanguage()) })
        return t(`line.${openness}`)
      }
      return { placed, openness, line: line() }
    })
}

/** The prompt, and the activity's own screen. */
function Alone({ agenda, placed }: { readonly agenda: Agenda; readonly placed: PlacedStep }) {
  const { features } = useBoard()
  const Task = sceneOfStep(features, placed)?.Task
  const [first, ...helps] = placed.step.prompt
  const say = (words: Parameters<typeof fill>[0]) => fill(words, currentLanguage(), agenda.answers)
  return (
    <>
      {first && (
        <h2 className="ahead__prompt">
          <Said sentence={say(first)} />
        </h2>
      )}
      <Suspense fallback={null}>{Task && <Task placed={placed} />}</Suspense>
      {helps.map(say).map((help) => (
        <p key={help.text} className="task__help">
          <Said sentence={help} />
        </p>
      ))}
    </>
  )
}

const none: ReadableAtom<StepFigures | null> = atom(null)

/** Counts alone, and the reminder. */
function ForFacilitators({
  agenda,
  placed,
  isReminded,
}: {
  readonly agenda: Agenda
  readonly placed: PlacedStep
  readonly isReminded: boolean
}) {
  const t = useWords(aheadWords)
  const { model, features } = useBoard()
  const scene = sceneOfStep(features, placed)
  const figures = useStore(
    useMemo(() => scene?.figures?.(model, placed.path) ?? none, [scene, model, placed.path]),
  )
  return (
    <>
      <p className="ahead__figures tabular">{figures?.text ?? t('nobody')}</p>
      <p className="task__help">{t('unseen')}</p>
      {isReminded && <Reminder agenda={agenda} step={placed.step} />}
    </>
  )
}
