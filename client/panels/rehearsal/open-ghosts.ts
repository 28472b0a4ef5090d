import type { CreatedSession } from '#shared/wire/http.ts'
import { measureNote } from '../../canvas/measure.ts'
import { readLink } from '../../model/basics/link.ts'
import { createSession, type Outcome } from '../../model/http/api.ts'
import { knownLinks, storedOf } from '../../model/memory/sessions.ts'
import { createBoardWork } from '../../model/commands/board-work.ts'
import { openBoard } from '../../model/open-board.ts'
import { browserPlatform } from '../../model/platform/platform.ts'
import { browserStorage } from '../../storage/browser-storage.ts'
import type { Feature } from '../host/feature.ts'
import { deedFor, loadDeeds, sayDone } from './ghost-deeds.ts'
import { usualDropouts } from './ghost-person.ts'
import { Ghosts } from './ghosts.ts'
import { ghostNames, ghostSentence } from './sentences.ts'

export interface GhostPlay extends Pick<Ghosts, 'play' | 'pause' | 'close'> {
  /** The number of ghosts at the beginning. */
  readonly count: number
  /** Lets ghosts come and go until there are so many. One change is made after the other. */
  readonly setCount: (count: number) => Promise<Outcome<number>>
}

export interface GhostStage {
  readonly board: string
  readonly features: readonly Feature[]
  /** The name that a ghost joins with. */
  readonly nameOf: (name: string) => string
}

/** A table of people, up to a room in which everybody is still heard. Not measured. */
export const ghostCounts = { least: 3, usual: 8, most: ghostNames.length } as const

/** Lets ghosts join the board as participants do, by its link. After a reload the same ghosts come back. */
export async function openGhosts({ board, features, nameOf }: GhostStage): Promise<Outcome<GhostPlay>> {
  const before = keptCast(board)
  const count = before?.count ?? ghostCounts.usual
  let cast: readonly CreatedSession[] = before?.sessions ?? []
  const invite = async (wanted: number): Promise<Outcome<number>> => {
    const joined = await castOf(board, nameOf, cast, wanted)
    if (!joined.ok) return joined
    cast = joined.value
    keepCast(board, { sessions: cast, count: wanted })
    return { ok: true, value: wanted }
  }
  const invited = await invite(count)
  if (!invited.ok) return invited
  const deeds = await loadDeeds(features)
  const platform = { ...browserPlatform(), openBrowserCopy: undefined, openPhotoOutboxDb: undefined }
  const ghosts = new Ghosts({
    open: (session) =>
      openBoard({
        session: storedOf(session),
        measure: measureNote,
        say: () => '',
        work: createBoardWork,
        platform,
      }),
    deedOf: (model) => deedFor(deeds, model),
    sayDone,
    sentence: ({ meta }) => ghostSentence(meta.get().language, Math.random),
    random: Math.random,
    dropouts: usualDropouts,
  })
  let isClosed = false
  let turn: Promise<unknown> = Promise.resolve()
  const change = async (wanted: number): Promise<Outcome<number>> => {
    const outcome = isClosed ? undefined : await invite(wanted)
    if (outcome?.ok && !isClosed) ghosts.set(cast.slice(0, wanted))
    return outcome ?? { ok: true, value: wanted }
  }
  ghosts.set(cast.slice(0, count))
  return {
    ok: true,
    value: {
      count,
      setCount: async (wanted) => {
        const changed = turn.then(async () => change(wanted))
        turn = changed.catch(() => undefined)
        return changed
      },
      play: () => ghosts.play(),
      pause: () => ghosts.pause(),
      close: () => {
        isClosed = true
        ghosts.close()
      },
    },
  }
}

/** The first `count` ghosts: those who have joined before, and as many more as are missing. */
async function castOf(
  board: string,
  nameOf: GhostStage['nameOf'],
  joined: readonly CreatedSession[],
  count: number,
): Promise<Outcome<readonly CreatedSession[]>> {
  const secret = readLink(knownLinks(board).participant ?? '')?.secret
  const sessions = [...joined]
  for (const name of ghostNames.slice(joined.length, count)) {
    const session = await createSession({
      board,
      ...(secret !== undefined && { secret }),
      name: nameOf(name),
    })
    if (!session.ok) return session
    sessions.push(session.value)
  }
  return { ok: true, value: sessions }
}

/** Everybody who has joined, and the number of them that play. */
interface Cast {
  readonly sessions: readonly CreatedSession[]
  readonly count: number
}

const keyOf = (board: string) => `boussole.ghosts.${board}`

function keptCast(board: string): Cast | undefined {
  const kept = browserStorage('sessionStorage').getItem(keyOf(board))
  return kept === null ? undefined : (JSON.parse(kept) as Cast)
}

function keepCast(board: string, cast: Cast): void {
  browserStorage('sessionStorage').setItem(keyOf(board), JSON.stringify(cast))
}
