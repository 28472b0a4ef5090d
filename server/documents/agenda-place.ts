import type * as Y from 'yjs'
import { AgendaState, type Agenda } from '#shared/agenda/agenda.ts'
import { fill } from '#shared/agenda/fill.ts'
import { findStep, nextStep, stepSeconds, type PlacedStep } from '#shared/agenda/steps.ts'
import { readAgenda } from '#shared/board/agenda.ts'
import { readMeta, type Language } from '#shared/board/document.ts'
import type { AgendaPlace } from '#shared/wire/programs.ts'

/** The step that runs on a board, and the next one, in the board's language. */
export function agendaPlaceOf(doc: Y.Doc): AgendaPlace {
  const agenda = readAgenda(doc)
  if (!agenda) return { state: 'none', move: 0, now: null, next: null, endsAt: null }
  const { template, now, clock } = agenda
  const { language } = readMeta(doc)
  const told = (placed: PlacedStep | undefined) => (placed ? stepOf(placed, agenda, language) : null)
  const isRunning = now.state === AgendaState.running
  return {
    state: now.state,
    move: now.move,
    now: told(findStep(template, now.step)),
    next: now.state === AgendaState.ended ? null : told(nextStep(template, now.step)),
    endsAt: isRunning ? clock.endsAt : null,
  }
}

function stepOf(
  { path, phase, step }: PlacedStep,
  { answers }: Agenda,
  language: Language,
): NonNullable<AgendaPlace['now']> {
  return {
    path,
    phase: fill(phase.title, language, answers).text,
    title: fill(step.prompt[0] ?? {}, language, answers).text,
    activity: step.activity,
    seconds: stepSeconds(step, answers),
  }
}
