import type * as Y from 'yjs'
import {
  AgendaState,
  clockOf,
  LogKind,
  noClock,
  paused,
  readyNow,
  type Agenda,
  type AgendaNow,
  type LogEntry,
  type StepClock,
} from '../agenda/agenda.ts'
import { findStep, withoutNotes } from '../agenda/steps.ts'
import type { Answers, Template } from '../agenda/template.ts'
import { agendaRoot } from './document.ts'

/**
 * The root `agenda`: `template`, `answers`, `edition`, `expected`, `now`, `clock`, `before` (see `MoveBefore`), and one entry
 * `log:<number>` for each thing that happened. The server alone writes it, and has checked everything in it.
 */
const Entry = {
  template: 'template',
  answers: 'answers',
  edition: 'edition',
  expected: 'expected',
  now: 'now',
  clock: 'clock',
  before: 'before',
} as const
const logPrefix = 'log:'
const logDigits = 6

/** How things stood before the last move, to undo it. */
export interface MoveBefore {
  readonly now: AgendaNow
  readonly clock: StepClock
}

/** The agenda of a board; undefined on a board without one. */
export function readAgenda(doc: Y.Doc): Agenda | undefined {
  const template = readTemplate(doc)
  if (!template) return undefined
  const root = agendaRoot(doc)
  const edition = root.get(Entry.edition)
  const expected = root.get(Entry.expected)
  return {
    template,
    answers: (root.get(Entry.answers) as Answers | undefined) ?? {},
    edition: typeof edition === 'number' ? edition : 0,
    expected: typeof expected === 'number' ? expected : null,
    now: readAgendaNow(doc) ?? readyNow,
    clock: (root.get(Entry.clock) as StepClock | undefined) ?? noClock,
    log: logOf(doc),
  }
}

export function readTemplate(doc: Y.Doc): Template | undefined {
  const entry = agendaRoot(doc).get(Entry.template)
  return typeof entry === 'object' && entry !== null ? (entry as Template) : undefined
}

/** Undefined on a board without an agenda. Cheap: the guard asks it for every update. */
export function readAgendaNow(doc: Y.Doc): AgendaNow | undefined {
  const entry = agendaRoot(doc).get(Entry.now)
  return typeof entry === 'object' && entry !== null ? (entry as AgendaNow) : undefined
}

export function readMoveBefore(doc: Y.Doc): MoveBefore | undefined {
  const entry = agendaRoot(doc).get(Entry.before)
  return typeof entry === 'object' && entry !== null ? (entry as MoveBefore) : undefined
}

/** Server only, as everything below. Begins an agenda, or replaces one that has not begun. */
export function writeNewAgenda(doc: Y.Doc, template: Template, answers: Answers): void {
  doc.transact(() => {
    removeAgenda(doc)
    const root = agendaRoot(doc)
    root.set(Entry.template, withoutNotes(template))
    root.set(Entry.answers, answers)
    root.set(Entry.edition, 1)
    root.set(Entry.now, readyNow)
    root.set(Entry.clock, noClock)
  })
}

/**
 * The agenda of an imported board. A step that ran waits with its whole time until somebody goes on: nobody was there since.
 */
export function writeKeptAgenda(
  doc: Y.Doc,
  kept: Pick<Agenda, 'template' | 'answers' | 'edition'> & {
    readonly now: Omit<AgendaNow, 'command'>
    readonly log: readonly Omit<LogEntry, 'by'>[]
  },
): void {
  const { template, answers, edition, now, log } = kept
  const placed = now.state === AgendaState.running ? findStep(template, now.step) : undefined
  doc.transact(() => {
    removeAgenda(doc)
    const root = agendaRoot(doc)
    root.set(Entry.template, withoutNotes(template))
    root.set(Entry.answers, answers)
    root.set(Entry.edition, edition)
    root.set(Entry.now, { ...now, command: '' })
    root.set(Entry.clock, placed ? paused(clockOf(placed.step, answers, 0), 0) : noClock)
    for (const [index, entry] of log.entries())
      root.set(logKey(index + 1), { ...entry, by: null } satisfies LogEntry)
  })
}

/** What the steps have made stays. */
export function removeAgenda(doc: Y.Doc): void {
  doc.transact(() => {
    const root = agendaRoot(doc)
    for (const key of root.keys()) root.delete(key)
  })
}

export function writeMove(
  doc: Y.Doc,
  change: { readonly now: AgendaNow; readonly clock: StepClock; readonly before: MoveBefore | null },
  entry: LogEntry,
): void {
  doc.transact(() => {
    const root = agendaRoot(doc)
    root.set(Entry.now, change.now)
    root.set(Entry.clock, change.clock)
    if (change.before) root.set(Entry.before, change.before)
    else root.delete(Entry.before)
    addToLog(doc, entry)
  })
}

/** `entry`: what a facilitator did; null when nobody did anything. */
export function writeClock(doc: Y.Doc, clock: StepClock, entry: LogEntry | null): void {
  doc.transact(() => {
    agendaRoot(doc).set(Entry.clock, clock)
    if (entry) addToLog(doc, entry)
  })
}

export function writeOpened(doc: Y.Doc, opened: readonly string[], entry: LogEntry): void {
  doc.transact(() => {
    const now = readAgendaNow(doc)
    if (now) agendaRoot(doc).set(Entry.now, { ...now, opened })
    addToLog(doc, entry)
  })
}

export function writeExpected(doc: Y.Doc, people: number | null): void {
  if (people === null) agendaRoot(doc).delete(Entry.expected)
  else agendaRoot(doc).set(Entry.expected, people)
}

export function writeTemplate(
  doc: Y.Doc,
  { template, answers, edition }: Pick<Agenda, 'template' | 'answers' | 'edition'>,
  change: { readonly now: AgendaNow; readonly clock: StepClock },
  entry: LogEntry,
): void {
  doc.transact(() => {
    const root = agendaRoot(doc)
    root.set(Entry.template, withoutNotes(template))
    root.set(Entry.answers, answers)
    root.set(Entry.edition, edition)
    root.set(Entry.now, change.now)
    root.set(Entry.clock, change.clock)
    addToLog(doc, entry)
  })
}

/** Adds to the log of an agenda that a sentence was adopted. Nothing on a board without one. */
export function logAdoption(doc: Y.Doc, adoption: string, { at, by }: Pick<LogEntry, 'at' | 'by'>): void {
  logInStep(doc, { kind: LogKind.adopt, at, by, adoption })
}

/** Adds to the log of an agenda that people who came late to a pass were given texts. */
export function logDeal(doc: Y.Doc, { at, by }: Pick<LogEntry, 'at' | 'by'>): void {
  logInStep(doc, { kind: LogKind.deal, at, by })
}

function logInStep(doc: Y.Doc, entry: Pick<LogEntry, 'kind' | 'at' | 'by' | 'adoption'>): void {
  const now = readAgendaNow(doc)
  if (!now || !readTemplate(doc)) return
  addToLog(doc, { ...entry, from: now.step, to: null, move: now.move })
}

/**
 * Presses between two moves do not make the log longer: added minutes are one entry at the time of the first, and so are
 * openings, edits and texts for people who came late. All pauses are one pause, as long as they were together, and its end.
 */
function addToLog(doc: Y.Doc, entry: LogEntry): void {
  const root = agendaRoot(doc)
  const keys = logKeys(doc)
  const former = (kind: LogKind) => {
    const key = keys.findLast((each) => isOf(root.get(each) as LogEntry, kind, entry.move))
    return key === undefined ? undefined : { key, entry: root.get(key) as LogEntry }
  }
  const same = former(entry.kind)
  const ended = entry.kind === LogKind.pause ? former(LogKind.resume) : undefined
  switch (entry.kind) {
    case LogKind.time:
      if (!same) break
      root.set(same.key, {
        ...entry,
        at: same.entry.at,
        seconds: (same.entry.seconds ?? 0) + (entry.seconds ?? 0),
      })
      return
    case LogKind.pause:
      if (!same || !ended) break
      root.delete(ended.key)
      root.set(same.key, { ...entry, at: entry.at - (ended.entry.at - same.entry.at) })
      return
    case LogKind.open:
    case LogKind.deal:
    case LogKind.edit:
      if (!same) break
      root.set(same.key, { ...entry, at: same.entry.at })
      return
    case LogKind.resume:
    case LogKind.start:
    case LogKind.on:
    case LogKind.back:
    case LogKind.skip:
    case LogKind.undo:
    case LogKind.end:
    case LogKind.adopt:
      break
  }
  const next = 1 + Number(keys.at(-1)?.slice(logPrefix.length) ?? 0)
  root.set(logKey(next), entry)
}

function logKey(number: number): string {
  return `${logPrefix}${String(number).padStart(logDigits, '0')}`
}

function isOf(entry: LogEntry, kind: LogKind, move: number): boolean {
  return entry.kind === kind && entry.move === move
}

function logKeys(doc: Y.Doc): readonly string[] {
  return [...agendaRoot(doc).keys()].filter((key) => key.startsWith(logPrefix)).sort()
}

function logOf(doc: Y.Doc): readonly LogEntry[] {
  return logKeys(doc).map((key) => agendaRoot(doc).get(key) as LogEntry)
}
