import { randomBytes } from 'node:crypto'
import { agendaEnd, AgendaState, type Agenda } from '#shared/agenda/agenda.ts'
import { nextStep, previousStep } from '#shared/agenda/steps.ts'
import { readAgenda } from '#shared/board/agenda.ts'
import { ErrorSchema, PhaseNotesSchema } from '#shared/wire/http.ts'
import { AgendaMoveSchema, AgendaPlaceSchema, type AgendaMove } from '#shared/wire/programs.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { TokenScope } from '#shared/workshop/token-scope.ts'
import { agendaPlaceOf } from '../documents/agenda-place.ts'
import type { Access } from '../access/access.ts'
import type { StepStore } from '../contracts/store.ts'
import { sessionOrLine, boardRoute, senderOf } from './board-route.ts'
import type { ProgramServices } from './notes.ts'
import { refuseCommand, type TypedApp } from './refuse.ts'

/** The place of a board in its agenda, for programs: now and next, and one step on or back. */
export function registerAgenda(app: TypedApp, { access, withBoard, run }: ProgramServices): void {
  const keyGenerator = sessionOrLine(access)
  /** A clock in another window asks each second. Not measured. */
  const asked = (max: number) => ({ rateLimit: { max, timeWindow: 60_000, keyGenerator } })
  app.get(
    '/api/boards/:id/agenda',
    {
      config: asked(120),
      ...boardRoute(access, {
        right: null,
        scope: TokenScope.read,
        summary: 'The step that runs, and the next one',
        response: { 200: AgendaPlaceSchema, 429: ErrorSchema },
      }),
    },
    async ({ params: { id } }, reply) =>
      reply
        .header('cache-control', 'no-store')
        .send(await withBoard(id, async (board) => board.read(agendaPlaceOf))),
  )

  app.post(
    '/api/boards/:id/agenda/moves',
    {
      config: asked(60),
      ...boardRoute(access, {
        right: Operation.leadAgenda,
        scope: TokenScope.lead,
        summary:
          'Leads on to the next step, or back to the previous one, as the button of a facilitator does',
        body: AgendaMoveSchema,
        response: { 200: AgendaPlaceSchema, 404: ErrorSchema, 409: ErrorSchema, 429: ErrorSchema },
      }),
    },
    async (request, reply) =>
      withBoard(request.params.id, async (board) => {
        const { body } = request
        const agenda = board.read(readAgenda)
        if (!agenda) return refuseCommand(reply, 'no_agenda')
        const to = targetOf(agenda, body)
        if (to === undefined) return refuseCommand(reply, 'unknown_step')
        const command = { kind: 'agenda.move', from: body.from ?? agenda.now.move, to }
        const key = randomBytes(16).toString('base64url')
        const answer = await run(board, senderOf(request), { key, command })
        if (!('ok' in answer) || !answer.ok) return refuseCommand(reply, answer.code)
        return reply.header('cache-control', 'no-store').send(board.read(agendaPlaceOf))
      }),
  )
}

/** Undefined before the first step. A workshop that has ended goes back to its last step. */
function targetOf({ template, now }: Agenda, { to }: Pick<AgendaMove, 'to'>): string | undefined {
  if (to === 'next') return nextStep(template, now.step)?.path ?? agendaEnd
  if (now.step === null) return undefined
  return now.state === AgendaState.ended ? now.step : previousStep(template, now.step)?.path
}

interface PhaseNoteServices {
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
