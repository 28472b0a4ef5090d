import { readRound, writeRound } from '#shared/board/round.ts'
import { Role } from '#shared/workshop/role.ts'
import type { PersonKey } from '#shared/workshop/anonymous-numbers.ts'
import type { Session } from '../../contracts/session.ts'
import type { LiveBoard } from '../../contracts/live-board.ts'
import type { RoundOutcome, StoredRound, PollStore } from '../../contracts/polls.ts'
import { publicRound } from './round-document.ts'

/** The round that a board is voting on: who can vote, how many have, and its end. */
export interface OpenRound {
  readonly stored: StoredRound
  /** Counts among those who can vote. */
  readonly seen: (session: Session) => void
  /** A dot was placed or taken. */
  readonly voted: (session: Session, dots: number) => void
  /** Writes the round with its progress into the document, unless it shows them already. */
  readonly publish: () => Promise<void>
  /** Totals, then publication; the same promise however often it is called, until it has failed. */
  readonly close: () => Promise<void>
  /** Forgets the timers; the round stays open in the store. */
  readonly stop: () => void
}

export interface RoundTools {
  readonly store: Pick<PollStore, 'closeRound' | 'votersOf'>
  readonly now: () => number
  readonly log: { readonly warn: (facts: object, message: string) => void }
}

/** "n of m have voted" changes at most twice a second: 300 people voting at once are two writes, not 300. */
const progressMs = 500

/** When the store cannot close a round at its deadline, no dot is taken any more and closing is tried again. */
const retryMs = 2_000

/**
 * `floor` is the progress that was published before a restart: who had been here is not kept, and the number of
 * those who can vote never falls. `ended` is called when the round is closed in the store, before that is published.
 */
export function openRound(
  board: LiveBoard,
  stored: StoredRound,
  floor: number,
  ended: () => void,
  { store, now, log }: RoundTools,
): OpenRound {
  const participants = new Set<string>()
  /** Facilitators count only while they have dots. */
  const others = new Set<string>()
  let isStopped = false
  let closing: Promise<void> | undefined
  let progressTimer: NodeJS.Timeout | undefined
  let deadlineTimer: NodeJS.Timeout | undefined
  let lastProgress = 0

  const eligible = (): number => Math.max(floor, participants.size + others.size)

  function tellProgress(): void {
    if (isStopped || progressTimer) return
    const wait = Math.max(0, lastProgress + progressMs - performance.now())
    progressTimer = setTimeout(() => {
      progressTimer = undefined
      lastProgress = performance.now()
      publish().catch((cause: unknown) => {
        // The next vote tells it again; closing tells it in any case.
        log.warn({ board: board.id, err: cause }, 'the progress of a round could not be published')
      })
    }, wait).unref()
  }

  async function publish(): Promise<void> {
    const progress = { voted: await store.votersOf(stored.id), eligible: eligible() }
    if (isStopped || closing) return
    const next = publicRound(stored, progress)
    const shown = board.read((doc) => readRound(doc, stored.id))
    if (shown?.voted === next.voted && shown.eligible === next.eligible) return
    // Figures alone are not worth filling the board without end.
    if (!shown || board.mayAdjust(0)) await board.write((doc) => writeRound(doc, next))
  }

  /** Those whom others see, in the order in which they came. */
  const here = (): readonly PersonKey[] =>
    stored.isSecret
      ? []
      : board.sessions().flatMap(({ role, participant: { id, name, colour } }, index) => {
          return role === Role.viewer ? [] : { participant: id, index, name, colour }
        })

  async function closeNow(): Promise<void> {
    const outcome: RoundOutcome = await store.closeRound(stored.id, now(), here())
    stop()
    ended()
    const closed = publicRound(
      { ...stored, key: null, outcome },
      { voted: outcome.voted, eligible: eligible() },
    )
    await board.write((doc) => writeRound(doc, closed))
  }

  function close(): Promise<void> {
    closing ??= closeNow().catch((cause: unknown) => {
      closing = undefined
      throw cause
    })
    return closing
  }

  function armDeadline(waitMs: number): void {
    deadlineTimer = setTimeout(() => {
      if (stored.deadline !== null && now() < stored.deadline) return armDeadline(stored.deadline - now())
      close().catch((cause: unknown) => {
        log.warn({ board: board.id, err: cause }, 'a round could not be closed at its deadline')
        if (!isStopped) armDeadline(retryMs)
      })
    }, waitMs).unref()
  }

  function stop(): void {
    isStopped = true
    clearTimeout(progressTimer)
    clearTimeout(deadlineTimer)
  }

  if (stored.deadline !== null) armDeadline(Math.max(0, stored.deadline - now()))
  return {
    stored,
    seen: ({ role, participant }) => {
      if (role !== Role.participant || participants.has(participant.id)) return
      participants.add(participant.id)
      tellProgress()
    },
    voted: ({ role, participant }, dots) => {
      if (role === Role.participant) participants.add(participant.id)
      else if (dots > 0) others.add(participant.id)
      else others.delete(participant.id)
      tellProgress()
    },
    publish,
    close,
    stop,
  }
}
