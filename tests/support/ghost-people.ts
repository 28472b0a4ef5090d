import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { SavingState, type BoardModel } from '#client/model/contract/board-model.ts'
import { deedFor, sayDone, type Deeds, Ghosts, ghostSentence } from '#client/panels/rehearsal/open-ghosts.ts'
import { GhostPerson, usualDropouts, type GhostWorld } from '#client/panels/rehearsal/ghost-person.ts'
import type { CreatedSession } from '#shared/wire/http.ts'
import { pointOf, type BoardPoint } from './board-point.ts'

/** People by sockets alone, in this process or in others. */
export interface GhostCrowd {
  /** Their ids. */
  readonly people: readonly string[]
  /** True when everybody who is connected has reached this point. */
  readonly isAt: (point: BoardPoint) => boolean | Promise<boolean>
  /** Turn after turn, until everybody is connected and done with the step. */
  readonly play: () => Promise<void>
}

/** People of this process. */
export interface LocalCrowd extends GhostCrowd {
  /** The models of those who are connected now. */
  readonly models: Iterable<BoardModel>
  readonly close: () => void
}

export interface CrowdWorld
  extends Pick<GhostWorld, 'open' | 'random'>, Partial<Pick<GhostWorld, 'sentence' | 'dropouts'>> {
  readonly deeds: Deeds
  /** 0: they act at once, so somebody waits first until the work of a step has reached them. */
  readonly readingMs?: number | undefined
  /** Milliseconds between two turns of people in haste: the server's answers come in between. */
  readonly turnMs?: number
}

const quickTurnMs = 15

/**
 * People who work as the ghosts of a rehearsal do, as fast as they can. Some lose their line and come back. Who is done
 * stays: in haste somebody of a crowd would always be away.
 */
export function createGhostPeople(sessions: readonly CreatedSession[], own: CrowdWorld): LocalCrowd {
  const { models, world } = watchedWorld(own)
  const { turnMs = quickTurnMs } = own
  const people = sessions.map((session) => ({ session, ghost: new GhostPerson(session, world) }))
  return {
    ...watched(sessions, models),
    play: async () => {
      const busy = () => people.filter(({ session }) => !isDone(models.get(session)))
      for (let left = busy(); left.length > 0; left = busy()) {
        for (const { ghost } of left) ghost.turn()
        await pause(turnMs)
      }
    },
    close: () => {
      for (const { ghost } of people) ghost.close()
    },
  }
}

/** The ghosts of a rehearsal at their own pace. */
export function createRehearsal(sessions: readonly CreatedSession[], own: CrowdWorld): LocalCrowd {
  const { models, world } = watchedWorld(own)
  const ghosts = new Ghosts(world)
  ghosts.set(sessions)
  ghosts.play()
  return {
    ...watched(sessions, models),
    play: async () => {
      while (!sessions.every((session) => isDone(models.get(session)))) await pause(quickTurnMs)
    },
    close: () => ghosts.close(),
  }
}

/** True when this person is connected, has everything, and has said to be done. */
function isDone(model: BoardModel | undefined): boolean {
  return model?.saving.get() === SavingState.saved && model.ownDone.isDone.get()
}

/** The models of those who are connected, by their sessions. */
type Connected = ReadonlyMap<CreatedSession, BoardModel>

function watched(
  sessions: readonly CreatedSession[],
  connected: Connected,
): Pick<LocalCrowd, 'people' | 'models' | 'isAt'> {
  const models = { [Symbol.iterator]: () => connected.values() }
  return {
    people: sessions.map(({ participant }) => participant.id),
    models,
    isAt: (point) => [...models].every((model) => isDeepStrictEqual(pointOf(model), point)),
  }
}

function watchedWorld({ deeds, readingMs, random, open: openOne, ...own }: CrowdWorld): {
  readonly models: Connected
  readonly world: GhostWorld
} {
  const models = new Map<CreatedSession, BoardModel>()
  const open = (session: CreatedSession): BoardModel => {
    const model = openOne(session)
    models.set(session, model)
    const close = () => {
      models.delete(session)
      model.close()
    }
    return { ...model, close }
  }
  const world: GhostWorld = {
    open,
    deedOf: (model) => deedFor(deeds, model, readingMs),
    sayDone,
    sentence: ({ meta }) => ghostSentence(meta.get().language, random),
    random,
    dropouts: usualDropouts,
    ...own,
  }
  return { models, world }
}
