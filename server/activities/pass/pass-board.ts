import type * as Y from 'yjs'
import { deal, dealAtTables, type Passable } from '#shared/activities/pass/deal.ts'
import {
  receivedIn,
  type Received,
  type ReceivedBySteps,
  lateKey,
  waitingIn,
} from '#shared/activities/pass/received.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { readActivity, writeActivity } from '#shared/board/activities.ts'
import { logDeal } from '#shared/board/agenda.ts'
import { draftsOf, isWritten, type Draft } from '#shared/board/draft.ts'
import { readTables } from '#shared/board/tables.ts'
import { takesPart } from '#shared/workshop/role.ts'
import { tableOf, type Tables } from '#shared/workshop/tables.ts'
import type { ActivityTools, BoardActivity, RunningStep } from '../../contracts/activity.ts'
import type { LiveBoard, Session } from '../../contracts/live-board.ts'
import { shuffled, inGroups } from '../../basics/shuffle.ts'
import { participantsHere } from '../../agenda/step-tables.ts'
import { desksAtOnce, desksOf, readDesk } from '../../drafts/pour-answers.ts'

const name = 'pass'

/**
 * After all desks were read, people who come late wait four times as long: somebody who joins again and again takes a fifth
 * of the time. Not measured.
 */
const restShare = 4

/** People who have written nothing get one text in so many, all of them together. Not measured. */
const idlePart = 4

/** A pass that runs: the step, and the step whose texts go round. */
interface RunningPass {
  readonly path: StepPath
  readonly of: StepPath
  /** When the step began: people who joined later came late. */
  readonly since: number
  /** The phase whose tables pass by themselves; null for everybody together. */
  readonly tablesOf: string | null
}

/** One desk's words about the pass. */
interface ReadDesk {
  readonly participant: string
  readonly drafts: readonly Draft[]
  readonly received: ReceivedBySteps
}

/**
 * Gives everybody who is here a text of another person to build on, at tables of one at their own. Who received what stands on the desk of the person
 * who received it, and nowhere else.
 */
export class PassBoard implements BoardActivity {
  readonly #board: LiveBoard
  readonly #tools: ActivityTools
  #running: RunningPass | null = null
  /** People whom this pass has dealt with. */
  #served = new Set<string>()
  /** People who came late while there were texts: a facilitator has to deal to them. */
  #late = new Set<string>()
  /** People who came late, and a facilitator has dealt to them. */
  #admitted = new Set<string>()
  #soon: NodeJS.Timeout | undefined
  /** By the clock of the process. */
  #restsUntil = 0
  #turn: Promise<unknown> = Promise.resolve()

  constructor(board: LiveBoard, tools: ActivityTools) {
    this.#board = board
    this.#tools = tools
  }

  readonly stepBegan = async ({ step, path, phase, tables, since }: RunningStep): Promise<void> => {
    const of = step.activity === 'pass' ? step.input?.[0]?.from : undefined
    if (of === undefined) return this.#stop()
    const isRunning = this.#running?.path === path
    if (!isRunning) for (const people of [this.#served, this.#late, this.#admitted]) people.clear()
    this.#running = { path, of, since, tablesOf: tables > 0 ? phase.id : null }
    // A table was added for people who came late.
    if (isRunning) return this.#serveSoon()
    await this.#inTurn(() => this.#serve())
  }

  readonly seated = async (): Promise<void> => this.#serveSoon()

  readonly stepEnds = async (): Promise<void> => this.#stop()
  readonly stepsAreOver = async (): Promise<void> => this.#stop()
  readonly closed = (): void => this.#stop()

  readonly joined = (session: Session): void => {
    const { participant } = session
    if (!this.#running || !takesPart(session) || this.#served.has(participant.id)) return
    this.#serveSoon()
  }

  readonly left = ({ participant }: Session): void => {
    if (this.#late.has(participant.id)) this.#serveSoon()
  }

  /** Everybody who waits gets a text. Facilitators are shown how many these are, and the log says that they pressed. */
  async dealLate(by: string): Promise<void> {
    if (!this.#running || this.#late.size === 0) return
    for (const person of this.#late) this.#admitted.add(person)
    await this.#board.write((doc) => logDeal(doc, { at: this.#tools.now(), by }))
    await this.#inTurn(() => this.#serve())
  }

  /** People who come late are served together: each time, all desks are read. */
  #serveSoon(): void {
    if (!this.#running || this.#soon) return
    const wait = Math.max(0, this.#restsUntil - performance.now())
    this.#soon = setTimeout(() => {
      this.#soon = undefined
      this.#inTurn(() => this.#serve()).catch((cause: unknown) => {
        // The next person who comes, or this one by coming back, is served again.
        this.#tools.log.warn({ board: this.#board.id, err: cause }, 'a text could not be passed on')
      })
    }, wait).unref()
  }

  #stop(): void {
    this.#running = null
    clearTimeout(this.#soon)
    this.#soon = undefined
  }

  #inTurn(task: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(task)
    this.#turn = done.catch(() => undefined)
    return done
  }

  async #serve(): Promise<void> {
    const running = this.#running
    if (!running) return
    const tables = this.#tablesOf(running)
    const waiting = participantsHere(this.#board).filter(
      (person) => !this.#served.has(person) && (!tables || tableOf(tables, person) !== null),
    )
    if (waiting.length > 0) await this.#serveThese(waiting, running, tables)
    if (this.#running?.path === running.path) await this.#showWaiting(running.path)
  }

  /**
   * People who have written get a text first. Of those who have not, all together get a part. People who came late wait for a
   * facilitator: else somebody who joins again and again would be sent all texts.
   */
  async #serveThese(waiting: readonly string[], running: RunningPass, tables: Tables | null): Promise<void> {
    const began = performance.now()
    const { id: board } = this.#board
    const early = new Set(await this.#tools.people.joinedBefore(board, running.since, waiting))
    const desks = await this.#desks(waiting)
    if (this.#running?.path !== running.path) return
    const byOwner = new Map(desks.map((desk) => [desk.participant, desk]))
    const people = waiting.filter((person) => !byOwner.get(person)?.received[running.path])
    const texts = withIdsOfTheirOwn(desks.flatMap((desk) => textsOf(desk, running.of)))
    const writers = new Set(texts.flatMap(({ owner, isOffered }) => (isOffered ? [owner] : [])))
    const given = new Set(
      desks.flatMap(({ received }) => Object.values(received).map((entry) => entry?.draft ?? '')),
    )
    const shuffle = <Item>(items: readonly Item[]) => shuffled(items, this.#tools.randomBytes)
    const dealTo = (some: readonly string[]): ReadonlyMap<string, string> => {
      const among = { texts, given, people: some, shuffle }
      const dealt = tables ? dealAtTables(among, tables) : deal(among)
      for (const text of dealt.values()) given.add(text)
      return dealt
    }
    const isAdmitted = (person: string): boolean => this.#admitted.has(person)
    const late = people.filter((person) => !early.has(person) && !isAdmitted(person))
    const idle = shuffle(people.filter((person) => early.has(person) && !writers.has(person)))
    const servedIdle = desks.filter(
      ({ participant, received }) => received[running.path] && !writers.has(participant),
    ).length
    const room = Math.max(0, Math.ceil(texts.length / idlePart) - servedIdle)
    const dealt = new Map([
      ...dealTo(people.filter((person) => early.has(person) && writers.has(person))),
      ...dealTo(people.filter(isAdmitted)),
      ...dealTo(idle.slice(0, room)),
    ])
    const isLeft = texts.some(({ id, isOffered }) => isOffered && !given.has(id))
    const owners = new Map(texts.map(({ id, owner }) => [id, owner]))
    const held = new Set(isLeft ? late : [])
    await inGroups(people, desksAtOnce, async (person) => {
      const text = dealt.get(person) ?? ''
      const draft = byOwner.get(owners.get(text) ?? '')?.drafts.find(({ id }) => id === text)
      if (!held.has(person)) await this.#give(person, { [running.path]: draft ? receivedOf(draft) : null })
      else if (!this.#late.has(person)) await this.#give(person, {}, running.path)
    })
    for (const person of waiting) if (!held.has(person)) this.#served.add(person)
    this.#late = held
    const ended = performance.now()
    this.#restsUntil = ended + restShare * (ended - began)
  }

  /** Facilitators see that somebody waits. */
  async #showWaiting(path: StepPath): Promise<void> {
    const here = new Set(participantsHere(this.#board))
    const waiting = [...this.#late].filter((person) => here.has(person)).length
    const shown = this.#board.read((doc) => waitingIn(readActivity(doc, name), path))
    if (shown !== waiting) await this.#board.write((doc) => writeActivity(doc, name, { path, waiting }))
  }

  #tablesOf({ tablesOf }: RunningPass): Tables | null {
    return tablesOf === null ? null : this.#board.read((doc) => readTables(doc, tablesOf))
  }

  /** The desks of everybody who has one, and of these people. */
  async #desks(people: readonly string[]): Promise<readonly ReadDesk[]> {
    const stored = await desksOf(this.#board.id, this.#tools)
    const owners = new Set([...people, ...stored.map(({ participant }) => participant)])
    const desks = await inGroups([...owners], desksAtOnce, async (participant) => this.#read(participant))
    return desks.filter((desk) => desk !== undefined)
  }

  async #read(participant: string): Promise<ReadDesk | undefined> {
    const read = (desk: Y.Doc) => ({
      participant,
      drafts: draftsOf(desk),
      received: receivedIn(readActivity(desk, name)),
    })
    return readDesk({ board: this.#board.id, participant }, read, 'its texts are not passed on', this.#tools)
  }

  async #give(participant: string, received: ReceivedBySteps, late: StepPath | null = null): Promise<void> {
    await this.#tools.drafts.withDrafts({ board: this.#board.id, participant }, async (desk) =>
      desk.write((doc) => {
        const all = {
          ...receivedIn(readActivity(doc, name)),
          ...received,
          ...(late !== null && { [lateKey]: late }),
        }
        writeActivity(doc, name, all)
      }),
    )
  }
}

/** Held drafts are their author's alone. A photo alone says nothing that another could go on writing. */
function textsOf({ participant, drafts }: ReadDesk, step: StepPath): readonly Passable[] {
  return drafts
    .filter((draft) => draft.step === step)
    .map(({ id, text, isHeld, from = [] }) => ({
      id,
      owner: participant,
      isOffered: !isHeld && isWritten({ text }),
      from,
    }))
}

/** People choose the ids of their drafts, and a pass tells them. Of two texts with one id the first is passed on. */
function withIdsOfTheirOwn(texts: readonly Passable[]): readonly Passable[] {
  const known = new Map<string, Passable>()
  for (const text of texts) if (!known.has(text.id)) known.set(text.id, text)
  return [...known.values()]
}

function receivedOf({ id, text, blanks = {}, field }: Draft): Received {
  return { draft: id, text, blanks, ...(field !== undefined && { field }) }
}
