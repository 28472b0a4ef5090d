import type * as Y from 'yjs'
import {
  AgendaState,
  agendaEnd,
  clockOf,
  moveKind,
  noClock,
  paused,
  resumed,
  withTime,
  LogKind,
  type AgendaNow,
  type LogEntry,
} from '#shared/agenda/agenda.ts'
import { findStep } from '#shared/agenda/steps.ts'
import type { Answers, StepPath, Template } from '#shared/agenda/template.ts'
import { readAgenda, writeClock, writeMove, writeNewAgenda } from '#shared/board/agenda.ts'

export const agendaStart = Date.UTC(2026, 10, 24, 9)

/** So many seconds after the one before. */
export type Event = readonly [
  seconds: number,
  what: { readonly to: StepPath; readonly wrote?: LogEntry['wrote'] } | 'undo' | 'pause' | 'resume' | number,
]

/** Lives an agenda on a document as the server writes it, led by this person. A number changes the time. */
export function liveAgenda(
  doc: Y.Doc,
  { template, answers, by }: { readonly template: Template; readonly answers: Answers; readonly by: string },
  events: readonly Event[],
): void {
  writeNewAgenda(doc, template, answers)
  let at = agendaStart
  let before: AgendaNow | undefined
  for (const [seconds, what] of events) {
    at += seconds * 1_000
    const agenda = readAgenda(doc)
    if (!agenda) throw new Error('there is no agenda')
    const { now, clock } = agenda
    const entry = { at, by, from: now.step, to: null, move: now.move }
    if (what === 'pause') writeClock(doc, paused(clock, at), { ...entry, kind: LogKind.pause })
    else if (what === 'resume') writeClock(doc, resumed(clock, at), { ...entry, kind: LogKind.resume })
    else if (typeof what === 'number')
      writeClock(doc, withTime(clock, what, at), { ...entry, kind: LogKind.time, seconds: what })
    else if (what === 'undo') {
      const back = { ...(before ?? now), move: now.move + 1 }
      const undo = { ...entry, kind: LogKind.undo, to: back.step, move: back.move }
      writeMove(doc, { now: back, clock: noClock, before: null }, undo)
    } else {
      const target = findStep(template, what.to)
      const kind = moveKind(template, now, what.to)
      if (!kind || (!target && what.to !== agendaEnd)) throw new Error(`no step ${what.to}`)
      before = now
      const state = target ? AgendaState.running : AgendaState.ended
      const next = { ...now, state, move: now.move + 1, step: target?.path ?? now.step, since: at }
      const wrote = what.wrote && { wrote: what.wrote }
      writeMove(
        doc,
        { now: next, clock: target ? clockOf(target.step, answers, at) : noClock, before: { now, clock } },
        { ...entry, kind, to: target?.path ?? null, move: next.move, ...wrote },
      )
    }
  }
}
