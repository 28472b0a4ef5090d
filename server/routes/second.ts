import type { Template } from '#shared/agenda/template.ts'
import { notesOfPhases } from '#shared/agenda/steps.ts'
import { newId } from '#shared/board/note.ts'
import { mostSuccessors, originName, successorsIn } from '#shared/board/origin.ts'
import { publishedPageOf, writePublishedPage } from '#shared/board/published-page.ts'
import { readActivity, writeActivityItem } from '#shared/board/activities.ts'
import { BoardPathSchema, CreatedBoardSchema, ErrorSchema } from '#shared/wire/http.ts'
import { CarriedSchema, SecondWishSchema, type SecondWish } from '#shared/wire/second.ts'
import { Operation, type BoardState } from '#shared/workshop/policy.ts'
import type { Access } from '../access/access.ts'
import type { LiveBoard, Session } from '../contracts/live-board.ts'
import type { PurposePageStore } from '../contracts/purpose-pages.ts'
import { RendererBusy, RenderTooLarge, type ImportedBoard, type Renderer } from '../report/renderer.ts'
import { lineOf } from './address.ts'
import { admit, refusedByState, sessionOrLine } from './board-route.ts'
import type { CreateBoard } from './boards.ts'
import type { AdmitNewBoard } from './new-boards.ts'
import { refuse, refuseBoardFile, sendRefused, type TypedApp } from './refuse.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'

export interface SecondServices {
  readonly access: Access
  readonly renderer: Pick<Renderer, 'importFrom'>
  readonly store: Pick<PurposePageStore, 'sharePurpose'>
  /** The durable state of a board as one Yjs update. */
  readonly snapshot: (board: string) => Promise<Uint8Array>
  readonly withBoard: <Result>(board: string, work: (board: LiveBoard) => Promise<Result>) => Promise<Result>
  readonly stateOf: (board: string) => Promise<BoardState>
  readonly admitNewBoard: AdmitNewBoard
  readonly createBoard: CreateBoard
  /** The template of the second workshop. */
  readonly template: Template
  readonly now: () => number
}

const refusals = {
  400: ErrorSchema,
  401: ErrorSchema,
  403: ErrorSchema,
  413: ErrorSchema,
  429: ErrorSchema,
  503: ErrorSchema,
}
const path = '/api/boards/:id/second'
const nothingChosen: SecondWish = { title: '', open: null, parked: [] }

/** Goes on from an adopted purpose with a second board. For facilitators. */
export function registerSecond(app: TypedApp, services: SecondServices): void {
  const { access, store, withBoard, admitNewBoard, createBoard, template, now } = services
  // A preview takes a second of CPU. Not measured.
  const config = { rateLimit: { max: 30, timeWindow: 60_000, keyGenerator: sessionOrLine(access) } }
  const security = [{ session: [] }]

  app.get(
    path,
    {
      config,
      schema: {
        summary: 'What would come along to a second board, with the hash of each part',
        security,
        params: BoardPathSchema,
        response: { 200: CarriedSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const read = await carried(services, nothingChosen, request, reply)
      return read?.carried ? reply.send(read.carried) : reply
    },
  )

  app.post(
    path,
    {
      config,
      bodyLimit: 262_144,
      schema: {
        summary:
          'Opens a second board with the adopted sentence, its principles, its map and what was chosen; no person, draft, answer or link comes along',
        security,
        params: BoardPathSchema,
        body: SecondWishSchema,
        response: { 201: CreatedBoardSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      // A wrong session costs nobody their turn.
      if (!(await admitted(services, request, reply))) return reply
      const refused = await admitNewBoard(request)
      if (refused) return sendRefused(reply, refused)
      const names = await withBoard(id, async (board) =>
        board.read((doc) => successorsIn(readActivity(doc, originName)).length),
      )
      if (names >= mostSuccessors) return refuse(reply, 403, 'boards_full', fullSentence)
      const read = await carried(services, request.body, request, reply)
      if (!read) return reply
      const { title, language, update } = read
      const created = await createBoard(
        { title, language, update, phaseNotes: notesOfPhases(template) },
        request,
      )
      await store.sharePurpose(created.id, id)
      const page = await withBoard(id, async (board) => {
        await board.write((doc) =>
          writeActivityItem(doc, originName, `to-${newId()}`, { title: created.title, at: now() }),
        )
        return board.read(publishedPageOf)
      })
      if (page !== null)
        await withBoard(created.id, async (board) => board.write((doc) => writePublishedPage(doc, page)))
      return reply.code(201).send(created)
    },
  )
}

const fullSentence = `This board has ${mostSuccessors} second workshops, so no other one was opened.`
const busySentence = 'The server is working on other files; try again in a minute.'
const largeSentence = 'This board takes too much memory or time to go on from.'

type PathRequest = FastifyRequest<{ Params: { id: string } }>

async function admitted(
  { access, stateOf }: SecondServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Session | undefined> {
  const { id } = (request as PathRequest).params
  const session = await admit(access, request, reply, id, Operation.publishPurpose)
  const refused = session && refusedByState(session, Operation.publishPurpose, await stateOf(id))
  if (!refused) return session
  sendRefused(reply, refused)
  return undefined
}

/** Makes the second board beside the relay. Undefined: the request is answered. */
async function carried(
  services: SecondServices,
  wish: SecondWish,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Extract<ImportedBoard, { ok: true }> | undefined> {
  const { renderer, snapshot, template, now } = services
  const session = await admitted(services, request, reply)
  if (!session) return undefined
  const { board } = session
  try {
    const source = { update: await snapshot(board) }
    const job = { kind: 'carry', source, wish, template, now: now() } as const
    const read = await renderer.importFrom(job, { line: lineOf(request), board, participant: '' })
    if (read.ok) return read
    refuseBoardFile(reply, read)
  } catch (error) {
    if (error instanceof RendererBusy) refuse(reply, 429, 'too_many_requests', busySentence)
    else if (error instanceof RenderTooLarge) refuse(reply, 413, 'too_large', largeSentence)
    else throw error
  }
  return undefined
}
