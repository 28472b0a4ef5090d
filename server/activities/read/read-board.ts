import { questionLimits, questionsIn, type Question } from '#shared/activities/read/questions.ts'
import { readActivity, writeActivity } from '#shared/board/activities.ts'
import { newId, readNote } from '#shared/board/note.ts'
import { Role } from '#shared/workshop/role.ts'
import { Bucket } from '../../basics/bucket.ts'
import type { BoardActivity } from '../../contracts/activity.ts'
import type { LiveBoard } from '../../contracts/live-board.ts'
import type { Session } from '../../contracts/session.ts'

type Problem = 'unknown_question' | 'too_many_questions'

/**
 * Each change sends all questions to everybody, so nobody asks and answers faster than a person does for long. Not
 * measured.
 */
const pace = { burst: 10, perSecond: 0.2 } as const

const name = 'read'

/** The questions of one open board. Nothing of it says who asked or answered. */
export class ReadBoard implements BoardActivity {
  /** It needs no hook. */
  readonly closed?: () => void
  readonly #board: LiveBoard

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
    return this.#change((questions) => {
      if (questions.length >= questionLimits.count) return 'too_many_questions'
      const isThere = note !== null && this.#board.read((doc) => readNote(doc, note)) !== undefined
      const asked = { id: newId(), note: isThere ? note : null, text, answers: [], isSettled: false }
      return [...questions, asked]
    })
  }

  async answer(question: string, text: string): Promise<Problem | undefined> {
    return this.#changeOne(question, (asked) =>
      asked.answers.length >= questionLimits.answers
        ? 'too_many_questions'
        : { ...asked, answers: [...asked.answers, text] },
    )
  }

  async settle(question: string, isSettled: boolean): Promise<Problem | undefined> {
    return this.#changeOne(question, (asked) => ({ ...asked, isSettled }))
  }

  async #changeOne(
    id: string,
    change: (question: Question) => Question | Problem,
  ): Promise<Problem | undefined> {
    return this.#change((questions) => {
      const asked = questions.find((question) => question.id === id)
      if (!asked) return 'unknown_question'
      const next = change(asked)
      return typeof next === 'string' ? next : questions.map((each) => (each === asked ? next : each))
    })
  }

  /** Reads and writes in one turn: two people may ask at once. */
  async #change(
    change: (questions: readonly Question[]) => readonly Question[] | Problem,
  ): Promise<Problem | undefined> {
    let problem: Problem | undefined
    await this.#board.write((doc) => {
      const next = change(questionsIn(readActivity(doc, name)))
      if (typeof next === 'string') problem = next
      else writeActivity(doc, name, { questions: next.map((question) => ({ ...question })) })
    })
    return problem
  }
}
