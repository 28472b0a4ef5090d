import { readWriting, writeWriting } from '#shared/board/writing.ts'
import { Role } from '#shared/workshop/role.ts'
import { WritingMode, type Writing } from '#shared/workshop/writing.ts'
import type { LiveBoard } from '../../contracts/live-board.ts'
import { revealDesks, type RevealTools } from './reveal.ts'

/** How people write on one board that is open in memory. */
export interface BoardWriting {
  readonly set: (mode: WritingMode) => Promise<void>
  /** How many notes were revealed; undefined when the reveal of this id has been made before. */
  readonly reveal: (id: string) => Promise<number | undefined>
  /** Somebody came or went. */
  readonly peopleChanged: () => void
  /** A desk of this board has changed. */
  readonly written: (participant: string, hasDrafts: boolean) => void
  /** Forgets the timer. */
  readonly stop: () => void
}

export interface WritingTools extends RevealTools {
  readonly log: RevealTools['log'] & { readonly warn: (facts: object, message: string) => void }
}

/** "n of m have written" changes at most twice a second, so that the moment of a change says little of who made it. */
const progressMs = 500

export function openWriting(board: LiveBoard, tools: WritingTools): BoardWriting {
  const { store, now, log } = tools
  /** Who has a desk, and whether there is a draft on it; all of them once they have been counted. */
  const desks = new Map<string, boolean>()
  let isCounted = false
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let lastProgress = 0
  /** Two facilitators at once must not reveal twice. */
  let turn: Promise<unknown> = Promise.resolve()

  const writing = (): Writing => board.read(readWriting)
  const isPrivate = (): boolean => writing().mode === WritingMode.private

  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const done = turn.then(task)
    turn = done.catch(() => undefined)
    return done
  }

  async function countDesks(): Promise<void> {
    for (const { participant, hasDrafts } of await store.draftOwnersOf(board.id)) {
      // What was heard meanwhile is newer.
      if (!desks.has(participant)) desks.set(participant, hasDrafts)
    }
    isCounted = true
  }

  function progress(): Pick<Writing, 'wrote' | 'of'> {
    const writers = [...desks].flatMap(([participant, hasDrafts]) => (hasDrafts ? [participant] : []))
    // Who was here this morning and has left is waited for by nobody, whatever they wrote then.
    const people = new Set(writers)
    for (const { role, participant } of board.sessions()) {
      if (role === Role.participant) people.add(participant.id)
    }
    return { wrote: writers.length, of: people.size }
  }

  function tellProgress(): void {
    if (isStopped || timer || !isPrivate()) return
    const wait = Math.max(0, lastProgress + progressMs - performance.now())
    timer = setTimeout(() => {
      timer = undefined
      lastProgress = performance.now()
      publish().catch((cause: unknown) => {
        // The next change tells it again.
        log.warn({ board: board.id, err: cause }, 'the progress of private writing could not be published')
      })
    }, wait).unref()
  }

  async function publish(): Promise<void> {
    if (!isCounted) await countDesks()
    if (isStopped) return
    const next = progress()
    const shown = writing()
    if (shown.wrote === next.wrote && shown.of === next.of) return
    if (!board.mayAdjust(0)) return
    await board.write((doc) => {
      const current = readWriting(doc)
      if (current.mode === WritingMode.private) writeWriting(doc, { ...current, ...next })
    })
  }

  async function set(mode: WritingMode): Promise<void> {
    if (writing().mode === mode) return
    if (mode === WritingMode.private) {
      // A reveal has changed them since.
      desks.clear()
      await countDesks()
    }
    const since = now()
    await board.write((doc) => {
      const figures = mode === WritingMode.private ? progress() : {}
      writeWriting(doc, { ...readWriting(doc), mode, since, ...figures })
    })
  }

  async function reveal(id: string): Promise<number | undefined> {
    if (writing().revealed === id) return undefined
    return revealDesks(
      board,
      (doc) =>
        writeWriting(doc, { ...readWriting(doc), mode: WritingMode.shared, since: now(), revealed: id }),
      tools,
    )
  }

  return {
    set: (mode) => inTurn(async () => set(mode)),
    reveal: (id) => inTurn(async () => reveal(id)),
    peopleChanged: tellProgress,
    written: (participant, hasDrafts) => {
      desks.set(participant, hasDrafts)
      tellProgress()
    },
    stop: () => {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
