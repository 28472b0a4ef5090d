import { setTimeout as pause } from 'node:timers/promises'
import * as activities from '#client/activities/registry.ts'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { deedFor, loadDeeds, sayDone } from '#client/panels/rehearsal/ghost-deeds.ts'
import { GhostPerson } from '#client/panels/rehearsal/ghost-person.ts'
import { ghostSentence } from '#client/panels/rehearsal/sentences.ts'
import type { CreatedSession } from '#shared/wire/http.ts'
import { openModel } from './open-model.ts'

export interface GhostCrowd {
  /** The models of those who are connected now. */
  readonly models: ReadonlySet<BoardModel>
  /** Turn after turn, until everybody is connected and done with the step. */
  readonly play: () => Promise<void>
}

/** Milliseconds between two turns: the server's answers come in between. */
const turnMs = 15

/**
 * People by sockets alone, who work as ghosts do. Some lose their line and come back. With `readingMs: 0` they act at once:
 * the test waits until the work of a step has reached them.
 */
export async function openGhostCrowd(
  url: string,
  sessions: readonly CreatedSession[],
  random: () => number,
  { readingMs }: { readonly readingMs?: number } = {},
): Promise<GhostCrowd> {
  const deeds = await loadDeeds(Object.values(activities))
  const models = new Set<BoardModel>()
  const open = (session: CreatedSession): BoardModel => {
    const model = openModel(url, session)
    models.add(model)
    const close = () => {
      models.delete(model)
      model.close()
    }
    return { ...model, close }
  }
  const deedOf = (model: BoardModel) => deedFor(deeds, model, readingMs)
  const world = { open, deedOf, sayDone, sentence: () => ghostSentence('en', random), random }
  const people = sessions.map((session) => new GhostPerson(session, world))
  const areDone = () =>
    models.size === people.length && [...models].every(({ ownDone }) => ownDone.isDone.get())
  return {
    models,
    play: async () => {
      while (!areDone()) {
        for (const person of people) person.turn()
        await pause(turnMs)
      }
    },
  }
}
