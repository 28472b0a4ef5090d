import { useStore } from '@nanostores/react'
import { Lock, Minus, Pause, Play, Plus } from 'lucide-react'
import { Suspense, useEffect, useState, type ReactNode } from 'react'
import type { Agenda } from '#shared/agenda/agenda.ts'
import { fill } from '#shared/agenda/fill.ts'
import { stepsOf, type PlacedStep, type PhaseNotes } from '#shared/agenda/steps.ts'
import type { StepPath, Template } from '#shared/agenda/template.ts'
import { fewPeople, type Progress } from '#shared/board/progress.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { shortProgress } from '../../i18n/told-progress.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { readPhaseNotes } from '../../model/http/board-api.ts'
import { useBoard } from '../host/board-context.tsx'
import { lazyPart } from '../host/entries.tsx'
import { useServerTime } from '../host/use-server-time.ts'
import { aimOf, useWritten } from '../host/written.ts'
import { IconButton } from '../ui/button.tsx'
import { DeskFigures, type DeskFigure } from './figure-line.tsx'
import { addMinutes, pause, resume } from './lead.ts'
import { Said } from './said.tsx'
import { sceneOfStep } from './scene-of.ts'
import { useFigures, useStepView, useHere } from './use-agenda-view.tsx'
import { driftMinutes, expectedEnd } from './view.ts'
import { agendaWords } from './words.ts'

const none: PhaseNotes = {}

/** The notes for facilitators, read again after each edit of the agenda. */
function usePhaseNotes(edition: number): PhaseNotes {
  const { asking } = useBoard()
  const [notes, setNotes] = useState<{ readonly edition: number; readonly notes: PhaseNotes } | null>(null)
  useEffect(() => {
    let isLeft = false
    const read = async () => {
      const answer = await readPhaseNotes(asking)
      if (answer.ok && !isLeft) setNotes({ edition, notes: answer.value.notes })
    }
    void read()
    return () => {
      isLeft = true
    }
  }, [asking, edition])
  return notes?.notes ?? none
}

const Ear = lazyPart(async () => (await import('./ear-part.tsx')).Ear)
const TablesDesk = lazyPart(async () => (await import('./tables-desk.tsx')).TablesDesk)

/** Figures and the word change no faster than people look. */
const everyMs = 5_000

/** The facilitator's desk: at most five figures, one word in the ear, the private notes of the phase, the clock's buttons. */
export function Desk({ agenda, children }: { readonly agenda: Agenda; readonly children?: ReactNode }) {
  const t = useWords(agendaWords)
  const { features, model } = useBoard()
  const view = useStepView(agenda)
  const figures = useDesk(agenda)
  const allNotes = usePhaseNotes(agenda.edition)
  if (!view) return null
  const notes = allNotes[view.placed.phase.id]
  const soFar = stepsSoFar(agenda.template, view.placed).flatMap((placed) => {
    const Part = sceneOfStep(features, placed)?.OnDesk
    return Part ? [{ path: placed.path, Part, placed }] : []
  })
  return (
    <section className="desk-column stack" aria-label={t('desk.label')}>
      <DeskFigures rows={figures.rows} />
      <Suspense fallback={null}>
        <Ear placed={view.placed} facts={figures.facts} />
      </Suspense>
      {view.placed.step.who === 'tables' && (
        <Suspense fallback={null}>
          <TablesDesk placed={view.placed} />
        </Suspense>
      )}
      {soFar.map(({ path, Part, placed }) => (
        <Suspense key={path} fallback={null}>
          <Part placed={placed} />
        </Suspense>
      ))}
      {notes && (
        <div className="desk-column__notes">
          <h3>{t('desk.notes')}</h3>
          <p>
            <Said sentence={fill(notes, currentLanguage(), agenda.answers)} />
          </p>
          <p className="desk-column__private">
            <Lock aria-hidden="true" />
            {t('desk.private')}
          </p>
        </div>
      )}
      {children && (
        <details className="desk-column__task" open={figures.isOpen}>
          <summary>{t('desk.part')}</summary>
          <div className="desk-column__task-body stack">{children}</div>
        </details>
      )}
      <footer className="desk-column__foot">
        {figures.end !== null && (
          <p className="desk-column__private tabular">
            {t('desk.ends')} {timeOfDay(figures.end)}
          </p>
        )}
        {agenda.clock.full !== null && (
          <fieldset className="desk-column__clock" aria-label={t('clock.label')}>
            <IconButton label={t('lead.less')} icon={<Minus />} onClick={() => addMinutes(model, -1)} />
            {agenda.clock.endsAt === null ? (
              <IconButton label={t('lead.resume')} icon={<Play />} onClick={() => resume(model)} />
            ) : (
              <IconButton label={t('lead.pause')} icon={<Pause />} onClick={() => pause(model)} />
            )}
            <IconButton
              label={t('lead.more')}
              icon={<Plus />}
              shortcut="T"
              onClick={() => addMinutes(model, 1)}
            />
          </fieldset>
        )}
      </footer>
    </section>
  )
}

/** The steps of the phase up to this one. */
function stepsSoFar(template: Template, { path, phase }: PlacedStep): readonly PlacedStep[] {
  const steps = stepsOf(template).filter((step) => step.phase === phase)
  return steps.slice(0, 1 + steps.findIndex((step) => step.path === path))
}

function useDesk(agenda: Agenda) {
  const t = useWords(agendaWords)
  const { model } = useBoard()
  const nowMs = useServerTime(everyMs)
  const people = useStore(model.presence.people)
  const writing = useStore(model.writing)
  const figures = useFigures(agenda)
  const here = useHere()
  const me = useStore(model.me)
  const writes = people.filter(({ leads, isWriting }) => !leads && isWriting).length
  const isWriteStep = useStepView(agenda)?.placed.step.activity === 'write'
  const quietSince = useQuiet(model, isWriteStep && writes === 0, agenda.now.move)
  const { expected, clock, log } = agenda
  const drift = driftMinutes(agenda, nowMs)
  const end = expectedEnd(agenda, nowMs)
  const isPrivate = isWriteStep && writing.mode === 'private'
  const rows: readonly DeskFigure[] = [
    { name: t('desk.here', { count: here }), value: here },
    ...(isWriteStep && !isPrivate ? [{ name: t('desk.writing', { count: writes }), value: writes }] : []),
    ...(isPrivate
      ? [
          {
            name: t('desk.wrote'),
            value: figureOf({ done: writing.wrote, of: writing.of }),
          },
        ]
      : []),
    ...(figures && figures.of > 0
      ? [
          {
            name: ('label' in figures ? figures.label : undefined) ?? t('desk.done'),
            value: figureOf(figures),
          },
        ]
      : []),
    ...(drift === null
      ? []
      : [
          {
            name: t(drift < 0 ? 'desk.early' : 'desk.late'),
            value: t('desk.minutes', { count: Math.abs(drift) }),
          },
        ]),
  ]
  const startedAt = log[0]?.at ?? nowMs
  const { path, aim } = useAim(agenda)
  const count = useWritten(path)
  const facts = {
    here,
    expected,
    startedAt,
    figures,
    clock,
    nowMs,
    quietSince,
    wrote: isPrivate ? { done: writing.wrote, of: writing.of, since: writing.since } : null,
    written: count === null || aim === undefined ? null : { count, target: aim },
  }
  // People who take part have their task in view, and everybody the result of what is over.
  const isOver = figures !== null && 'isOver' in figures && figures.isOver
  return { rows, facts, end, isOpen: me.takesPart === true || isOver }
}

/** The step whose notes are counted, and how many it aims at. */
function useAim(agenda: Agenda): { readonly path: StepPath; readonly aim: number | undefined } {
  const view = useStepView(agenda)
  const aim = view && aimOf(agenda.template, view.placed)
  return { path: aim?.path ?? view?.placed.path ?? '', aim: aim?.target }
}

/** A dash where the number would point at people. */
function figureOf(progress: Progress): string {
  return progress.done === null && progress.of <= fewPeople ? '–' : shortProgress(progress)
}

function timeOfDay(at: number): string {
  return new Intl.DateTimeFormat(currentLanguage(), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)
}

/** Since when nobody writes, by the server's clock; null while somebody does. */
function useQuiet(model: BoardModel, isQuiet: boolean, move: number): number | null {
  const [quiet, setQuiet] = useState<{ readonly move: number; readonly at: number } | null>(null)
  if (!isQuiet && quiet) setQuiet(null)
  if (isQuiet && quiet?.move !== move) setQuiet({ move, at: model.now() })
  return isQuiet ? (quiet?.at ?? null) : null
}
