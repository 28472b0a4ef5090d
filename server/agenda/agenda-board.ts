import type * as Y from 'yjs'
import {
  agendaEnd,
  AgendaState,
  clockOf,
  LogKind,
  moveKind,
  noClock,
  paused,
  delayed,
  resumed,
  undoMs,
  withTime,
  type Agenda,
  type AgendaNow,
  type LogEntry,
  type StepFigures,
} from '#shared/agenda/agenda.ts'
import { editedNotes, notesOfPhases } from '#shared/agenda/phase-notes.ts'
import { findStep } from '#shared/agenda/steps.ts'
import type { Answers, Step, StepPath, Template } from '#shared/agenda/template.ts'
import {
  readAgenda,
  readMoveBefore,
  removeAgenda,
  writeClock,
  writeMove,
  writeNewAgenda,
  writeOpened,
  writeTemplate,
} from '#shared/board/agenda.ts'
import { readWriting } from '#shared/board/writing.ts'
import type { BaseRefusalCode } from '#shared/workshop/refusals.ts'
import { CheckpointReason } from '#shared/workshop/checkpoint.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import type { ActivityTools, RunningStep } from '../contracts/activity.ts'
import type { LiveBoard } from '../contracts/live-board.ts'
import { editedClock, editProblem } from './editing.ts'
import { StepDone, type StepDoneTools } from './step-done.ts'

/** The agenda asks this of the activities beside the board. */
export interface StepHooks {
  /** The operations that participants may use in the step. Null: all. */
  readonly allowedIn: (step: Step) => readonly string[] | null
  readonly began: (running: RunningStep) => Promise<void>
  readonly ends: (running: RunningStep) => Promise<void>
  readonly over: () => Promise<void>
}

export interface AgendaTools extends StepDoneTools {
  readonly keepBefore: ActivityTools['keepBefore']
  /** The value as a template that can be played; undefined when it is none. */
  readonly templateOf: (value: unknown) => Template | undefined
}

/** A command that leads: who, the move that it follows, and its id. */
export interface Leading {
  readonly by: string
  readonly from: number
  readonly id: string
}

/** Time that an undo may take on its way. Not measured. */
const wayMs = 2_000

/** The agenda of one open board. All changes happen one after the other. */
export class AgendaBoard {
  readonly done: StepDone
  readonly #board: LiveBoard
  readonly #hooks: StepHooks
  readonly #tools: AgendaTools
  #turn: Promise<unknown> = Promise.resolve()

  constructor(board: LiveBoard, hooks: StepHooks, tools: AgendaTools) {
    this.#board = board
    this.#hooks = hooks
    this.#tools = tools
    this.done = new StepDone(board, tools)
  }

  templateOf(value: unknown): Template | undefined {
    return this.#tools.templateOf(value)
  }

  /** The board is in memory: does what a crash kept from being done. */
  async opened(): Promise<void> {
    const agenda = this.#agenda()
    const running = agenda && runningOf(agenda)
    if (!running) {
      if (agenda?.now.state === AgendaState.ended && this.#board.isWritable()) await this.#hooks.over()
      return
    }
    await this.done.begin(running.move)
    const began = this.#hooks.began(running)
    if (this.#board.isWritable()) return began
    // On a full disk the board can be read all the same: this waits in the queue.
    began.catch((cause: unknown) => {
      const facts = { board: this.#board.id, err: cause }
      this.#tools.log.warn(facts, 'the work of a step could not be done when its board was opened')
    })
  }

  async take(template: Template, answers: Answers): Promise<BaseRefusalCode | undefined> {
    return this.#inTurn(async () => {
      const agenda = this.#agenda()
      if (agenda && agenda.now.move > 0) return 'agenda_running'
      await this.#tools.steps.keepPhaseNotes(this.#board.id, notesOfPhases(template))
      await this.#board.write((doc) => writeNewAgenda(doc, template, answers))
      return undefined
    })
  }

  /** Takes the agenda off the board. */
  async leave(): Promise<BaseRefusalCode | undefined> {
    return this.#inTurn(async () => {
      const agenda = this.#agenda()
      if (!agenda) return undefined
      await this.#end(agenda)
      await this.done.forget()
      await this.#board.write(removeAgenda)
      await this.#hooks.over()
      return undefined
    })
  }

  async move(to: StepPath, leading: Leading): Promise<BaseRefusalCode | undefined> {
    return this.#inTurn(async () => {
      const agenda = this.#agenda()
      if (!agenda) return 'no_agenda'
      const { now, template, answers, clock } = agenda
      if (now.command === leading.id) return this.#again()
      if (leading.from !== now.move) return 'agenda_moved'
      const kind = moveKind(template, now, to)
      if (!kind) return 'unknown_step'
      const target = to === agendaEnd ? undefined : findStep(template, to)
      if (!target && now.state === AgendaState.ended) return undefined
      const wrote = this.#board.read(figuresOfWriting)
      await this.#end(agenda)
      if (phaseOf(now.step) !== phaseOf(to)) this.#tools.keepBefore(this.#board.id, CheckpointReason.phase)
      const at = this.#tools.now()
      const next: AgendaNow = target
        ? {
            state: AgendaState.running,
            move: now.move + 1,
            step: target.path,
            since: at,
            allows: this.#hooks.allowedIn(target.step),
            opened: [],
            command: leading.id,
          }
        : {
            ...now,
            state: AgendaState.ended,
            move: now.move + 1,
            since: at,
            allows: null,
            opened: [],
            command: leading.id,
          }
      await this.#write(
        {
          now: next,
          clock: target ? clockOf(target.step, answers, at) : noClock,
          before: { now, clock },
        },
        { kind, by: leading.by, from: now.step, to: target?.path ?? null, ...(wrote && { wrote }) },
      )
      return undefined
    })
  }

  async undo(leading: Leading): Promise<BaseRefusalCode | undefined> {
    return this.#inTurn(async () => {
      const agenda = this.#agenda()
      if (!agenda) return 'no_agenda'
      const { now } = agenda
      if (now.command === leading.id) return this.#again()
      const before = this.#board.read(readMoveBefore)
      if (leading.from !== now.move) return 'agenda_moved'
      const at = this.#tools.now()
      if (!before || at > now.since + undoMs + wayMs) return 'too_late'
      await this.#end(agenda)
      const { state, step, allows, opened, since } = before.now
      await this.#write(
        {
          now: { state, step, allows, opened, since, move: now.move + 1, command: leading.id },
          // The time in the other step does not count.
          clock: delayed(before.clock, at - now.since),
          before: null,
        },
        { kind: LogKind.undo, by: leading.by, from: now.step, to: step },
      )
      return undefined
    })
  }

  async changeTime(seconds: number, leading: Leading): Promise<BaseRefusalCode | undefined> {
    return this.#changeClock(leading, { kind: LogKind.time, seconds })
  }

  async pause(leading: Leading): Promise<BaseRefusalCode | undefined> {
    return this.#changeClock(leading, { kind: LogKind.pause })
  }

  async resume(leading: Leading): Promise<BaseRefusalCode | undefined> {
    return this.#changeClock(leading, { kind: LogKind.resume })
  }

  /** From now on these operations are open in the running step besides its own. */
  async open(operations: readonly string[], leading: Leading): Promise<BaseRefusalCode | undefined> {
    return this.#inTurn(async () => {
      const agenda = this.#agenda()
      if (!agenda) return 'no_agenda'
      const { now } = agenda
      if (leading.from !== now.move) return 'agenda_moved'
      await this.#board.write((doc) =>
        writeOpened(doc, [...new Set(operations)], this.#entry(now, { kind: LogKind.open, by: leading.by })),
      )
      return undefined
    })
  }

  /** Replaces the template. The steps that have run keep their kind. */
  async edit(
    { template, answers, edition }: Pick<Agenda, 'template' | 'answers' | 'edition'>,
    by: string,
  ): Promise<BaseRefusalCode | undefined> {
    return this.#inTurn(async () => {
      const agenda = this.#agenda()
      if (!agenda) return 'no_agenda'
      if (edition !== agenda.edition) return 'agenda_edited'
      const problem = editProblem(agenda, template)
      if (problem) return problem
      const { now } = agenda
      const { steps } = this.#tools
      const notes = editedNotes(await steps.phaseNotes(this.#board.id), template)
      await steps.keepPhaseNotes(this.#board.id, notes)
      const running = now.state === AgendaState.running ? findStep(template, now.step) : undefined
      const changed = running ? { ...now, allows: this.#hooks.allowedIn(running.step) } : now
      await this.#board.write((doc) =>
        writeTemplate(
          doc,
          { template, answers, edition: edition + 1 },
          { now: changed, clock: editedClock(agenda, template, answers, this.#tools.now()) },
          this.#entry(now, { kind: LogKind.edit, by }),
        ),
      )
      if (running) await this.#began()
      return undefined
    })
  }

  closed(): void {
    this.done.close()
  }

  #agenda(): Agenda | undefined {
    return this.#board.read(readAgenda)
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(task)
    this.#turn = done.catch(() => undefined)
    return done
  }

  #entry({ move, step }: AgendaNow, entry: Pick<LogEntry, 'kind' | 'by'> & Partial<LogEntry>): LogEntry {
    return { at: this.#tools.now(), from: step, to: null, move, ...entry }
  }

  async #changeClock(
    { by, from }: Leading,
    change: Pick<LogEntry, 'kind' | 'seconds'>,
  ): Promise<BaseRefusalCode | undefined> {
    return this.#inTurn(async () => {
      const agenda = this.#agenda()
      if (!agenda) return 'no_agenda'
      const { now, clock } = agenda
      if (from !== now.move || now.state !== AgendaState.running) return 'agenda_moved'
      const at = this.#tools.now()
      const next = () => {
        if (change.kind === LogKind.pause) return paused(clock, at)
        return change.kind === LogKind.resume ? resumed(clock, at) : withTime(clock, change.seconds ?? 0, at)
      }
      const changed = next()
      if (changed.endsAt === clock.endsAt && changed.left === clock.left) return undefined
      await this.#board.write((doc) => writeClock(doc, changed, this.#entry(now, { ...change, by })))
      return undefined
    })
  }

  async #write(
    change: Parameters<typeof writeMove>[1],
    entry: Pick<LogEntry, 'kind' | 'by' | 'from' | 'to' | 'wrote'>,
  ): Promise<void> {
    await this.#board.write((doc) => writeMove(doc, change, this.#entry(change.now, entry)))
    await this.#began()
  }

  /** The same command again: the activities do what a failure may have left undone. */
  async #again(): Promise<undefined> {
    await this.#began()
  }

  async #began(): Promise<void> {
    const agenda = this.#agenda()
    const running = agenda && runningOf(agenda)
    if (!running) {
      await this.done.end()
      return agenda?.now.state === AgendaState.ended ? this.#hooks.over() : undefined
    }
    await this.done.begin(running.move)
    await this.#hooks.began(running)
  }

  async #end(agenda: Agenda): Promise<void> {
    const running = runningOf(agenda)
    if (running) await this.#hooks.ends(running)
  }
}

/** So many have written in private so far, as everybody saw it; undefined while people write together. */
function figuresOfWriting(doc: Y.Doc): StepFigures | undefined {
  const { mode, wrote, of } = readWriting(doc)
  return mode === WritingMode.private ? { done: wrote, of } : undefined
}

function runningOf({ template, answers, now }: Agenda): RunningStep | undefined {
  if (now.state !== AgendaState.running) return undefined
  const placed = findStep(template, now.step)
  if (!placed) return undefined
  const { move, since } = now
  return { move, since, path: placed.path, phase: placed.phase, step: placed.step, template, answers }
}

function phaseOf(path: StepPath | null): string | undefined {
  return path?.split('/')[0]
}
