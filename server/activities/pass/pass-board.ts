import type * as Y from 'yjs'
import { deal, dealAtTables, type Passable } from '#shared/activities/pass/deal.ts'
import { receivedIn, type Received, type ReceivedBySteps } from '#shared/activities/pass/received.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { readActivity, writeActivity, type Json } from '#shared/board/activities.ts'
import { draftsOf, isWritten, type Draft } from '#shared/board/draft.ts'
import { readTables } from '#shared/board/tables.ts'
import { Role } from '#shared/workshop/role.ts'
import { tableOf, type Tables } from '#shared/workshop/tables.ts'
import type { ActivityTools, BoardActivity, RunningStep } from '../../contracts/activity.ts'
import type { LiveBoard } from '../../contracts/live-board.ts'
import type { Session } from '../../contracts/session.ts'
import { inGroups } from '../../basics/in-groups.ts'
import { shuffled } from '../../basics/shuffle.ts'
import { participantsHere } from '../../agenda/participants-here.ts'
import { desksAtOnce, desksOf, readDesk } from '../../drafts/read-desks.ts'

const name = 'pass'

/**
 * After all desks were read, people who come late wait four times as long: somebody who joins again and again takes a fifth
 * of the time. Not measured.
 */
const restShare = 4

/** A pass that runs: the step, and the step whose texts go round. */
interface RunningPass {
  readonly path: StepPath
  readonly of: StepPath
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
  #late: NodeJS.Timeout | undefined
  /** By the clock of the process. */
  #restsUntil = 0
  #turn: Promise<unknown> = Promise.resolve()

  constructor(board: LiveBoard, tools: ActivityTools) {
    this.#board = board
    this.#tools = tools
  }

  readonly stepBegan = async ({ step, path, phase, tables }: RunningStep): Promise<void> => {
    const of = step.activity === 'pass' ? step.input?.[0]?.from : undefined
    if (of === undefined) return this.#stop()
    const isRunning = this.#running?.path === path
    if (!isRunning) this.#served = new Set()
    this.#running = { path, of, tablesOf: tables > 0 ? phase.id : null }
    // A table was added for people who came late.
    if (isRunning) return this.#serveSoon()
    await this.#inTurn(() => this.#serve())
  }

  readonly seated = async (): Promise<void> => this.#serveSoon()

  readonly stepEnds = async (): Promise<void> => this.#stop()
  readonly stepsAreOver = async (): Promise<void> => this.#stop()
  readonly closed = (): void => this.#stop()

  readonly joined = ({ role, participant }: Session): void => {
    if (!this.#running || role !== Role.participant || this.#served.has(participant.id)) return
    this.#serveSoon()
  }

  /** People who come late are served together: each time, all desks are read. */
  #serveSoon(): void {
    if (!this.#running || this.#late) return
    const wait = Math.max(0, this.#restsUntil - performance.now())
    this.#late = setTimeout(() => {
      this.#late = undefined
      this.#inTurn(() => this.#serve()).catch((cause: unknown) => {
        // The next person who comes, or this one by coming back, is served again.
        this.#tools.log.warn({ board: this.#board.id, err: cause }, 'a text could not be passed on')
      })
    }, wait).unref()
  }

  #stop(): void {
    this.#running = null
    clearTimeout(this.#late)
    this.#late = undefined
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
    if (waiting.length === 0) return
    const began = performance.now()
    const desks = await this.#desks(waiting)
    if (this.#running?.path !== running.path) return
    const byOwner = new Map(desks.map((desk) => [desk.participant, desk]))
    const people = waiting.filter((person) => !byOwner.get(person)?.received[running.path])
    const texts = withIdsOfTheirOwn(desks.flatMap((desk) => textsOf(desk, running.of)))
    const given = new Set(
      desks.flatMap(({ received }) => Object.values(received).map((entry) => entry?.draft ?? '')),
    )
    const shuffle = <Item>(items: readonly Item[]) => shuffled(items, this.#tools.randomBytes)
    const among = { texts, given, people, shuffle }
    const dealt = tables ? dealAtTables(among, tables) : deal(among)
    const owners = new Map(texts.map(({ id, owner }) => [id, owner]))
    await inGroups(people, desksAtOnce, async (person) => {
      const text = dealt.get(person) ?? ''
      const draft = byOwner.get(owners.get(text) ?? '')?.drafts.find(({ id }) => id === text)
      await this.#give(person, running.path, draft ? receivedOf(draft) : null)
    })
    for (const person of waiting) this.#served.add(person)
    const ended = performance.now()
    this.#restsUntil = ended + restShare * (ended - began)
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

  async #give(participant: string, path: StepPath, received: Received | null): Promise<void> {
    await this.#tools.drafts.withDrafts({ board: this.#board.id, participant }, async (desk) =>
      desk.write((doc) => {
        const all = { ...receivedIn(readActivity(doc, name)), [path]: received }
        writeActivity(doc, name, all as unknown as Json)
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
