import { activities } from '#client/activities/activities.ts'
import { loadDeeds } from '#client/panels/rehearsal/open-ghosts.ts'
import type { CreatedSession } from '#shared/wire/http.ts'
import { createGhostPeople, type CrowdWorld, type LocalCrowd } from './ghost-people.ts'
import { openModel } from './open-model.ts'

/** Ghosts with the deeds that the page registers; gone with the test. */
export async function openGhostCrowd(
  url: string,
  sessions: readonly CreatedSession[],
  world: Pick<CrowdWorld, 'random' | 'readingMs' | 'sentence'> & Partial<Pick<CrowdWorld, 'open'>>,
): Promise<LocalCrowd> {
  const deeds = await loadDeeds(activities)
  return createGhostPeople(sessions, { open: (session) => openModel(url, session), ...world, deeds })
}
