import { createHash } from 'node:crypto'
import { declarations } from '#shared/activities/declared.ts'
import { AskAudience, isAnswer, itemsOf, longestReason, type Thing, type Value } from '#shared/asking/ask.ts'
import {
  askedIn,
  figuresIn,
  figuresItem,
  proposedIn,
  proposedItem,
  type Asked,
} from '#shared/asking/asked.ts'
import type { askingRefusals } from '#shared/asking/refusals.ts'
import { isEmptyOutcome } from '#shared/asking/outcome.ts'
import { readActivity, writeActivityItem, type Json } from '#shared/board/activities.ts'
import { askedName } from '#shared/board/asked.ts'
import { isSameProgress, toldProgress } from '#shared/board/progress.ts'
import { statementsFor } from '#shared/board/step-inputs.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import { SteadyBeat } from '../basics/steady-beat.ts'
import type { ActivityTools, BoardActivity, RunningStep } from '../contracts/activity.ts'
import type { StoredAsking } from '../contracts/askings.ts'
import type { LiveBoard } from '../contracts/live-board.ts'
import type { Session } from '../contracts/session.ts'
import { Electorate } from '../polls/electorate.ts'
import { voterOf } from '../polls/board-polls.ts'
import { latestVersions } from '../statements/keep-words.ts'

type Tools = Pick<ActivityTools, 'askings' | 'randomBytes' | 'pace' | 'now' | 'log'>

export type AskingProblem = keyof typeof askingRefusals

/** An answer that somebody gives or, with null, takes back. */
export interface AskedAnswer {
  readonly asked: string
  readonly question: string
  readonly value: Value | null
  /** As its author was told. */
  readonly audience: AskAudience
}

/** Questions that people answer now. */
interface OpenAsking {
  readonly stored: StoredAsking
  readonly people: Electorate
  /** The number of people that was told before a restart. It never falls. */
  readonly floor: number
}

const keyBytes = 32

/** Nobody reads more reasons why one thing is proposed. Not measured. */
const mostReasons = 12

/**
 * The questions of the steps of one open board, of whatever activity. Those of the running step are open from its begin until
 * a facilitator shows the answers, or leads on. Answers are rows under a key of their own; both are gone once the counts are
 * there. A crash between count and show publishes the same.
 */
export class AskingBoard implements BoardActivity {
  readonly #board: LiveBoard
  readonly #tools: Tools
  readonly #beat: SteadyBeat
  #open: OpenAsking | undefined
  /** The step that runs, if it asks. */
  #running: RunningStep | undefined
  /** Two facilitators at once must not ask twice, and nobody answers while answers are counted. */
  #turn: Promise<unknown> = Promise.resolve()

  private constructor(board: LiveBoard, tools: Tools) {
    this.#board = board
    this.#tools = tools
    this.#beat = new SteadyBeat(() => this.#tellSafely(), tools)
  }

  static async of(board: LiveBoard, tools: Tools): Promise<AskingBoard> {
    const asking = new AskingBoard(board, tools)
    await asking.#mend()
    return asking
  }

  readonly joined = (session: Session): void => {
    if (this.#open?.people.seen(session)) this.#beat.ask()
  }

  readonly closed = (): void => this.#beat.stop()

  /** People who come back to a step whose answers were never shown are asked again. */
  readonly stepBegan = async (running: RunningStep): Promise<void> => {
    const { step, path, since } = running
    this.#running = declarations[step.activity] ? running : undefined
    if (!this.#running) return
    await this.#inTurn(async () => {
      // The questions of an imported board are in the document alone.
      const last = askedIn(this.#read(), path)
      const isUnused = last?.shown != null && last.shown.at <= since && isEmptyOutcome(last.shown)
      if (!last || isUnused) await this.#ask(running)
    })
  }

  readonly stepEnds = async ({ path }: RunningStep): Promise<void> =>
    this.#inTurn(async () => {
      if (this.#open?.stored.step === path) await this.#showOpen()
    })

  readonly stepsAreOver = async (): Promise<void> => {
    this.#running = undefined
    await this.#inTurn(() => this.#showOpen())
  }

  /** This person's answers to the open questions. */
  readonly ownState = async ({ participant }: Session): Promise<Json | undefined> => {
    if (!this.#open) return undefined
    const { stored } = this.#open
    const answers = await this.#tools.askings.answersOf(stored.id, voterOf(stored, participant.id))
    return Object.keys(answers).length > 0 ? { asked: stored.id, answers } : undefined
  }

  async answer(given: AskedAnswer, by: Session): Promise<AskingProblem | undefined> {
    return this.#inTurn(async () => {
      const open = this.#open
      if (open?.stored.id !== given.asked || open.stored.audience !== given.audience) return 'asking_over'
      const { stored } = open
      const { ask, thing } = itemsOf(stored).find(({ item }) => item === given.question) ?? {}
      const value =
        ask?.kind === 'text' && typeof given.value === 'string' ? lineOf(given.value, ask.most) : given.value
      if (!ask || (value !== null && !isAnswer(ask, value))) return 'asking_over'
      if (thing && !this.#isProposed(stored, thing)) return 'asking_over'
      const { id, name } = by.participant
      const isWritten = await this.#tools.askings.writeAnswer({
        asked: stored.id,
        voter: voterOf(stored, id),
        item: given.question,
        value,
        name: stored.audience === AskAudience.named && name !== '' ? name : null,
      })
      if (!isWritten) return 'asking_over'
      open.people.answered(by)
      this.#beat.ask()
      return undefined
    })
  }

  /** Asks about a thing. Once it is proposed, only the reasons grow. */
  async propose(id: string, thing: string, reason: string): Promise<AskingProblem | undefined> {
    return this.#inTurn(async () => {
      const stored = this.#open?.stored
      if (stored?.id !== id || !stored.things.some((each) => each.id === thing)) return 'asking_over'
      const line = cleanLine(reason, longestReason)
      await this.#board.write((doc) => {
        const proposed = proposedIn(readActivity(doc, askedName), stored.step, stored)
        const known = proposed[thing] ?? []
        const isNew = line !== '' && known.length < mostReasons && !known.includes(line)
        const things = { ...proposed, [thing]: isNew ? [...known, line] : known }
        writeActivityItem(doc, askedName, proposedItem(stored.step), { asked: id, things })
      })
      return undefined
    })
  }

  /** Counts the answers and shows them. Showing them again changes nothing. */
  async show(id: string): Promise<AskingProblem | undefined> {
    return this.#inTurn(async () => {
      if (this.#open?.stored.id === id) await this.#showOpen()
      return this.#isOnBoard(id) ? undefined : 'asking_over'
    })
  }

  /** Asks the questions of the running step once more. The command again changes nothing. */
  async again(id: string): Promise<AskingProblem | undefined> {
    return this.#inTurn(async () => {
      const running = this.#running
      if (!running) return 'asking_over'
      const last = askedIn(this.#read(), running.path)
      if (last?.id === id && last.shown) await this.#ask(running)
      else if (last?.id !== id && !(await this.#hasAsked(running.path, id))) return 'asking_over'
      return undefined
    })
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#turn.then(work)
    this.#turn = done.catch(() => undefined)
    return done
  }

  async #hasAsked(path: string, id: string): Promise<boolean> {
    const rows = await this.#tools.askings.askingsOf(this.#board.id)
    return rows.some((row) => row.step === path && row.id === id)
  }

  /** Asks the questions of a step as its activity declares them now: from here on they stay so. */
  async #ask(running: RunningStep): Promise<void> {
    const {
      path: step,
      step: { activity },
    } = running
    const declared = declarations[activity]
    if (!declared) return
    await this.#showOpen()
    const things = declared.about ? declared.about(await this.#taken(running)) : []
    if (declared.about && things.length === 0) return
    const turn = 1 + (askedIn(this.#read(), step)?.turn ?? 0)
    const { audience, ask: asks, fewest } = declared
    const key = Buffer.from(this.#tools.randomBytes(keyBytes)).toString('base64url')
    const id = askingIdOf(this.#board.id, step, turn)
    const rules = { audience, asks, things, fewest }
    const stored = { id, board: this.#board.id, step, turn, activity, ...rules, key, shown: null }
    await this.#tools.askings.openAsking(stored)
    this.#begin(stored, 0)
    await this.#publish(stored)
  }

  /** The sentences that the step takes, as they were kept last. */
  async #taken({ template, step, path }: RunningStep): Promise<readonly Thing[]> {
    let things: readonly Thing[] = []
    await this.#board.write((doc) => {
      const statements = statementsFor(doc, template, step)
      const versions = latestVersions(doc, statements, { step: path, at: this.#tools.now() })
      things = versions.map(({ statement: { id, number }, version: { text } }) => ({
        id,
        text,
        label: String(number),
      }))
    })
    return things
  }

  #isProposed({ id, step, activity }: StoredAsking, thing: Thing): boolean {
    return declarations[activity]?.isOnProposal !== true || thing.id in proposedIn(this.#read(), step, { id })
  }

  #begin(stored: StoredAsking, floor: number): void {
    this.#open = { stored, floor, people: new Electorate(this.#board.sessions()) }
    this.#beat.ask()
  }

  async #showOpen(): Promise<void> {
    const open = this.#open
    if (!open) return
    const { askings, now } = this.#tools
    const shown = await askings.closeAsking(open.stored.id, now(), sizeOf(open))
    this.#open = undefined
    await this.#publish({ ...open.stored, key: null, shown })
  }

  /** Shows everybody what the store has: the questions, or what came out of them. */
  async #publish({ id, step, turn, audience, asks, things, shown }: StoredAsking): Promise<void> {
    const item: Asked = { id, turn, audience, asks, things, shown }
    await this.#board.write((doc) => {
      writeActivityItem(doc, askedName, step, item as unknown as Json)
      writeActivityItem(doc, askedName, figuresItem(step), null)
    })
  }

  /** Publishes what a crash left unpublished, and goes on with questions that are open. */
  async #mend(): Promise<void> {
    const rows = await this.#tools.askings.askingsOf(this.#board.id)
    const newest = [...new Map(rows.map((row) => [row.step, row])).values()]
    for (const stored of newest) {
      const state = this.#read()
      const asked = askedIn(state, stored.step)
      if (!stored.shown) this.#begin(stored, figuresIn(state, stored.step)?.of ?? 0)
      if (asked?.id === stored.id && (asked.shown === null) === (stored.shown === null)) continue
      const published = this.#publish(stored)
      // On a full disk the board can be read all the same: this waits in the queue, and a failure drops the room.
      if (this.#board.isWritable()) await published
      else published.catch(() => undefined)
    }
  }

  #tellSafely(): void {
    this.#inTurn(() => this.#tell()).catch((cause: unknown) => {
      // The next answer tells it again.
      const facts = { board: this.#board.id, err: cause }
      this.#tools.log.warn(facts, 'the figures of a question could not be published')
    })
  }

  /** Tells how many have answered, as far as it may be told. */
  async #tell(): Promise<void> {
    const open = this.#open
    if (!open) return
    const { id, step } = open.stored
    const done = await this.#tools.askings.answeredIn(id)
    const told = toldProgress({ done, of: Math.max(sizeOf(open), done) })
    const shown = figuresIn(this.#read(), step)
    if ((shown && isSameProgress(shown, told)) || !this.#board.mayAdjust(0)) return
    await this.#board.write((doc) => writeActivityItem(doc, askedName, figuresItem(step), { ...told }))
  }

  #read(): unknown {
    return this.#board.read((doc) => readActivity(doc, askedName))
  }

  #isOnBoard(id: string): boolean {
    const state = this.#read()
    return Object.keys(Object(state) as object).some((path) => askedIn(state, path)?.id === id)
  }
}

function sizeOf({ people, floor }: OpenAsking): number {
  return Math.max(floor, people.size)
}

/** A line as it is kept; null without words. */
function lineOf(text: string, most: number): string | null {
  const line = cleanLine(text, most)
  return line === '' ? null : line
}

/** The same after a crash, so that a step asks once. */
function askingIdOf(board: string, step: string, turn: number): string {
  return createHash('sha256').update(`asked ${board} ${step} ${turn}`).digest('base64url').slice(0, 12)
}
