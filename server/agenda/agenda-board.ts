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
  isPurposeMissing,
  type Agenda,
  type AgendaNow,
  type LogEntry,
  type StepClock,
} from '#shared/agenda/agenda.ts'
import { findStep, type PlacedStep, editedNotes, notesOfPhases } from '#shared/agenda/steps.ts'
import type { Answers, Step, StepPath, Template } from '#shared/agenda/template.ts'
import {
  readAgenda,
  readMoveBefore,
  removeAgenda,
  writeClock,
  writeExpected,
  writeMove,
  writeNewAgenda,
  writeOpened,
  writeTemplate,
} from '#shared/board/agenda.ts'
import { adoptedPurpose } from '#shared/board/adoptions.ts'
import { placeParkingLot, readArea } from '#shared/board/area.ts'
import { parkingLot } from '#shared/board/parking-lot.ts'
import type { BaseRefusalCode } from '#shared/workshop/refusals.ts'
import { CheckpointReason } from '#shared/workshop/checkpoint.ts'
import type { RunningStep } from '../contracts/activity.ts'
import type { LiveBoard, Session } from '../contracts/live-board.ts'
import { oneByOne } from '../basics/yield-turn.ts'
import type { AgendaTools, Leading, StepHooks } from './agenda-tools.ts'
import { editedClock, editProblem } from './editing.ts'
import { dropStrayNotes, withNotes, StepDone } from './step-done.ts'
import { figuresOfWriting, leftOf, phaseOf, runningOf } from './moves.ts'
import { StepBegun } from './step-begun.ts'
import { StepTables, type AtTable } from './step-tables.ts'

/** Time that an undo may take on its way. Not measured. */
const wayMs = 2_000

/** The agenda of one open board. All changes happen one after the other. */
export class AgendaBoard {
  readonly done: StepDone
  readonly begun: StepBegun
  readonly #board: LiveBoard
  readonly #hooks: StepHooks
  readonly #tools: AgendaTools
  readonly #tables: StepTables
  /** People who came late wait for a table. */
  #isSeating = false
  readonly #inTurn = oneByOne()

  constructor(board: LiveBoard, hooks: StepHooks, tools: AgendaTools) {
    this.#board = board
    this.#hooks = hooks
    this.#tools = tools
    this.done = new StepDone(board, tools)
    this.begun = new StepBegun(board, this.done, tools)
    this.#tables = new StepTables(board, { ...tools, groups: hooks.groups })
  }

  templateOf(value: unknown): Template | undefined {
    return this.#tools.templateOf(value)
  }

  /** The board is in memory: does what a crash kept from being done. */
  async opened(): Promise<void> {
    const awayMs = this.#tools.awayMs(this.#board.id)
    const agenda = this.#agenda()
    if (!agenda) return
    if (this.#board.isWritable()) {
      if (awayMs > 0) await this.#waitedFor(awayMs)
      await dropStrayNotes(this.#tools.steps, this.#board.id, agenda.template)
      return this.#work()
    }
    const running = runningOf(agenda)
    if (!running) return
    this.begun.follow(running.move)
    await this.done.begin(running.move)
    // On a full disk the board can be read all the same: this waits in the queue.
    this.#work().catch((cause: unknown) => {
      const facts = { board: this.#board.id, err: cause }
      this.#tools.log.warn(facts, 'the work of a step could not be done when its board was opened')
    })
  }

  /** Nobody could work while the server restarted: its time is not the group's. */
  async #waitedFor(ms: number): Promise<void> {
    const { clock, now } = this.#agenda() ?? {}
    if (clock?.endsAt == null || now?.state !== AgendaState.running) return
    await this.#board.write((doc) => {
      writeClock(doc, delayed(clock, ms), null)
      this.#tables.changeClocks(doc, (each) => delayed(each, ms))
    })
  }

  /** Notes and groups are those of a checkpoint: does what the running step lacks now. */
  async restored(): Promise<void> {
    await this.#inTurn(() => this.#work()).catch((cause: unknown) => {
      const facts = { board: this.#board.id, err: cause }
      this.#tools.log.warn(facts, 'the work of a step could not be done on a restored board')
    })
  }

  async take(template: Template, answers: Answers): Promise<BaseRefusalCode | undefined> {
    return this.#inTurn(async () => {
      const agenda = this.#agenda()
      if (agenda && agenda.now.move > 0) return 'agenda_running'
      await withNotes(this.#tools.steps, this.#board.id, notesOfPhases(template), async () =>
        this.#board.write((doc) => {
          this.#tables.forget(doc)
          writeNewAgenda(doc, template, answers)
        }),
      )
      return undefined
    })
  }

  /** Takes the agenda off the board. */
  async leave(leading: Omit<Leading, 'from'>): Promise<BaseRefusalCode | undefined> {
    return this.#inTurn(async () => {
      const agenda = this.#agenda()
      if (!agenda) return undefined
      // A running workshop ends first: a crash in between leaves an agenda that is over.
      if (agenda.now.state === AgendaState.running) await this.#lead(agenda, undefined, leading)
      await this.done.forget()
      await this.#board.write((doc) => {
        this.#tables.forget(doc)
        removeAgenda(doc)
      })
      await this.#tools.steps.keepPhaseNotes(this.#board.id, {})
      return undefined
    })
  }

  /** `despite`: why the group goes on although no purpose was adopted. */
  async move(to: StepPath, leading: Leading, despite?: string): Promise<BaseRefusalCode | undefined> {
    return this.#inTurn(async () => {
      const agenda = this.#agenda()
      if (!agenda) return 'no_agenda'
      const { now, template } = agenda
      if (now.command === leading.id) return this.#again()
      if (leading.from !== now.move) return 'agenda_moved'
      const target = to === agendaEnd ? undefined : findStep(template, to)
      if (!target && to !== agendaEnd) return 'unknown_step'
      if (!target && now.state === AgendaState.ready) return 'not_begun'
      if (!target && now.state === AgendaState.ended) return undefined
      // A second press on the step that runs must not start its clock again.
      if (target?.path === now.step && now.state === AgendaState.running) return undefined
      const isMissing = target !== undefined && this.#isPurposeMissing(target.step, agenda)
      if (isMissing && despite === undefined) return 'purpose_missing'
      await this.#lead(agenda, target, { ...leading, despite: isMissing ? despite : undefined })
      return undefined
    })
  }

  /** Writes the move, and does its work. Without a target the workshop ends. */
  async #lead(
    { now, template, answers, clock }: Agenda,
    target: PlacedStep | undefined,
    { by, id, despite }: Omit<Leading, 'from'> & { readonly despite?: string | undefined },
  ): Promise<void> {
    const kind = moveKind(template, now, target?.path ?? agendaEnd) ?? LogKind.on
    const wrote = this.#board.read(figuresOfWriting)
    if (phaseOf(now.step) !== target?.phase.id) this.#tools.keepBefore(this.#board.id, CheckpointReason.phase)
    const at = this.#tools.now()
    const common = { move: now.move + 1, since: at, opened: [], command: id }
    const next: AgendaNow = target
      ? {
          ...common,
          state: AgendaState.running,
          step: target.path,
          allows: this.#hooks.allowedIn(target.step),
        }
      : { ...common, state: AgendaState.ended, step: now.step, allows: null }
    const drawn = target && (await this.#tables.drawnFor(target))
    await this.#write(
      {
        now: next,
        clock: target ? clockOf(target.step, answers, at) : noClock,
        before: { now, clock },
      },
      {
        kind,
        by,
        from: now.step,
        to: target?.path ?? null,
        ...(wrote && { wrote }),
        ...(despite !== undefined && { despite }),
      },
      (doc, { phase }) => drawn && this.#tables.seat(doc, phase.id, drawn),
    )
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
      const { state, step, allows, opened, since } = before.now
      await this.#write(
        {
          now: { state, step, allows, opened, since, move: now.move + 1, command: leading.id },
          // The time in the other step does not count.
          clock: delayed(before.clock, at - now.since),
          before: null,
        },
        { kind: LogKind.undo, by: leading.by, from: now.step, to: step },
        (doc, running) => this.#tables.goBack(doc, running, at - now.since),
      )
      return undefined
    })
  }

  /** Pauses the clock, goes on, or adds seconds to it. */
  async changeClock(
    { by, from }: Leading,
    change: Pick<LogEntry, 'kind' | 'seconds'>,
  ): Promise<BaseRefusalCode | undefined> {
    return this.#inTurn(async () => {
      const agenda = this.#agenda()
      if (!agenda) return 'no_agenda'
      const { now, clock } = agenda
      if (from !== now.move || now.state !== AgendaState.running) return 'agenda_moved'
      const at = this.#tools.now()
      const next = (before: StepClock): StepClock => {
        if (change.kind === LogKind.pause) return paused(before, at)
        return change.kind === LogKind.resume
          ? resumed(before, at)
          : withTime(before, change.seconds ?? 0, at)
      }
      const changed = next(clock)
      if (changed.endsAt === clock.endsAt && changed.left === clock.left) return undefined
      await this.#board.write((doc) => {
        writeClock(doc, changed, this.#entry(now, { ...change, by }))
        this.#tables.changeClocks(doc, next)
      })
      return undefined
    })
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

  async expect(people: number | null): Promise<BaseRefusalCode | undefined> {
    return this.#inTurn(async () => {
      const agenda = this.#agenda()
      if (!agenda) return 'no_agenda'
      if (agenda.expected !== people) await this.#board.write((doc) => writeExpected(doc, people))
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
      const running = now.state === AgendaState.running ? findStep(template, now.step) : undefined
      const changed = running ? { ...now, allows: this.#hooks.allowedIn(running.step) } : now
      await withNotes(steps, this.#board.id, notes, async () =>
        this.#board.write((doc) =>
          writeTemplate(
            doc,
            { template, answers, edition: edition + 1 },
            { now: changed, clock: editedClock(agenda, template, answers, this.#tools.now()) },
            this.#entry(now, { kind: LogKind.edit, by }),
          ),
        ),
      )
      const edited = this.#agenda()
      const goesOn = edited && runningOf(edited)
      if (goesOn) await this.#begin(goesOn)
      return undefined
    })
  }

  /** False when the step is over. */
  async finish(session: Session, move: number, isDone: boolean): Promise<boolean> {
    const isHeard = await this.done.say(session, move, isDone)
    this.begun.doneChanged()
    return isHeard
  }

  left(session: Session): void {
    this.begun.left(session)
  }

  /** A person has come. In a step at tables they sit down at the smallest. */
  joined(session: Session): void {
    this.done.joined(session)
    if (this.#isSeating || !this.#tables.isWaiting(session)) return
    this.#isSeating = true
    const seated = this.#inTurn(async () => {
      // Everybody who has come until now; those who come from now on are the next ones.
      this.#isSeating = false
      const running = this.#running()
      if (!running || !this.#board.mayAdjust(1)) return
      const before = this.#tables.countIn(running)
      const tables = await this.#tables.begin(running)
      await (tables === before ? this.#hooks.seated() : this.#hooks.began({ ...running, tables }))
    })
    seated.catch((cause: unknown) => {
      const facts = { board: this.#board.id, err: cause }
      this.#tools.log.warn(facts, 'people who came late could not be given a table')
    })
  }

  /** Does something at the tables of the running step. */
  async atTables(
    work: (tables: StepTables) => Promise<BaseRefusalCode | undefined>,
  ): Promise<BaseRefusalCode | undefined> {
    return this.#inTurn(() => work(this.#tables))
  }

  async handUp(
    at: AtTable,
    item: { readonly id: string; readonly isHanded: boolean },
  ): Promise<BaseRefusalCode | undefined> {
    return this.#inTurn(async () => {
      const running = this.#running()
      return running ? this.#tables.handUp(at, running.step, item) : 'agenda_moved'
    })
  }

  /** Draws the tables again. Each one that is new gets its areas. */
  async drawTables(from: number, command: string): Promise<BaseRefusalCode | undefined> {
    return this.#inTurn(async () => {
      const running = this.#running()
      if (running?.move !== from) return 'agenda_moved'
      if (running.step.who !== 'tables') return 'no_table'
      await this.#tables.drawAgain(running, command)
      await this.#beginStep(running)
      return undefined
    })
  }

  closed(): void {
    this.done.close()
    this.begun.close()
  }

  #isPurposeMissing(step: Step, { template, log }: Agenda): boolean {
    const { needsPurpose } = this.#hooks
    const hasPurpose = this.#board.read(adoptedPurpose) !== undefined
    return isPurposeMissing(step, { template, log, hasPurpose, needsPurpose })
  }

  #running(): RunningStep | undefined {
    const agenda = this.#agenda()
    return agenda && runningOf(agenda)
  }

  async #beginStep(running: RunningStep): Promise<void> {
    const tables = await this.#tables.begin(running)
    await this.#hooks.began({ ...running, tables })
  }

  #agenda(): Agenda | undefined {
    return this.#board.read(readAgenda)
  }

  #entry({ move, step }: AgendaNow, entry: Pick<LogEntry, 'kind' | 'by'> & Partial<LogEntry>): LogEntry {
    return { at: this.#tools.now(), from: step, to: null, move, ...entry }
  }

  async #write(
    change: Parameters<typeof writeMove>[1],
    entry: Pick<LogEntry, 'kind' | 'by' | 'from' | 'to' | 'wrote' | 'despite'>,
    withMove?: (doc: Y.Doc, running: RunningStep) => void,
  ): Promise<void> {
    await this.#board.write((doc) => {
      writeMove(doc, change, this.#entry(change.now, entry))
      const agenda = withMove && readAgenda(doc)
      const running = agenda && runningOf(agenda)
      if (running) withMove?.(doc, running)
    })
    await this.#work()
  }

  /** The same command again: the activities do what a failure may have left undone. */
  async #again(): Promise<undefined> {
    await this.#work()
  }

  /**
   * The work of the last move: the step that it left ends, and the running one begins. The move is written before, so that a
   * step that is over never runs. Each activity does only what is missing: after a crash all of it is done again.
   */
  async #work(): Promise<void> {
    const agenda = this.#agenda()
    if (!agenda) return
    const left = leftOf(agenda)
    if (left) await this.#hooks.ends(left)
    const running = runningOf(agenda)
    if (running) return this.#begin(running)
    this.begun.follow(null)
    await this.done.end()
    await this.#tables.end()
    if (agenda.now.state === AgendaState.ended) await this.#hooks.over()
  }

  async #begin(running: RunningStep): Promise<void> {
    this.begun.follow(running.move)
    await this.done.begin(running.move)
    if (!this.#board.read((doc) => readArea(doc, parkingLot))) await this.#board.write(placeParkingLot)
    await this.#beginStep(running)
  }
}
