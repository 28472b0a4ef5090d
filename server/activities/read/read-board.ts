import { questionLimits, questionsIn, type Question } from '#shared/activities/read/questions.ts'
import { pairKey, pairLimit, pairsIn, type AgreedPair } from '#shared/activities/read/pairs.ts'
import { readActivity, writeActivityItem, type Json } from '#shared/board/activities.ts'
import { newId, readNote } from '#shared/board/note.ts'
import { Role } from '#shared/workshop/role.ts'
import { Bucket } from '../../basics/bucket.ts'
import type { BoardActivity } from '../../contracts/activity.ts'
import type { LiveBoard } from '../../contracts/live-board.ts'
import type { Session } from '../../contracts/session.ts'

type Problem = 'unknown_question' | 'too_many_questions' | 'unknown_pair'

/**
 * Each change sends all questions to everybody, so nobody asks and answers faster than a person does for long. Not
 * measured.
 */
const pace = { burst: 10, perSecond: 0.2 } as const

const name = 'read'

/** The questions and the pairs of one open board. Nothing of it says who asked, answered or agreed. */
export class ReadBoard implements BoardActivity {
  /** It needs no hook. */
  readonly closed?: () => void
  readonly #board: LiveBoard

  /** The people who agree, by pair. Memory alone has them: where the board is opened anew, they are asked again. */
  readonly #agreed = new Map<string, Set<string>>()

  readonly #paces = new Map<string, Bucket>()

  constructor(board: LiveBoard) {
    this.#board = board
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

  /** Each person counts once for a pair. */
  async agree(
    { one, other }: Pick<AgreedPair, 'one' | 'other'>,
    person: string,
    isSame: boolean,
  ): Promise<Problem | undefined> {
    const key = pairKey({ one, other })
    let problem: Problem | undefined
    await this.#board.write((doc) => {
      const isGone = ({ one: a, other: b }: Pick<AgreedPair, 'one' | 'other'>): boolean =>
        a === b || !readNote(doc, a) || !readNote(doc, b)
      const others = pairsIn(readActivity(doc, name)).filter((each) => pairKey(each) !== key)
      for (const each of others) if (isGone(each)) writeActivityItem(doc, name, pairKey(each), null)
      if (isGone({ one, other }) || others.length >= pairLimit) {
        problem = 'unknown_pair'
        return
      }
      const people = this.#agreed.get(key) ?? new Set()
      this.#agreed.set(key, people)
      if (isSame) people.add(person)
      else people.delete(person)
      writeActivityItem(doc, name, key, people.size === 0 ? null : { one, other, yes: people.size })
    })
    return problem
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

function itemOf({ number, note, text, answers, isSettled }: Omit<Question, 'id'>): Json {
  return { number, note, text, answers, isSettled }
}
