import type { Language } from '#shared/board/document.ts'
import type { CreatedSession } from '#shared/wire/http.ts'
import { measureNote } from '../../canvas/measure.ts'
import { readLink } from '../../model/basics/link.ts'
import { createSession, type Outcome } from '../../model/http/api.ts'
import { knownLinks, storedOf } from '../../model/memory/sessions.ts'
import { openBoard } from '../../model/open-board.ts'
import { browserPlatform } from '../../model/platform/platform.ts'
import { browserStorage } from '../../storage/browser-storage.ts'
import type { Feature } from '../host/feature.ts'
import { deedFor, loadDeeds, sayDone } from './ghost-deeds.ts'
import { Ghosts } from './ghosts.ts'
import { ghostNames, ghostSentence } from './sentences.ts'

export interface GhostPlay extends Pick<Ghosts, 'play' | 'pause' | 'close'> {
  readonly count: number
}

export interface GhostStage {
  readonly board: string
  readonly language: Language
  readonly features: readonly Feature[]
  /** The name that a ghost joins with. */
  readonly nameOf: (name: string) => string
}

const ghostCount = 8

/** Lets ghosts join the board as participants do, by its link. After a reload the same ghosts come back. */
export async function openGhosts({
  board,
  language,
  features,
  nameOf,
}: GhostStage): Promise<Outcome<GhostPlay>> {
  const joined = await sessionsOf(board, nameOf)
  if (!joined.ok) return joined
  const sessions = joined.value
  const deeds = await loadDeeds(features)
  const platform = { ...browserPlatform(), openBrowserCopy: undefined, openPhotoOutboxDb: undefined }
  const ghosts = new Ghosts(sessions, {
    open: (session) =>
      openBoard({ session: storedOf(session), measure: measureNote, say: () => '', platform }),
    deedOf: (model) => deedFor(deeds, model),
    sayDone,
    sentence: () => ghostSentence(language, Math.random),
    random: Math.random,
  })
  return {
    ok: true,
    value: {
      count: sessions.length,
      play: () => ghosts.play(),
      pause: () => ghosts.pause(),
      close: () => ghosts.close(),
    },
  }
}

async function sessionsOf(
  board: string,
  nameOf: GhostStage['nameOf'],
): Promise<Outcome<readonly CreatedSession[]>> {
  const kept = keptSessions(board)
  if (kept) return { ok: true, value: kept }
  const secret = readLink(knownLinks(board).participant ?? '')?.secret
  const sessions: CreatedSession[] = []
  for (const name of ghostNames.slice(0, ghostCount)) {
    const joined = await createSession({ board, ...(secret !== undefined && { secret }), name: nameOf(name) })
    if (!joined.ok) return joined
    sessions.push(joined.value)
  }
  keep(board, sessions)
  return { ok: true, value: sessions }
}

const keyOf = (board: string) => `boussole.ghosts.${board}`

function keptSessions(board: string): readonly CreatedSession[] | undefined {
  const kept = browserStorage('sessionStorage').getItem(keyOf(board))
  return kept === null ? undefined : (JSON.parse(kept) as readonly CreatedSession[])
}

function keep(board: string, sessions: readonly CreatedSession[]): void {
  browserStorage('sessionStorage').setItem(keyOf(board), JSON.stringify(sessions))
}
