import { declarations } from '#shared/activities/declared.ts'
import {
  AskAudience,
  isAnswer,
  isTurn,
  itemOfPair,
  itemsOf,
  longestReason,
  type Thing,
} from '#shared/asking/ask.ts'
import {
  askedIn,
  figuresIn,
  figuresItem,
  formerItem,
  proposedIn,
  proposedItem,
} from '#shared/asking/asked.ts'
import type { askingRefusals } from '#shared/asking/commands.ts'
import { isEmptyOutcome, joinedOutcome, type AskedOutcome } from '#shared/asking/outcome.ts'
import { readActivity, writeActivityItem, type Json, askedName } from '#shared/board/activities.ts'
import { adoptionsOf } from '#shared/board/adoptions.ts'
import { Take } from '#shared/agenda/template.ts'
import { readAgenda } from '#shared/board/agenda.ts'
import { principleLabels, takenNotes } from '#shared/board/asked-things.ts'
import { isSameProgress, toldProgress } from '#shared/board/progress.ts'
import { readStatement } from '#shared/board/statements.ts'
import { askedStatements } from '#shared/board/step-inputs.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import { SteadyBeat } from '../basics/steady-beat.ts'
import type { ActivityTools, BoardActivity, RunningStep } from '../contracts/activity.ts'
import type { StoredAsking } from '../contracts/askings.ts'
import type { LiveBoard, Session } from '../contracts/live-board.ts'
import { Electorate } from '../polls/open-poll.ts'
import { voterOf } from '../polls/board-polls.ts'
import { keepChanged, latestVersions } from '../statements/keep-words.ts'
import {
  askingIdOf,
  asksAboutEach,
  below,
  isOnBoard,
  lineOf,
  outcomesOf,
  ownAnswersIn,
  publicAsked,
  reasonOf,
  withPrinciples,
  type AskedAnswer,
  type AskedTurn,
  sizeOf,
  type OpenAsking,
} from './asking-rows.ts'
import { PairClock } from './pair-clock.ts'
import { settledThings } from '../documents/settled-things.ts'

type Tools = Pick<ActivityTools, 'askings' | 'randomBytes' | 'pace' | 'now' | 'log'>

export type AskingProblem = keyof typeof askingRefusals

const keyBytes = 32

/** Long enough to see one's choice, and to change it. Not measured. */
const mostSettlingMs = 1_000

/** Nobody reads more reasons why one thing is proposed. Not measured. */
const mostReasons = 12

const opened = new WeakMap<LiveBoard, Promise<AskingBoard>>()

/** The questions of an open board: the same for all activities beside it. */
export async function askingsBeside(board: LiveBoard, tools: Tools): Promise<AskingBoard> {
  const askings = opened.get(board) ?? AskingBoard.of(board, tools)
  opened.set(board, askings)
  return askings
}

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
    this.#beat = new SteadyBeat(() => this.#safely(() => this.#tell()), tools)
  }

  static async of(board: LiveBoard, tools: Tools): Promise<AskingBoard> {
    const asking = new AskingBoard(board, tools)
    await asking.#mend()
    return asking
  }

  readonly joined = (session: Session): void => {
    if (this.#open?.people.seen(session)) this.#beat.ask()
  }

  /** Nobody waits for a person who has left. */
  readonly left = (): void => this.#open?.clock?.look()

  readonly closed = (): void => {
    this.#beat.stop()
    this.#open?.clock?.stop()
  }

  /** People who come back to a step whose answers were never shown are asked again, and pairs go on where they stopped. */
  readonly stepBegan = async (running: RunningStep): Promise<void> => {
    const { step, path, since } = running
    this.#running = declarations[step.activity] ? running : undefined
    if (!this.#running) return
    await this.#inTurn(async () => {
      // The questions of an imported board are in the document alone.
      const last = askedIn(this.#read(), path)
      const isUnused = last?.shown != null && last.shown.at <= since && isEmptyOutcome(last.shown)
      if (last?.shown && (await this.#goOn(running))) return
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
  readonly ownState = async (session: Session): Promise<Json | undefined> => {
    if (!this.#open) return undefined
    const { stored, clock } = this.#open
    const answers = await this.#tools.askings.answersOf(stored.id, voterOf(stored, session.participant.id))
    if (Object.keys(answers).length === 0) return undefined
    clock?.answered(session, true)
    clock?.look()
    return ownAnswersIn(stored.id, answers)
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
      const reason = reasonOf(ask, given)
      if (reason === null) return 'asking_over'
      const isNamed = stored.audience === AskAudience.named || given.reason?.isSigned === true
      const isWritten = await this.#tools.askings.writeAnswer({
        asked: stored.id,
        voter: voterOf(stored, id),
        item: given.question,
        value,
        name: isNamed && name !== '' ? name : null,
        ...(reason !== undefined && { reason }),
      })
      if (!isWritten) return 'asking_over'
      open.people.answered(by)
      open.clock?.answered(by, value !== null)
      if (open.clock?.until === null) {
        open.clock.start()
        await this.#publish(stored)
      }
      open.clock?.settle()
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

  /** Counts the answers and shows them; of a pair the next one comes. The command again changes nothing. */
  async show(id: string): Promise<AskingProblem | undefined> {
    return this.#inTurn(async () => {
      if (this.#open?.stored.id === id) await this.#close(this.#open)
      else if (!isOnBoard(this.#read(), id) && !(await this.#hasAsked(this.#running?.path, id)))
        return 'asking_over'
      return undefined
    })
  }

  /** Asks the next questions of the running step, as its activity has chosen them. The command again changes nothing. */
  async askTurn({ id, ...asked }: AskedTurn): Promise<AskingProblem | undefined> {
    return this.#inTurn(async () => {
      if (id !== undefined && (await this.#hasAsked(asked.step, id))) return undefined
      if (this.#open) return 'asking_over'
      const turn = 1 + (askedIn(this.#read(), asked.step)?.turn ?? 0)
      await this.#openNew({ ...asked, turn, pairs: null, first: null, fewest: 1 }, id)
      return undefined
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

  async #hasAsked(path: string | undefined, id: string): Promise<boolean> {
    const rows = await this.#rowsOf(path)
    return rows.some((row) => row.id === id)
  }

  async #rowsOf(path: string | undefined): Promise<readonly StoredAsking[]> {
    const rows = await this.#tools.askings.askingsOf(this.#board.id)
    return rows.filter(({ step }) => step === path)
  }

  /** Asks the questions of a step as its activity declares them now: from here on they stay so. */
  async #ask(running: RunningStep): Promise<void> {
    const { path: step } = running
    const { activity } = running.step
    const declared = declarations[activity]
    if (!declared) return
    await this.#showOpen()
    const found = declared.isAboutCases && (await this.#cases(running))
    const things = found?.things ?? declared.about?.(await this.#taken(running)) ?? []
    if (declared.about && things.length === 0) return
    const turn = 1 + (askedIn(this.#read(), step)?.turn ?? 0)
    const { audience, fewest } = declared
    const asks = withPrinciples(declared.ask, this.#board.read(principleLabels))
    const all = declared.pairs?.of(things.length, (limit) => below(limit, this.#tools.randomBytes))
    const pairs = all ? { all, at: 0 } : null
    const first = pairs && turn
    const rest = { ...(found && { about: found.about }), things, pairs, first, fewest }
    await this.#openNew({ step, turn, activity, audience, asks, ...rest })
  }

  async #openNew(
    rules: Omit<StoredAsking, 'id' | 'board' | 'key' | 'shown'>,
    id: string = askingIdOf(this.#board.id, rules.step, rules.turn),
  ): Promise<void> {
    const key = Buffer.from(this.#tools.randomBytes(keyBytes)).toString('base64url')
    const stored = { ...rules, id, board: this.#board.id, key, shown: null }
    await this.#tools.askings.openAsking(stored)
    this.#begin(stored, 0)
    await this.#publish(stored)
  }

  /** Asks about the first pair that nobody has answered, when people left in the middle. False: there is nothing to go on with. */
  async #goOn(running: RunningStep): Promise<boolean> {
    const rows = await this.#rowsOf(running.path)
    const last = rows.at(-1)
    if (!last?.shown || !last.pairs || last.pairs.at + 1 >= last.pairs.all.length) return false
    // Sentences that were rewritten or set aside meanwhile are compared anew.
    if (JSON.stringify(last.things) !== JSON.stringify(await this.#taken(running))) return false
    const { columns } = joinedOutcome(outcomesOf(rows, last))
    const at = last.pairs.all.findIndex((part, place) => {
      const questions = isTurn(part) ? [part[1] ?? []].flat() : Object.keys(last.asks)
      const found = questions.map((question) => columns[itemOfPair(place, question)])
      return (
        questions.length > 0 && found.every((column) => !column || isEmptyOutcome({ columns: { column } }))
      )
    })
    if (at < 0) return false
    await this.#openNew({ ...last, turn: last.turn + 1, pairs: { ...last.pairs, at } })
    return true
  }

  /** The sentences that the step takes, as they were kept last; or the notes, with the words that an earlier vote was about. */
  async #taken({ template, step, path }: RunningStep): Promise<readonly Thing[]> {
    if (step.input?.some(({ take }) => take !== Take.statements))
      return this.#board.read((doc) => takenNotes(doc, template, step))
    let things: readonly Thing[] = []
    await this.#board.write((doc) => {
      const statements = askedStatements(doc, template, step)
      const versions = latestVersions(doc, statements, { step: path, at: this.#tools.now() })
      things = versions.map(({ statement: { id, number }, version: { text } }) => ({
        id,
        text,
        label: String(number),
      }))
    })
    return things
  }

  /** The settled cases. The words about which they are asked are kept as a version: consent is about exactly these. */
  async #cases({ path: step }: RunningStep): Promise<ReturnType<typeof settledThings>> {
    return this.#board.write((doc) => {
      const adopted = adoptionsOf(doc).at(-1)?.statement
      const statement = adopted === undefined ? undefined : readStatement(doc, adopted)
      if (statement) keepChanged(doc, [statement], { step, at: this.#tools.now() })
      return settledThings(doc)
    })
  }

  #isProposed({ id, step, activity }: StoredAsking, thing: Thing): boolean {
    return declarations[activity]?.isOnProposal !== true || thing.id in proposedIn(this.#read(), step, { id })
  }

  #begin(stored: StoredAsking, floor: number): void {
    const { now } = this.#tools
    const seconds = declarations[stored.activity]?.pairs?.seconds ?? null
    // Nobody has read the first two before.
    const ms = (seconds ?? 0) * 1_000 * (stored.pairs?.at === 0 ? 2 : 1)
    const timeIsUp = () => this.#safely(() => this.#timeIsUp(stored.id))
    const settled = () => this.#safely(() => this.#haveAll(stored.id))
    const settleMs = Math.min(mostSettlingMs, this.#tools.pace.everyMs)
    const clock =
      stored.pairs && seconds !== null ? new PairClock({ ms, settleMs, now, timeIsUp, settled }) : null
    this.#open = { stored, floor, people: new Electorate(this.#board.sessions()), clock }
    this.#beat.ask()
  }

  async #haveAll(id: string): Promise<void> {
    const open = this.#open
    if (open?.stored.id === id && open.clock?.haveAll(this.#board.sessions())) await this.#close(open)
  }

  /** People who have not begun are waited for, and so are those whose facilitator has stopped the clock. */
  async #timeIsUp(id: string): Promise<void> {
    const open = this.#open
    if (open?.stored.id !== id) return
    const clock = this.#board.read((doc) => readAgenda(doc)?.clock)
    const isPaused = clock?.endsAt === null && clock.left !== null
    if (!isPaused && (await this.#tools.askings.answeredIn(id)) > 0) return this.#close(open)
    open.clock?.stop()
    await this.#publish(open.stored)
  }

  /** Counts the answers. The next pair comes, or the outcome is shown. */
  async #close(open: OpenAsking): Promise<void> {
    const { stored } = open
    const { pairs } = stored
    if (!pairs || pairs.at + 1 >= pairs.all.length) return this.#showOpen()
    await this.#count(open)
    await this.#openNew({ ...stored, turn: stored.turn + 1, pairs: { ...pairs, at: pairs.at + 1 } })
  }

  async #showOpen(): Promise<void> {
    const open = this.#open
    if (!open) return
    const shown = await this.#count(open)
    await this.#publish({ ...open.stored, key: null, shown })
  }

  async #count(open: OpenAsking): Promise<AskedOutcome> {
    const { askings, now } = this.#tools
    const shown = await askings.closeAsking(open.stored.id, now(), sizeOf(open))
    open.clock?.stop()
    this.#open = undefined
    return shown
  }

  /** Shows everybody what the store has: the questions, or what came out of them; of pairs, of all of them. */
  async #publish(stored: StoredAsking): Promise<void> {
    const { id, step, pairs } = stored
    const until = this.#open?.clock?.until ?? null
    const isInTurns = declarations[stored.activity]?.pairs?.seconds === null
    const joined =
      pairs && (stored.shown || isInTurns)
        ? joinedOutcome(outcomesOf(await this.#rowsOf(step), stored))
        : stored.shown
    const item = publicAsked(stored, joined, until)
    await this.#board.write((doc) => {
      const former = askedIn(readActivity(doc, askedName), step)
      if (former && former.id !== id && asksAboutEach(stored) && former.shown)
        writeActivityItem(doc, askedName, formerItem(step, former.turn), former as unknown as Json)
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
      const isPublished = asked?.id === stored.id && (asked.shown === null) === (stored.shown === null)
      // An open pair begins its time again.
      if (isPublished && (stored.shown || !stored.pairs)) continue
      const published = this.#publish(stored)
      // On a full disk the board can be read all the same: this waits in the queue, and a failure drops the room.
      if (this.#board.isWritable()) await published
      else published.catch(() => undefined)
    }
  }

  #safely(work: () => Promise<void>): void {
    this.#inTurn(work).catch((cause: unknown) => {
      // The next answer tells it again, and the one button goes on.
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
}
