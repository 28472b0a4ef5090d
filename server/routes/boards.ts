import type { FastifyRequest } from 'fastify'
import type { Language } from '#shared/board/document.ts'
import { Type } from 'typebox'
import {
  BoardSchema,
  CreatedBoardSchema,
  ErrorSchema,
  NewBoardSchema,
  type CreatedBoard,
} from '#shared/wire/http.ts'
import { TemplateErrorSchema } from '#shared/wire/templates.ts'
import type { Access, NewBoard } from '../access/access.ts'
import type { BoardStore } from '../contracts/boards.ts'
import type { SessionStore } from '../contracts/sessions.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { linksTo } from './address.ts'
import { boardRoute, senderOf } from './board-route.ts'
import { checkNewAgenda } from '../templates/new-agenda.ts'
import type { TemplateCheck } from '../templates/check-template.ts'
import { admitting, type AdmitNewBoard } from './new-boards.ts'
import { refuseTemplate, templateBodyLimit } from './templates.ts'
import { refuse, type TypedApp } from './refuse.ts'

export interface BoardServices {
  readonly access: Access
  readonly store: Pick<BoardStore, 'findBoard'> & Pick<SessionStore, 'countParticipants'>
  /** Deletes the board for good, and tells everybody who has it open. */
  readonly remove: (board: string) => Promise<void>
  readonly createBoard: CreateBoard
  readonly admitNewBoard: AdmitNewBoard
  readonly templateCheck: TemplateCheck
}

export function registerBoards(
  app: TypedApp,
  { access, store, remove, createBoard, admitNewBoard, templateCheck }: BoardServices,
): void {
  registerDeletion(app, { access, remove })
  app.post(
    '/api/boards',
    {
      onRequest: admitting(admitNewBoard),
      bodyLimit: templateBodyLimit,
      schema: {
        summary: 'Creates a board, and returns its links',
        body: NewBoardSchema,
        response: {
          201: CreatedBoardSchema,
          400: TemplateErrorSchema,
          403: ErrorSchema,
          429: ErrorSchema,
          503: ErrorSchema,
        },
      },
    },
    async (request, reply) => {
      const { title, language = preferredLanguage(request), isRehearsal, agenda: wanted } = request.body
      const agenda = wanted && checkNewAgenda(templateCheck, wanted)
      if (agenda?.ok === false) return refuseTemplate(reply, agenda.problems)
      const facts = { title, language, isRehearsal, agenda: agenda?.agenda }
      return reply.code(201).send(await createBoard(facts, request))
    },
  )

  app.get(
    '/api/boards/:id',
    boardRoute(access, {
      right: null,
      summary: 'The board and who is asking',
      response: { 200: BoardSchema, 404: ErrorSchema },
    }),
    async (request, reply) => {
      const { id } = request.params
      const { role, participant } = senderOf(request)
      const [board, participants] = await Promise.all([store.findBoard(id), store.countParticipants(id)])
      if (!board) return refuse(reply, 404, 'not_found', 'This board no longer exists.')
      const { title, language } = board
      return reply.send({
        id,
        title,
        language,
        role,
        participant,
        participants,
      })
    },
  )
}

/** Deletes a board. For facilitators. Backups keep their copy. */
function registerDeletion(app: TypedApp, { access, remove }: Pick<BoardServices, 'access' | 'remove'>): void {
  app.delete(
    '/api/boards/:id',
    boardRoute(access, {
      right: Operation.deleteBoard,
      summary: 'Deletes the board for good, with its votes, desks, pictures, checkpoints, links and sessions',
      response: { 204: Type.Null() },
    }),
    async (request, reply) => {
      const { id } = request.params
      await remove(id)
      request.log.warn({ board: id }, 'a board was deleted by its facilitator')
      return reply.code(204).send(null)
    },
  )
}

/** Creates a board with three links, at the address of the request. */
export type CreateBoard = (board: NewBoard, request: FastifyRequest) => Promise<CreatedBoard>

/** Creates a board and returns its links. For new and for imported boards. */
export async function openBoard(access: Access, origin: string, facts: NewBoard): Promise<CreatedBoard> {
  const { board, secrets, joinCode } = await access.createBoard(facts)
  const { id, title, language } = board
  return { id, title, language, links: linksTo(origin, id, secrets), joinCode }
}

/** French when it is the client's first language. Good enough for two languages. */
function preferredLanguage(request: FastifyRequest): Language {
  return /^\s*fr\b/i.test(request.headers['accept-language'] ?? '') ? 'fr' : 'en'
}
