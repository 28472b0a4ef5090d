import { BoardPathSchema, ErrorSchema, PhaseNotesSchema } from '#shared/wire/http.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { Access } from '../access/access.ts'
import type { StepStore } from '../contracts/steps.ts'
import { admit } from './bearer.ts'
import type { TypedApp } from './refuse.ts'

export interface PhaseNoteServices {
  readonly access: Pick<Access, 'sessionOf'>
  readonly store: Pick<StepStore, 'phaseNotes'>
}

/** The notes of the agenda for facilitators. The shared document never has them. */
export function registerPhaseNotes(app: TypedApp, { access, store }: PhaseNoteServices): void {
  app.get(
    '/api/boards/:id/phase-notes',
    {
      schema: {
        summary: 'What the agenda says to facilitators alone, by phase',
        security: [{ session: [] }],
        params: BoardPathSchema,
        response: { 200: PhaseNotesSchema, 400: ErrorSchema, 401: ErrorSchema, 403: ErrorSchema },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      if (!(await admit(access, request, reply, id, Operation.leadAgenda))) return reply
      return reply.header('cache-control', 'no-store').send({ notes: { ...(await store.phaseNotes(id)) } })
    },
  )
}
