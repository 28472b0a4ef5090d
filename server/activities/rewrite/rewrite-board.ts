import { numbersOf } from '#shared/board/proposal-numbers.ts'
import type * as Y from 'yjs'
import { visitsIn, tablesOfStatements, type Visits } from '#shared/activities/rewrite/visits.ts'
import { finishMs } from '#shared/activities/steps-over.ts'
import { stepPath } from '#shared/agenda/steps.ts'
import { areStatementsKept } from '#shared/activities/step-rights.ts'
import type { Step, Template } from '#shared/agenda/template.ts'
import { readActivity, writeActivityItem } from '#shared/board/activities.ts'
import { readAgendaNow, readTemplate } from '#shared/board/agenda.ts'
import { blanksInLine } from '#shared/board/blanks.ts'
import { clustersOf } from '#shared/board/cluster.ts'
import { oldestWordsOf } from '#shared/board/group-name.ts'
import { commentsRoot, graftsRoot, versionsRoot, readMeta } from '#shared/board/document.ts'
import { addGraft, lengthOfGraft } from '#shared/board/grafts.ts'
import { newId, notesOf } from '#shared/board/note.ts'
import { statementsInStep, allStatementsInStep, inputsOf } from '#shared/board/step-inputs.ts'
import { readSpotlight, writeSpotlight } from '#shared/board/spotlight.ts'
import {
  commentLimits,
  placedGraftLimit,
  versionLimit,
  wordingLimit,
  statementLimit,
} from '#shared/board/limits.ts'
import {
  foreignStatements,
  readStatement,
  seatStatement,
  wordingOf,
  addStatement,
  statementsOf,
} from '#shared/board/statements.ts'
import { indexAt } from '#shared/board/text-place.ts'
import { readVersion, versionsOf } from '#shared/board/versions.ts'
import { cutTo } from '#shared/text/letters.ts'
import { oneLine } from '#shared/text/clean-line.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { Role } from '#shared/workshop/role.ts'
import { Bucket } from '../../basics/bucket.ts'
import { FairShares } from '../../basics/fair-shares.ts'
import type { ActivityTools, BoardActivity, RunningStep } from '../../contracts/activity.ts'
import type { LiveBoard, Session } from '../../contracts/live-board.ts'
import { keepChanged, keepWords, spareVersionsFor, type KeepProblem } from '../../statements/keep-words.ts'
import { placeComment, type NewComment, type PhraseProblem } from './place-comment.ts'

/** Each version goes to everybody and stays for good, so nobody keeps them faster than a person does for long. Not measured. */
const pace = { burst: 10, perSecond: 0.2 } as const

const name = 'rewrite'

/** The statements of one open board, and their versions. */
export class RewriteBoard implements BoardActivity {
  readonly #board: LiveBoard
  readonly #now: ActivityTools['now']
  readonly #paces = new Map<string, Bucket>()
  readonly #comments = new FairShares(commentLimits.count / 10)
  readonly #grafts = new FairShares(placedGraftLimit / 10)
  readonly #versions = new FairShares()

  constructor(board: LiveBoard, { now }: Pick<ActivityTools, 'now'>) {
    this.#board = board
    this.#now = now
  }

  /** Called again when the board is loaded or people come late: words that are being written are kept once, at the beginning. */
  readonly stepBegan = async (running: RunningStep): Promise<void> => {
    const { step, template, path, phase, tables } = running
    if (step.activity !== 'rewrite') return
    await this.#board.write((doc) => {
      const at = this.#now()
      makeStatements(doc, { template, step, path }, at)
      const statements = statementsInStep(doc, template, path)
      if (isFirstTime(doc, 'began', running)) keepChanged(doc, statements, { step: path, at })
      const steps = phase.steps.filter(({ activity }) => activity === 'rewrite')
      const round = steps.findIndex((one) => stepPath(phase, one) === path)
      const seats = tablesOfStatements(statements.length, tables, round)
      for (const [index, statement] of statements.entries()) {
        const finish = statement.at < at ? at + finishMs : null
        seatStatement(doc, statement.id, tables > 0 ? (seats[index] ?? []) : null, finish)
      }
    })
  }

  /** Everything that was written in the step is kept, and the room sees no statement alone any more. */
  readonly stepEnds = async (left: RunningStep): Promise<void> => {
    const { step, template, path } = left
    if (step.activity !== 'rewrite') return
    await this.#board.write((doc) => {
      // A board that is loaded in a later step has kept them: people may be in the middle of an amendment.
      if (!isFirstTime(doc, 'ended', left)) return
      keepChanged(doc, statementsInStep(doc, template, path), { step: path, at: this.#now() })
      const shown = readSpotlight(doc)
      if (shown !== null && readStatement(doc, shown)) writeSpotlight(doc, null)
    })
  }

  /** False when this person keeps versions too fast. */
  isInTime({ participant: { id } }: Session): boolean {
    const now = performance.now()
    const bucket = this.#paces.get(id) ?? new Bucket(pace.perSecond, pace.burst, now)
    this.#paces.set(id, bucket)
    return bucket.take(1, now)
  }

  /** Keeps the words as they are once everything that this person has sent before has arrived. */
  async keep(
    statement: string,
    session: Session,
    version: string,
  ): Promise<
    { readonly version: string } | { readonly problem: KeepProblem | 'other_table' | 'share_used' }
  > {
    const problem = await this.#board.write((doc) => {
      // The same command again.
      if (versionsRoot(doc).has(version)) return undefined
      const spare = spareVersionsFor(session.role)
      const left = versionLimit - spare - versionsRoot(doc).size
      const step = readAgendaNow(doc)?.step ?? null
      return this.#isForeign(doc, session, statement)
        ? 'other_table'
        : this.#inShare(this.#versions, session, left, () =>
            keepWords(doc, { statement, version, step, at: this.#now(), spare }),
          )
    })
    return problem ? { problem } : { version }
  }

  /** Nothing of it says who comments. */
  async comment(
    comment: Omit<NewComment, 'at'>,
    session: Session,
  ): Promise<PhraseProblem | 'share_used' | undefined> {
    return this.#board.write((doc) => {
      if (commentsRoot(doc).has(comment.id)) return undefined
      const left = commentLimits.count - commentsRoot(doc).size
      return this.#inShare(this.#comments, session, left, () =>
        placeComment(doc, { ...comment, at: this.#now() }),
      )
    })
  }

  async graft(words: NewGraft, session: Session): Promise<GraftProblem | undefined> {
    return this.#board.write((doc) => {
      if (graftsRoot(doc).has(words.id)) return undefined
      const left = placedGraftLimit - graftsRoot(doc).size
      const isKept = session.role !== Role.facilitator && areKept(doc)
      return this.#isForeign(doc, session, words.into)
        ? 'other_table'
        : isKept
          ? 'no_amendment'
          : this.#inShare(this.#grafts, session, left, () => graftWords(doc, words))
    })
  }

  /** True while another table writes the statement. */
  #isForeign(doc: Y.Doc, { role, participant }: Session, statement: string): boolean {
    const now = readAgendaNow(doc)
    if (
      role !== Role.participant ||
      !now ||
      now.step === null ||
      now.opened.includes(Operation.writeStatement)
    )
      return false
    const at = { step: now.step, participant: participant.id, time: this.#now() }
    return foreignStatements(doc, at)?.(statement) === true
  }

  /** Adds something for a person who has not used their share. Facilitators may have all that is left. */
  #inShare<Problem extends string>(
    shares: FairShares,
    session: Session,
    left: number,
    add: () => Problem | undefined,
  ): Problem | 'share_used' | 'too_large' | undefined {
    const barrier = left > 0 ? shares.barrier(session, left) : undefined
    if (barrier) return barrier === 'full' ? 'too_large' : barrier
    const problem = add()
    if (!problem) shares.take(session)
    return problem
  }
}

type GraftProblem = PhraseProblem | 'other_table' | 'no_amendment' | 'share_used'

/** True once for each visit of a step, also over a restart. */
function isFirstTime(doc: Y.Doc, what: keyof Visits, { move, since }: RunningStep): boolean {
  // An agenda that is led again counts its moves from 1 again.
  const visit = `${move}:${since}`
  if (visitsIn(readActivity(doc, name))[what] === visit) return false
  writeActivityItem(doc, name, what, visit)
  return true
}

/** True while people decide about the statements, and no amendment is open. */
function areKept(doc: Y.Doc): boolean {
  return areStatementsKept(readAgendaNow(doc), readTemplate(doc), (activity) => readActivity(doc, activity))
}

interface NewGraft {
  readonly id: string
  /** Id of a statement or version. */
  readonly from: string
  readonly text: string
  readonly into: string
  readonly at: string | null
}

/** Puts words that stand in one statement or version into another statement. Nothing is put in that does not stand there. */
function graftWords(doc: Y.Doc, { id, from, text, into, at }: NewGraft): PhraseProblem | undefined {
  const wording = wordingOf(doc, into)
  if (!wording || from === into) return 'unknown_item'
  const words = oneLine(text)
  if (words === '' || !sourcesOf(doc, from).some((source) => source.includes(words))) return 'unknown_item'
  const index = (at === null ? undefined : indexAt(doc, wording, at)) ?? wording.length
  const before = wording.toString()
  if (before.length + lengthOfGraft(before, words, index) > wordingLimit) return 'too_large'
  if (graftsRoot(doc).size >= placedGraftLimit) return 'too_large'
  addGraft(doc, id, { statement: into, from, text: words }, index)
  return undefined
}

/** The texts in which the words may stand: somebody may have changed a statement since they were selected. */
function sourcesOf(doc: Y.Doc, id: string): readonly string[] {
  const version = readVersion(doc, id)
  if (version) return [version.text]
  const statement = readStatement(doc, id)
  return statement ? [statement.text, ...versionsOf(doc, id).map(({ text }) => text)] : []
}

export type RewriteStep = Extract<Step, { readonly activity: 'rewrite' }>

/** Something on the board that becomes a statement. */
interface Seed {
  readonly text: string
  /** Ids of the notes that it stands for. */
  readonly from: readonly string[]
}

/**
 * Makes the statements of a step out of the things that it takes: each becomes one, and none is left out by its order.
 * Statements of an earlier step go on. People who come back to the step find those that it made.
 */
export function makeStatements(
  doc: Y.Doc,
  {
    template,
    step,
    path,
  }: { readonly template: Template; readonly step: RewriteStep; readonly path: string },
  at: number,
): void {
  const known = allStatementsInStep(doc, template, path)
  if (known.some((statement) => statement.step === path)) return
  const all = statementsOf(doc)
  const used = new Set(known.flatMap(({ from }) => from))
  const room = statementLimit - all.length
  const seeds = seedsOf(doc, template, step)
    .filter(({ from }) => !from.some((id) => used.has(id)))
    .slice(0, Math.max(0, room))
  // A sentence keeps the number of its proposal. Others count on after all of them.
  const numbers = numbersOf(doc)
  const taken = new Set(all.map(({ number }) => number))
  const hasNumbered = seeds.some(({ from: [first = ''] }) => numbers.has(first))
  let last = Math.max(0, ...taken, ...(hasNumbered ? numbers.values() : []))
  for (const { text, from } of seeds) {
    const own = numbers.get(from[0] ?? '')
    const number = own !== undefined && !taken.has(own) ? own : (last += 1)
    taken.add(number)
    addStatement(doc, { id: newId(), step: path, number, from, at, text })
  }
}

/** Groups by their titles or their oldest notes, and notes by their words, as a vote chose them. Only what is poured in: pinned things are read beside the step. */
function seedsOf(doc: Y.Doc, template: Template, { input = [] }: RewriteStep): readonly Seed[] {
  const { language } = readMeta(doc)
  const all = notesOf(doc)
  const taken = inputsOf(doc, template, { input: input.filter(({ show }) => show === 'pour') }, all)
  const notes = new Map(all.map((note) => [note.id, note]))
  const titles = new Map(clustersOf(doc).map(({ id, title }) => [id, title]))
  const members = Map.groupBy(notes.values(), ({ cluster }) => cluster)
  const ofGroups = taken.clusters.map((id) => {
    const inside = members.get(id) ?? []
    const title = taken.words?.[id] ?? titles.get(id) ?? ''
    return { text: title.trim() || oldestWordsOf(inside), from: inside.map((note) => note.id) }
  })
  const ofNotes = taken.notes.map((id) => {
    const note = notes.get(id)
    const text = taken.words?.[id] ?? note?.text ?? ''
    // A family goes on once, and its others are in the file of the best.
    const from = [id, ...(taken.kin?.[id] ?? [])]
    return { text: `${text} ${blanksInLine(note?.blanks, language)}`, from }
  })
  return [...ofGroups, ...ofNotes]
    .map(({ text, from }) => ({ text: cutTo(oneLine(text), wordingLimit), from }))
    .filter(({ text }) => text !== '')
}
