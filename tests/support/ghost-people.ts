import { setTimeout as pause } from 'node:timers/promises'
import { SavingState, type BoardModel } from '#client/model/contract/board-model.ts'
import { deedFor, sayDone, type Deeds } from '#client/panels/rehearsal/ghost-deeds.ts'
import { GhostPerson, type GhostWorld } from '#client/panels/rehearsal/ghost-person.ts'
import { Ghosts } from '#client/panels/rehearsal/ghosts.ts'
import { ghostSentence } from '#client/panels/rehearsal/sentences.ts'
import type { CreatedSession } from '#shared/wire/http.ts'

/** People by sockets alone. */
export interface GhostCrowd {
  /** The models of those who are connected now. */
  readonly models: ReadonlySet<BoardModel>
  /** Turn after turn, until everybody is connected and done with the step. */
  readonly play: () => Promise<void>
  readonly close: () => void
}

export interface CrowdWorld
  extends Pick<GhostWorld, 'open' | 'random'>, Partial<Pick<GhostWorld, 'sentence'>> {
  readonly deeds: Deeds
  /** 0: they act at once, so somebody waits first until the work of a step has reached them. */
  readonly readingMs?: number | undefined
}

/** Milliseconds between two turns: the server's answers come in between. */
const turnMs = 15

/** People who work as the ghosts of a rehearsal do, as fast as they can. Some lose their line and come back. */
export function createGhostPeople(sessions: readonly CreatedSession[], own: CrowdWorld): GhostCrowd {
  const { models, world } = watchedWorld(own)
  const people = sessions.map((session) => new GhostPerson(session, world))
  return {
    models,
    play: async () => {
      while (!areDone(models, people.length)) {
        for (const person of people) person.turn()
        await pause(turnMs)
      }
    },
    close: () => {
      for (const person of people) person.close()
    },
  }
}

/** The ghosts of a rehearsal at their own pace. */
export function createRehearsal(sessions: readonly CreatedSession[], own: CrowdWorld): GhostCrowd {
  const { models, world } = watchedWorld(own)
  const ghosts = new Ghosts(world)
  ghosts.set(sessions)
  ghosts.play()
  return {
    models,
    play: async () => {
      while (!areDone(models, sessions.length)) await pause(turnMs)
    },
    close: () => ghosts.close(),
  }
}

/** Those who have just come back have their desks, too. */
function areDone(models: ReadonlySet<BoardModel>, people: number): boolean {
  return (
    models.size === people &&
    [...models].every(({ ownDone, saving }) => ownDone.isDone.get() && saving.get() === SavingState.saved)
  )
}

function watchedWorld({ deeds, readingMs, random, open: openOne, ...own }: CrowdWorld): {
  readonly models: ReadonlySet<BoardModel>
  readonly world: GhostWorld
} {
  const models = new Set<BoardModel>()
  const open = (session: CreatedSession): BoardModel => {
    const model = openOne(session)
    models.add(model)
    const close = () => {
      models.delete(model)
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
    ...own,
  }
  return { models, world }
}
