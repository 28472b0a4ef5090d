import { createHmac } from 'node:crypto'
import { questionLimits, questionsIn, type Question } from '#shared/activities/read/questions.ts'
import { pairKey, pairLimit, pairsIn, type AgreedPair } from '#shared/activities/read/pairs.ts'
import { readActivity, writeActivityItem, type Json } from '#shared/board/activities.ts'
import { newId, readNote } from '#shared/board/note.ts'
import { Role } from '#shared/workshop/role.ts'
import { Bucket } from '../../basics/bucket.ts'
import type { ActivityTools, BoardActivity } from '../../contracts/activity.ts'
import type { LiveBoard } from '../../contracts/live-board.ts'
import type { Session } from '../../contracts/session.ts'

type Problem = 'unknown_question' | 'too_many_questions' | 'unknown_pair'

/**
 * Each change sends all questions to everybody, so nobody asks and answers faster than a person does for long. Not
 * measured.
 */
const pace = { burst: 10, perSecond: 0.2 } as const

const name = 'read'

const keyBytes = 32

type NotePair = Pick<AgreedPair, 'one' | 'other'>

/**
 * The questions and the pairs of one open board. Nothing of it says who asked or answered. The store has a keyed hash of
 * each person who agreed, so that each counts once, and forgets them when the workshop is over.
 */
export class ReadBoard implements BoardActivity {
  readonly #board: LiveBoard
  readonly #tools: Pick<ActivityTools, 'pairs' | 'randomBytes'>
  readonly #paces = new Map<string, Bucket>()
  /** Two people agree at once: the later count must be the later one on the board, too. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(board: LiveBoard, tools: Pick<ActivityTools, 'pairs' | 'randomBytes'>) {
    this.#board = board
    this.#tools = tools
  }

  readonly stepsAreOver = async (): Promise<void> => {
    const { pairs } = this.#tools
    if ((await pairs.pairKeyOf(this.#board.id)) !== undefined) await pairs.forgetPairs(this.#board.id)
  }

  /** False when this person asks and answers too fast. Facilitators may copy questions from elsewhere. */
  isInTime({ participant: { id }, role }: Session): boolean {
    if (role === Role.facilitator) return true
    const now = performance.now()
    const bucket = this.#paces.get(id) ?? new Bucket(pace.perSecond, pace.burst, now)
    this.#paces.set(id, bucket)
    return bucket.take(1, now)
  }

  async ask(note: string | null, text: string): Promise<Problem | undefined> {
    return this.#change(newId(), (_, questions) => {
      if (questions.length >= questionLimits.count) return 'too_many_questions'
      const isThere = note !== null && this.#board.read((doc) => readNote(doc, note)) !== undefined
      const number = (questions.at(-1)?.number ?? 0) + 1
      return { number, note: isThere ? note : null, text, answers: [], isSettled: false }
    })
  }

  async answer(question: string, text: string): Promise<Problem | undefined> {
    return this.#change(question, (asked) => {
      if (!asked) return 'unknown_question'
      if (asked.answers.length >= questionLimits.answers) return 'too_many_questions'
      return { ...asked, answers: [...asked.answers, text] }
    })
  }

  /** The pairs to which this person says yes. */
  readonly ownState = async ({ participant: { id } }: Session): Promise<Json | undefined> => {
    const keys = this.#board.read((doc) => pairsIn(readActivity(doc, name)).map(pairKey))
    const secret = keys.length > 0 ? await this.#tools.pairs.pairKeyOf(this.#board.id) : undefined
    if (secret === undefined) return undefined
    const asked = keys.map((pair) => ({ pair, voter: voterOf(secret, pair, id) }))
    const own = await this.#tools.pairs.ownPairs(this.#board.id, asked)
    return own.length > 0 ? own : undefined
  }

  /** Each person counts once for a pair. */
  async agree(pair: NotePair, person: string, isSame: boolean): Promise<Problem | undefined> {
    const agreed = this.#turn.then(() => this.#agreeNow(pair, person, isSame))
    this.#turn = agreed.catch(() => undefined)
    return agreed
  }

  async #agreeNow(pair: NotePair, person: string, isSame: boolean): Promise<Problem | undefined> {
    const { pairs, randomBytes } = this.#tools
    const { id: board } = this.#board
    await this.#dropPairsOfTheGone()
    const others = this.#board.read((doc) => pairsIn(readActivity(doc, name)))
    const key = pairKey(pair)
    const isNew = others.every((each) => pairKey(each) !== key)
    if (this.#isGone(pair) || (isNew && others.length >= pairLimit)) return 'unknown_pair'
    const secret = (await pairs.pairKeyOf(board)) ?? Buffer.from(randomBytes(keyBytes)).toString('base64url')
    const voter = voterOf(secret, key, person)
    const yes = await pairs.setPairYes({ board, key: secret, pair: key, voter, isYes: isSame })
    await this.#board.write((doc) => writeActivityItem(doc, name, key, yes === 0 ? null : { ...pair, yes }))
    return undefined
  }

  #isGone({ one, other }: NotePair): boolean {
    return this.#board.read((doc) => one === other || !readNote(doc, one) || !readNote(doc, other))
  }

  /** Merged notes leave room for other pairs. */
  async #dropPairsOfTheGone(): Promise<void> {
    const gone = this.#board
      .read((doc) => pairsIn(readActivity(doc, name)))
      .filter((pair) => this.#isGone(pair))
    for (const pair of gone) await this.#tools.pairs.forgetPairs(this.#board.id, pairKey(pair))
    if (gone.length === 0) return
    await this.#board.write((doc) => {
      for (const pair of gone) writeActivityItem(doc, name, pairKey(pair), null)
    })
  }

  async settle(question: string, isSettled: boolean): Promise<Problem | undefined> {
    return this.#change(question, (asked) => (asked ? { ...asked, isSettled } : 'unknown_question'))
  }

  async remove(question: string): Promise<Problem | undefined> {
    return this.#change(question, (asked) => (asked ? null : 'unknown_question'))
  }

  /** Reads and writes one question in one turn: two people may ask at once. Null removes it. */
  async #change(
    id: string,
    change: (before: Question | undefined, all: readonly Question[]) => Omit<Question, 'id'> | null | Problem,
  ): Promise<Problem | undefined> {
    let problem: Problem | undefined
    await this.#board.write((doc) => {
      const all = questionsIn(readActivity(doc, name))
      const next = change(
        all.find((question) => question.id === id),
        all,
      )
      if (typeof next === 'string') problem = next
      else writeActivityItem(doc, name, id, next && itemOf(next))
    })
    return problem
  }
}

function voterOf(secret: string, pair: string, person: string): string {
  return createHmac('sha256', secret).update(`${pair} ${person}`).digest('base64url')
}

function itemOf({ number, note, text, answers, isSettled }: Omit<Question, 'id'>): Json {
  return { number, note, text, answers, isSettled }
}
