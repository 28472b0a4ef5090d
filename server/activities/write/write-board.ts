import type * as Y from 'yjs'
import { AgendaState } from '#shared/agenda/agenda.ts'
import { findStep } from '#shared/agenda/steps.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { readAgenda } from '#shared/board/agenda.ts'
import {
  draftsOf,
  writtenOn,
  type DraftFacts,
  type StepAnswers,
  type WrittenBySteps,
} from '#shared/board/draft.ts'
import { readWritten, toldProgress, writeWritten, type WrittenInPrivate } from '#shared/board/progress.ts'
import { readWriting, writeWriting } from '#shared/board/writing.ts'
import type { RefusalCode } from '#shared/wire/command.ts'
import { isSigned, type OpenAudience } from '#shared/workshop/audience.ts'
import { takesPart } from '#shared/workshop/role.ts'
import { WritingMode, type Writing } from '#shared/workshop/writing.ts'
import { placeFields } from '../../agenda/pour-notes.ts'
import { inGroups } from '../../basics/shuffle.ts'
import { SteadyBeat } from '../../basics/steady-beat.ts'
import type { ActivityTools, BoardActivity, RunningStep } from '../../contracts/activity.ts'
import type { Session, LiveBoard } from '../../contracts/live-board.ts'
import { pourAnswers, desksAtOnce, readDesk } from '../../drafts/pour-answers.ts'
import { revealDesks, showDraft } from '../../drafts/reveal-desks.ts'
import { ofNoStep, ofRunningStep, type RevealedSteps } from '#shared/board/revealed-steps.ts'
import { FieldNotes } from './field-notes.ts'

const noDrafts: DraftFacts = { hasDrafts: false, heldSince: null }

/** Private and shared writing on one open board. */
export class WriteBoard implements BoardActivity {
  readonly notes: FieldNotes
  readonly #board: LiveBoard
  readonly #tools: ActivityTools
  /** By participant. Everybody who has drafts is in it once `#isCounted`. */
  readonly #drafts = new Map<string, DraftFacts>()
  /** Participants who have been here in this private time. A person who leaves stays: else a fall would tell on them. */
  readonly #seen = new Set<string>()
  /** The number of them that was published before a restart. */
  #floor: number
  readonly #figures: SteadyBeat
  #isCounted = false
  /** The private notes of these steps are counted: of the running one, or of those that it goes on with. */
  #counted: readonly StepPath[] = []
  /** By participant. Everybody who has drafts is in it once `#areNotesCounted`. */
  readonly #written = new Map<string, WrittenBySteps>()
  #areNotesCounted = false
  #isClosed = false
  /** Two facilitators at once must not reveal twice. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(board: LiveBoard, tools: ActivityTools) {
    this.#board = board
    this.#tools = tools
    this.notes = new FieldNotes(board, tools)
    this.#floor = this.#writing().mode === WritingMode.private ? this.#writing().of : 0
    this.#figures = new SteadyBeat(() => this.#publishFigures(), tools)
  }

  readonly joined = (session: Session): void => {
    this.#see(session)
    this.#publishSoon()
  }

  readonly draftsChanged = (
    participant: string,
    facts: DraftFacts,
    _answers: readonly StepAnswers[],
    written: WrittenBySteps,
  ): void => {
    this.#drafts.set(participant, facts)
    this.#written.set(participant, written)
    this.#publishSoon()
  }

  readonly closed = (): void => {
    this.#isClosed = true
    this.#figures.stop()
  }

  /** Every step says how people write. A step of this activity has its areas, too. */
  readonly stepBegan = async (running: RunningStep): Promise<void> => {
    const { step } = running
    this.#counted = countedIn(running)
    if (step.activity === 'write') await placeFields(this.#board, running, step.fields)
    await this.set(step.writing === 'private' ? WritingMode.private : WritingMode.shared)
    this.#publishSoon()
    if (step.activity !== 'write') return
    await pourAnswers(this.#board.id, running, step.fields, this.#tools)
  }

  /** Drafts stay on their desks, and people write together again. */
  readonly stepsAreOver = async (): Promise<void> => {
    this.#counted = []
    await this.set(WritingMode.shared)
  }

  async set(mode: WritingMode): Promise<void> {
    await this.#inTurn(() => this.#setNow(mode))
  }

  /** Returns the number of revealed notes; undefined when the reveal of this id was made before. */
  async reveal(id: string): Promise<number | undefined> {
    return this.#inTurn(async () => {
      if (this.#writing().revealed === id) return undefined
      const since = this.#tools.now()
      return revealDesks(
        this.#board,
        this.#revealed(),
        (doc) => {
          writeWriting(doc, { ...readWriting(doc), mode: WritingMode.shared, since, revealed: id })
          // The notes themselves say it now.
          writeWritten(doc, {})
        },
        this.#tools,
      )
    })
  }

  /** The step of a late draft is over, and everybody has seen the notes of that step without it. */
  async showDraft(
    participant: string,
    draft: string,
    audience: OpenAudience,
  ): Promise<RefusalCode | undefined> {
    return this.#inTurn(async () => {
      if (this.#writing().mode === WritingMode.private) return 'writing_private'
      const own = { participant, draft, isSigned: isSigned(audience) }
      return (await showDraft(this.#board, own, this.#tools)) ? undefined : 'unknown_item'
    })
  }

  #revealed(): RevealedSteps {
    const agenda = this.#board.read(readAgenda)
    const isRunning = agenda?.now.state === AgendaState.running
    const running = isRunning ? findStep(agenda.template, agenda.now.step) : undefined
    return agenda && running ? ofRunningStep(agenda.template, running) : ofNoStep
  }

  #writing(): Writing {
    return this.#board.read(readWriting)
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(task)
    this.#turn = done.catch(() => undefined)
    return done
  }

  async #setNow(mode: WritingMode): Promise<void> {
    if (this.#writing().mode === mode) return
    if (mode === WritingMode.private) {
      // A reveal has changed them since.
      this.#drafts.clear()
      this.#written.clear()
      this.#areNotesCounted = false
      this.#seen.clear()
      this.#floor = 0
      await this.#count()
    }
    const since = this.#tools.now()
    await this.#board.write((doc) => {
      const figures = mode === WritingMode.private ? this.#progress(since) : {}
      writeWriting(doc, { ...readWriting(doc), mode, since, ...figures })
      if (mode === WritingMode.shared) writeWritten(doc, {})
    })
  }

  async #count(): Promise<void> {
    for (const { participant, ...facts } of await this.#tools.draftRows.draftOwnersOf(this.#board.id)) {
      // A change that came meanwhile is newer.
      if (!this.#drafts.has(participant)) this.#drafts.set(participant, facts)
    }
    this.#isCounted = true
  }

  async #countNotes(): Promise<void> {
    const owners = (await this.#tools.draftRows.draftOwnersOf(this.#board.id)).filter(
      ({ hasDrafts }) => hasDrafts,
    )
    await inGroups(owners, desksAtOnce, async ({ participant }) => {
      const key = { board: this.#board.id, participant }
      const read = (desk: Y.Doc) => writtenOn(draftsOf(desk))
      const written = await readDesk(key, read, 'its notes are not counted', this.#tools)
      // A change that came meanwhile is newer.
      if (written && !this.#written.has(participant)) this.#written.set(participant, written)
    })
    this.#areNotesCounted = true
  }

  #notes(): WrittenInPrivate {
    const desks = [...this.#written.values()]
    return Object.fromEntries(
      this.#counted.map((path) => [path, desks.reduce((sum, desk) => sum + (desk.get(path) ?? 0), 0)]),
    )
  }

  /** Facilitators who do not take part write on the board itself. */
  #see(session: Session): void {
    if (takesPart(session)) this.#seen.add(session.participant.id)
  }

  #progress(since: number): Pick<Writing, 'wrote' | 'of'> {
    for (const session of this.#board.sessions()) this.#see(session)
    const wrote = [...this.#seen].filter((participant) => this.#hasWritten(participant, since)).length
    const told = toldProgress({ done: wrote, of: Math.max(this.#floor, this.#seen.size) })
    return { wrote: told.done, of: told.of }
  }

  /** Drafts that their author has kept back since an earlier private time do not count. */
  #hasWritten(participant: string, since: number): boolean {
    const { hasDrafts, heldSince } = this.#drafts.get(participant) ?? noDrafts
    return hasDrafts && (heldSince === null || heldSince >= since)
  }

  #publishSoon(): void {
    if (!this.#isClosed && this.#writing().mode === WritingMode.private) this.#figures.ask()
  }

  #publishFigures(): void {
    this.#publish().catch((cause: unknown) => {
      // The next change publishes it again.
      const facts = { board: this.#board.id, err: cause }
      this.#tools.log.warn(facts, 'the progress of private writing could not be published')
    })
  }

  async #publish(): Promise<void> {
    if (!this.#isCounted) await this.#count()
    if (this.#counted.length > 0 && !this.#areNotesCounted) await this.#countNotes()
    if (this.#isClosed) return
    const shown = this.#writing()
    const next = this.#progress(shown.since)
    const notes = this.#notes()
    const isSame = shown.wrote === next.wrote && shown.of === next.of
    if (isSame && isEqual(notes, this.#board.read(readWritten))) return
    if (!this.#board.mayAdjust(0)) return
    await this.#board.write((doc) => {
      const current = readWriting(doc)
      if (current.mode !== WritingMode.private) return
      if (!isSame) writeWriting(doc, { ...current, ...next })
      writeWritten(doc, notes)
    })
  }
}

/** A step that is no writing step goes on with the private notes that it takes: in a pass people build on them. */
function countedIn({ step, path }: RunningStep): readonly StepPath[] {
  if (step.writing !== 'private') return []
  return step.activity === 'write' ? [path] : (step.input ?? []).map(({ from }) => from)
}

function isEqual(one: WrittenInPrivate, other: WrittenInPrivate): boolean {
  const paths = Object.keys(one)
  return paths.length === Object.keys(other).length && paths.every((path) => one[path] === other[path])
}
