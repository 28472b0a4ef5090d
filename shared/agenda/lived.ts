import { LogKind, type LogEntry, type StepFigures } from './agenda.ts'
import type { StepPath } from './template.ts'

/** One stay in a step, in milliseconds since 1970. */
export interface Visit {
  readonly path: StepPath
  readonly from: number
  readonly to: number
  /** The part of it in which the clock was stopped, milliseconds. */
  readonly pausedMs: number
  /** Seconds that were added to its clock, below zero when some were taken away. */
  readonly addedSeconds: number
  /** The people who had written something when private writing was left. */
  readonly wrote?: StepFigures
}

interface OpenVisit {
  readonly path: StepPath
  readonly from: number
  pausedMs: number
  pausedSince: number | null
  addedSeconds: number
}

/** A visit that can be taken up again by an undo. */
interface ClosedVisit {
  readonly visit: Visit
  readonly wasPaused: boolean
}

type Entry = Omit<LogEntry, 'by'>

/**
 * The agenda as lived. A move that was undone is none: its time is that of the step to which it returned. A step that runs
 * lasts until `nowMs`; null: until the last entry.
 */
export function visitsOf(log: readonly Entry[], nowMs: number | null): readonly Visit[] {
  const visits: ClosedVisit[] = []
  let open: OpenVisit | undefined
  let at = log[0]?.at ?? 0
  for (const entry of log) {
    at = Math.max(at, entry.at)
    switch (entry.kind) {
      case LogKind.start:
      case LogKind.on:
      case LogKind.back:
      case LogKind.skip:
      case LogKind.end:
        if (open) visits.push(closed(open, at, entry.wrote))
        open = entry.to === null ? undefined : begun(entry.to, at)
        break
      case LogKind.undo:
        // Pauses and added time of the undone step go with it.
        open = reopened(visits.pop())
        break
      case LogKind.pause:
        if (open) open.pausedSince ??= at
        break
      case LogKind.resume:
        if (open) resume(open, at)
        break
      case LogKind.time:
        if (open) open.addedSeconds += entry.seconds ?? 0
        break
      case LogKind.open:
      case LogKind.edit:
      case LogKind.adopt:
      case LogKind.deal:
        break
    }
  }
  if (open) visits.push(closed(open, Math.max(at, nowMs ?? at)))
  return visits.map(({ visit }) => visit)
}

function begun(path: StepPath, from: number): OpenVisit {
  return { path, from, pausedMs: 0, pausedSince: null, addedSeconds: 0 }
}

function resume(visit: OpenVisit, at: number): void {
  if (visit.pausedSince !== null) visit.pausedMs += at - visit.pausedSince
  visit.pausedSince = null
}

function closed(visit: OpenVisit, at: number, wrote?: StepFigures): ClosedVisit {
  const wasPaused = visit.pausedSince !== null
  resume(visit, at)
  const { path, from, pausedMs, addedSeconds } = visit
  return { visit: { path, from, to: at, pausedMs, addedSeconds, ...(wrote && { wrote }) }, wasPaused }
}

function reopened(last: ClosedVisit | undefined): OpenVisit | undefined {
  if (!last) return undefined
  const { visit, wasPaused } = last
  const { path, from, to, pausedMs, addedSeconds } = visit
  return { path, from, pausedMs, addedSeconds, pausedSince: wasPaused ? to : null }
}
