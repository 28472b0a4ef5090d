import { PhaseNotesSchema } from '#shared/wire/http.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { Access } from '../access/access.ts'
import type { StepStore } from '../contracts/store.ts'
import { boardRoute } from './board-route.ts'
import type { TypedApp } from './refuse.ts'

export interface PhaseNoteServices {
  readonly access: Pick<Access, 'sessionOf'>
  readonly store: Pick<StepStore, 'phaseNotes'>
}

/** The notes of the agenda for facilitators. The shared document never has them. */
export function registerPhaseNotes(app: TypedApp, { access, store }: PhaseNoteServices): void {
  app.get(
    '/api/boards/:id/phase-notes',
    boardRoute(access, {
      right: Operation.leadAgenda,
      summary: 'What the agenda says to facilitators alone, by phase',
      response: { 200: PhaseNotesSchema },
    }),
    async ({ params: { id } }, reply) =>
      reply.header('cache-control', 'no-store').send({ notes: { ...(await store.phaseNotes(id)) } }),
  )
}
