import { createHmac } from 'node:crypto'
import { questionLimits, questionsIn, type Question } from '#shared/activities/read/questions.ts'
import { pairKey, pairLimit, pairsIn, yesWith, type AgreedPair } from '#shared/activities/read/pairs.ts'
import { numberProposals } from '#shared/board/proposal-numbers.ts'
import { AgendaState } from '#shared/agenda/agenda.ts'
import { readAgendaNow } from '#shared/board/agenda.ts'
import { readActivity, writeActivityItem, type Json } from '#shared/board/activities.ts'
import { newId, readNote } from '#shared/board/note.ts'
import { Role } from '#shared/workshop/role.ts'
import { Bucket } from '../../basics/bucket.ts'
import { FairShares } from '../../basics/fair-shares.ts'
import { SteadyBeat } from '../../basics/steady-beat.ts'
import type { ActivityTools, BoardActivity, RunningStep } from '../../contracts/activity.ts'
import type { LiveBoard, Session } from '../../contracts/live-board.ts'

type Problem =
  | 'unknown_question'
  | 'too_many_questions'
  | 'unknown_pair'
  | 'too_many_pairs'
  | 'share_used'
  | 'step_closed'

/**
 * Each change sends all questions to everybody, so nobody asks and answers faster than a person does for long. Not
 * measured.
 */
const pace = { burst: 10, perSecond: 0.2 } as const

const name = 'read'

const keyBytes = 32

type NotePair = Pick<AgreedPair, 'one' | 'other'>
type Pairs = ReadonlyMap<string, AgreedPair>

type Tools = Pick<ActivityTools, 'pairs' | 'randomBytes' | 'pace' | 'now' | 'log'>

/**
 * The questions and the pairs of one open board. Nothing of it says who asked or answered. The store has a keyed hash of
 * each person who agreed, so that each counts once, and forgets them when the workshop is over. Counts change at beats of
 * the clock: at its moment a yes could be put together with a pointer.
 */
export class ReadBoard implements BoardActivity {
  readonly #board: LiveBoard
  readonly #tools: Tools
  readonly #paces = new Map<string, Bucket>()
  #questionShares = new FairShares(questionLimits.count / 10)
  #pairShares = new FairShares(pairLimit / 10)
  /** Of the answers to each question. */
  #answerShares = new Map<string, FairShares>()
  /** Counts that the board does not show yet, by pair. */
  readonly #unshown = new Map<string, AgreedPair>()
  readonly #beat: SteadyBeat
  /** Two people agree at once: the later count must be the later one on the board, too. */
  #turn: Promise<unknown> = Promise.resolve()

  private constructor(board: LiveBoard, tools: Tools) {
    this.#board = board
    this.#tools = tools
    this.#beat = new SteadyBeat(() => this.#showSafely(), tools)
  }

  /** Shows the counts that a crash left unshown. */
  static async of(board: LiveBoard, tools: Tools): Promise<ReadBoard> {
    const read = new ReadBoard(board, tools)
    for (const { pair, yes } of await tools.pairs.pairCountsOf(board.id)) {
      const [one = '', other = ''] = pair.split(' ')
      const shown = read.#known().get(pair)
      const { earlier, ended } = shown ?? nothingBefore
      const now = yesWith({ earlier, ended }, yes)
      if (shown?.yes !== now) read.#showSoon({ one, other, yes: now, earlier, ended })
    }
    return read
  }

  readonly closed = (): void => this.#beat.stop()

  /** The room refers to proposals by their numbers from the first step in which it reads them or votes on them. */
  readonly stepBegan = async ({ step, template }: RunningStep): Promise<void> => {
    if (step.activity === 'read' || step.activity === 'vote')
      await this.#board.write((doc) => numberProposals(doc, template, step))
  }

  readonly stepsAreOver = async (): Promise<void> => {
    const { pairs } = this.#tools
    await this.#show()
    if ((await pairs.pairKeyOf(this.#board.id)) === undefined) return
    const known = [...this.#known().values()]
    await this.#rewrite(known.map((pair) => ({ ...pair, ended: pair.yes - pair.earlier })))
    await pairs.forgetPairs(this.#board.id)
  }

  /** False when this person asks and answers too fast. Facilitators may copy questions from elsewhere. */
  isInTime({ participant: { id }, role }: Session): boolean {
    if (role === Role.facilitator) return true
    const now = performance.now()
    const bucket = this.#paces.get(id) ?? new Bucket(pace.perSecond, pace.burst, now)
    this.#paces.set(id, bucket)
    return bucket.take(1, now)
  }

  async ask(note: string | null, text: string, by: Session): Promise<Problem | undefined> {
    return this.#change(newId(), (_, questions) => {
      const barrier = this.#questionShares.barrier(by, questionLimits.count - questions.length)
      if (barrier) return barrier === 'full' ? 'too_many_questions' : barrier
      this.#questionShares.take(by)
      const isThere = note !== null && this.#board.read((doc) => readNote(doc, note)) !== undefined
      const number = (questions.at(-1)?.number ?? 0) + 1
      return { number, note: isThere ? note : null, text, answers: [], isSettled: false }
    })
  }

  async answer(question: string, text: string, by: Session): Promise<Problem | undefined> {
    return this.#change(question, (asked) => {
      if (!asked) return 'unknown_question'
      const shares = this.#answerShares.get(question) ?? new FairShares(1)
      const barrier = shares.barrier(by, questionLimits.answers - asked.answers.length)
      if (barrier) return barrier === 'full' ? 'too_many_questions' : barrier
      shares.take(by)
      this.#answerShares.set(question, shares)
      return { ...asked, answers: [...asked.answers, text] }
    })
  }

  /** The pairs to which this person says yes. */
  readonly ownState = async ({ participant: { id } }: Session): Promise<Json | undefined> => {
    const keys = [...this.#known().keys()]
    const secret = keys.length > 0 ? await this.#tools.pairs.pairKeyOf(this.#board.id) : undefined
    if (secret === undefined) return undefined
    const asked = keys.map((pair) => ({ pair, voter: voterOf(secret, pair, id) }))
    const own = await this.#tools.pairs.ownPairs(this.#board.id, asked)
    return own.length > 0 ? own : undefined
  }

  /** Each person counts once for a pair. */
  async agree(pair: NotePair, by: Session, isSame: boolean): Promise<Problem | undefined> {
    const agreed = this.#turn.then(() => this.#agreeNow(pair, by, isSame))
    this.#turn = agreed.catch(() => undefined)
    return agreed
  }

  async #agreeNow(pair: NotePair, by: Session, isSame: boolean): Promise<Problem | undefined> {
    const { pairs, randomBytes } = this.#tools
    const { id: board } = this.#board
    // The yeses of a workshop that is over are destroyed, so nobody could be counted once.
    if (this.#board.read(readAgendaNow)?.state === AgendaState.ended) return 'step_closed'
    await this.#dropPairsOfTheGone()
    const known = this.#known()
    const key = pairKey(pair)
    if (this.#isGone(pair)) return 'unknown_pair'
    const isNew = isSame && !known.has(key)
    const barrier = isNew ? this.#pairShares.barrier(by, pairLimit - known.size) : undefined
    if (barrier) return barrier === 'full' ? 'too_many_pairs' : barrier
    let secret = await pairs.pairKeyOf(board)
    if (secret === undefined) {
      await this.#keepEarlier(known)
      secret = Buffer.from(randomBytes(keyBytes)).toString('base64url')
    }
    const voter = voterOf(secret, key, by.participant.id)
    const counted = await pairs.setPairYes({ board, key: secret, pair: key, voter, isYes: isSame })
    const { earlier, ended } = this.#known().get(key) ?? nothingBefore
    const yes = yesWith({ earlier, ended }, counted)
    if (isNew) this.#pairShares.take(by)
    else if (yes === 0 && known.has(key)) this.#pairShares.giveBack(by)
    this.#showSoon({ ...pair, yes, earlier, ended })
    return undefined
  }

  /** Without a key no yes of this board is in the store: what no workshop here has counted came with a file. */
  async #keepEarlier(known: Pairs): Promise<void> {
    await this.#rewrite([...known.values()].map((pair) => ({ ...pair, earlier: pair.yes - pair.ended })))
  }

  async #rewrite(pairs: readonly AgreedPair[]): Promise<void> {
    const known = this.#known()
    const changed = pairs.filter((pair) => JSON.stringify(pair) !== JSON.stringify(known.get(pairKey(pair))))
    if (changed.length === 0) return
    await this.#board.write((doc) => {
      for (const pair of changed) writeActivityItem(doc, name, pairKey(pair), itemOfPair(pair))
    })
  }

  /** The pairs that somebody has agreed about, as they are going to be shown. */
  #known(): Pairs {
    const shown = this.#board.read((doc) => pairsIn(readActivity(doc, name)))
    const all = new Map([...shown.map((pair) => [pairKey(pair), pair] as const), ...this.#unshown])
    return new Map([...all].filter(([, { yes }]) => yes > 0))
  }

  #showSoon(pair: AgreedPair): void {
    this.#unshown.set(pairKey(pair), pair)
    this.#beat.ask()
  }

  #showSafely(): void {
    const shown = this.#turn.then(() => this.#show())
    this.#turn = shown.catch((cause: unknown) => {
      // The next yes shows them, or the next start of the board.
      const facts = { board: this.#board.id, err: cause }
      this.#tools.log.warn(facts, 'the counts of notes with one idea could not be shown')
    })
  }

  async #show(): Promise<void> {
    const due = [...this.#unshown]
    if (due.length === 0 || !this.#board.mayAdjust(0)) return
    await this.#board.write((doc) => {
      for (const [key, pair] of due)
        writeActivityItem(doc, name, key, pair.yes === 0 ? null : itemOfPair(pair))
    })
    for (const [key, pair] of due) if (this.#unshown.get(key) === pair) this.#unshown.delete(key)
  }

  #isGone({ one, other }: NotePair): boolean {
    return this.#board.read((doc) => one === other || !readNote(doc, one) || !readNote(doc, other))
  }

  /** Merged notes leave room for other pairs. */
  async #dropPairsOfTheGone(): Promise<void> {
    const gone = [...this.#known()].filter(([, pair]) => this.#isGone(pair)).map(([key]) => key)
    for (const key of gone) {
      await this.#tools.pairs.forgetPairs(this.#board.id, key)
      this.#unshown.delete(key)
    }
    if (gone.length === 0) return
    await this.#board.write((doc) => {
      for (const key of gone) writeActivityItem(doc, name, key, null)
    })
  }

  async settle(question: string, isSettled: boolean): Promise<Problem | undefined> {
    return this.#change(question, (asked) => (asked ? { ...asked, isSettled } : 'unknown_question'))
  }

  async remove(question: string): Promise<Problem | undefined> {
    return this.#change(question, (asked) => (asked ? null : 'unknown_question'))
  }

  /** Everybody may fill the list again, each up to their share. */
  async forgetQuestions(): Promise<void> {
    this.#questionShares = new FairShares(questionLimits.count / 10)
    this.#answerShares = new Map()
    await this.#board.write((doc) => {
      for (const { id } of questionsIn(readActivity(doc, name))) writeActivityItem(doc, name, id, null)
    })
  }

  async forgetPairs(): Promise<void> {
    const forgotten = this.#turn.then(() => this.#forgetPairsNow())
    this.#turn = forgotten.catch(() => undefined)
    return forgotten
  }

  async #forgetPairsNow(): Promise<void> {
    this.#pairShares = new FairShares(pairLimit / 10)
    await this.#tools.pairs.forgetPairs(this.#board.id)
    this.#unshown.clear()
    await this.#board.write((doc) => {
      for (const pair of pairsIn(readActivity(doc, name))) writeActivityItem(doc, name, pairKey(pair), null)
    })
  }

  /** Reads and writes one question in one turn: two people may ask at once. Null removes it. */
  async #change(
    id: string,
    change: (before: Question | undefined, all: readonly Question[]) => Omit<Question, 'id'> | null | Problem,
  ): Promise<Problem | undefined> {
    return this.#board.write((doc) => {
      const all = questionsIn(readActivity(doc, name))
      const next = change(
        all.find((question) => question.id === id),
        all,
      )
      if (typeof next === 'string') return next
      writeActivityItem(doc, name, id, next && itemOf(next))
      return undefined
    })
  }
}

function voterOf(secret: string, pair: string, person: string): string {
  return createHmac('sha256', secret).update(`${pair} ${person}`).digest('base64url')
}

const nothingBefore = { earlier: 0, ended: 0 } as const

function itemOfPair({ one, other, yes, earlier, ended }: AgreedPair): Json {
  return { one, other, yes, ...(earlier > 0 && { earlier }), ...(ended > 0 && { ended }) }
}

function itemOf({ number, note, text, answers, isSettled }: Omit<Question, 'id'>): Json {
  return { number, note, text, answers, isSettled }
}
