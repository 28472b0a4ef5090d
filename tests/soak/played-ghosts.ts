import { activities } from '#client/activities/activities.ts'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { loadDeeds } from '#client/panels/rehearsal/open-ghosts.ts'
import type { CreatedSession } from '#shared/wire/http.ts'
import type { BoardPoint } from '#tests/support/board-point.ts'
import { ballotsOf, type CastBallot } from '#tests/support/counted-ballots.ts'
import { createGhostPeople, createRehearsal } from '#tests/support/ghost-people.ts'
import { openModelOnSockets } from '#tests/support/model-on-sockets.ts'
import { PrivateWords, type PrivateReading, type ProcessShare } from '#tests/support/private-words.ts'
import { seededRandom } from '#tests/support/random.ts'
import { desksOf, type DeskContent } from '#tests/support/watched-passes.ts'
import { LastAnswer } from './last-answer.ts'

/** The ghosts of one process. Everything is plain. */
export interface GhostPlan {
  /** ws://127.0.0.1:port */
  readonly url: string
  readonly sessions: readonly CreatedSession[]
  readonly share: ProcessShare
  readonly seed: number
  /** At the pace of a rehearsal, or as fast as they can. */
  readonly isRehearsal: boolean
}

/** What a process tells of its ghosts, and does with them. */
export interface PlayedGhosts {
  readonly isAt: (point: BoardPoint) => boolean
  readonly play: () => Promise<void>
  readonly revealed: () => readonly number[]
  readonly show: (texts: readonly number[]) => void
  readonly desks: () => readonly DeskContent[]
  readonly ballots: () => readonly CastBallot[]
  /** The statements as these people have them: one text where all have the same. */
  readonly statements: () => Promise<readonly string[]>
  readonly seen: () => SeenByGhosts
  /** See LastAnswer. */
  readonly lastAnswerAt: () => number
}

export interface SeenByGhosts {
  readonly leaks: readonly string[]
  readonly readings: readonly PrivateReading[]
  /** What their screens told them. */
  readonly notices: readonly string[]
}

/** More ghosts of one process take longer turns, draw seldom and seldom lose their line, so that all keep up. Not measured. */
const quick = 30
const slow = {
  turnMs: 300,
  dropouts: 0.000_2,
  platform: { soon: (run: () => void) => void setTimeout(run, 500) },
}

export async function playGhosts({
  url,
  sessions,
  share,
  seed,
  isRehearsal,
}: GhostPlan): Promise<PlayedGhosts> {
  const { next: random } = seededRandom(seed)
  const words = new PrivateWords(random, share)
  const answers = new LastAnswer()
  const { platform, ...pace } = sessions.length > quick ? slow : { platform: {} }
  const open = (session: CreatedSession) =>
    words.withMarkedReasons(
      openModelOnSockets(url, session, {
        webSocket: answers.of(words.socketsOf(session.participant.id)),
        ...platform,
      }),
    )
  const world = {
    deeds: await loadDeeds(activities),
    random,
    open,
    sentence: words.sentence,
    readingMs: isRehearsal ? undefined : 0,
    ...pace,
  }
  const { models, isAt, play } = (isRehearsal ? createRehearsal : createGhostPeople)(sessions, world)
  return {
    isAt: (point) => isAt(point) === true,
    play,
    revealed: () => words.revealedBy(models),
    show: (texts) => words.show(texts),
    desks: () => desksOf(models),
    ballots: () => [...models].flatMap(ballotsOf),
    lastAnswerAt: () => answers.at,
    statements: async () => [...new Set(await Promise.all([...models].map(statementsOf)))],
    seen: () => ({
      leaks: words.leaks,
      readings: [...words.readings.values()],
      notices: [...models].flatMap(({ notices }) =>
        notices.list.get().map((notice) => JSON.stringify(notice)),
      ),
    }),
  }
}

/** The statements of the board with their words and their tables, as this person has them. */
export async function statementsOf(model: BoardModel): Promise<string> {
  const { all, wordsOf } = await model.statements()
  return JSON.stringify(all.get().map(({ id, tables }) => [id, tables, wordsOf(id)]))
}
