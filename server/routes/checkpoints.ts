import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import {
  CheckpointPathSchema,
  CheckpointSchema,
  CreatedBoardSchema,
  ErrorSchema,
  RestoredSchema,
  RestoreSchema,
} from '#shared/wire/http.ts'
import { Operation, type BoardState } from '#shared/workshop/policy.ts'
import type { Access } from '../access/access.ts'
import { createDownloads } from '../history/downloads.ts'
import type { CheckpointForCopy, History, RestoreProblem } from '../history/history.ts'
import { BoardFileSchema } from '../board-file/board-file.ts'
import { RendererBusy, type Renderer } from '../report/renderer.ts'
import type { StepStore } from '../contracts/store.ts'
import { lineOf } from './address.ts'
import { refusedByState, sessionOrLine, boardRoute, senderOf } from './board-route.ts'
import type { CreateBoard } from './boards.ts'
import type { AdmitNewBoard } from './new-boards.ts'
import { refuse, refuseBoardFile, sendRefused, type TypedApp } from './refuse.ts'

export interface CheckpointServices {
  readonly access: Access
  readonly history: Pick<History, 'keepNow' | 'list' | 'file' | 'forCopy' | 'restore'>
  readonly renderer: Pick<Renderer, 'importFrom'>
  readonly admitNewBoard: AdmitNewBoard
  readonly stateOf: (board: string) => Promise<BoardState>
  /** The notes of a board's agenda for facilitators. Copies keep them. */
  readonly phaseNotes: StepStore['phaseNotes']
  /** Creates a board whose document is `update`, with its three links. */
  readonly createBoard: CreateBoard
}

/** Described as JSON, sent in gzip as it is stored. */
const BoardFileBytes = Type.Unsafe<Buffer | Readable>(BoardFileSchema)

/** Keeps, lists, reads, restores and copies checkpoints. For facilitators. */
export function registerCheckpoints(app: TypedApp, services: CheckpointServices): void {
  registerList(app, services)
  registerFile(app, services)
  registerRestore(app, services)
}

/**
 * A rate limit by session: one network may have many facilitators. More than a person asks for; not measured.
 */
function limitedTo(max: number, { access }: CheckpointServices): object {
  return { rateLimit: { max, timeWindow: 60_000, keyGenerator: sessionOrLine(access) } }
}

function registerList(app: TypedApp, services: CheckpointServices): void {
  const { history } = services
  app.get(
    '/api/boards/:id/checkpoints',
    {
      ...boardRoute(services.access, {
        right: Operation.manageCheckpoints,
        summary: 'The points to return to, newest first',
        response: { 200: Type.Array(CheckpointSchema), 429: ErrorSchema },
      }),
    },
    async (request, reply) => {
      const { id } = request.params
      return reply.send([...(await history.list(id))])
    },
  )

  app.post(
    '/api/boards/:id/checkpoints',
    {
      config: limitedTo(30, services),
      ...boardRoute(services.access, {
        right: Operation.manageCheckpoints,
        summary: 'Keeps the board as it is now',
        response: { 201: CheckpointSchema, 429: ErrorSchema },
      }),
    },
    async (request, reply) => {
      const { id } = request.params
      const kept = await history.keepNow(id)
      return kept ? reply.code(201).send(kept) : refuse(reply, 429, 'too_many_requests', unreadSentence)
    },
  )
}

function registerFile(app: TypedApp, services: CheckpointServices): void {
  const { history } = services
  const downloads = createDownloads()
  app.get(
    '/api/boards/:id/checkpoints/:checkpoint',
    {
      // A person may read some pages of checkpoints one by one.
      config: limitedTo(120, services),
      ...boardRoute(services.access, {
        right: Operation.manageCheckpoints,
        summary: 'The board as it was, as a board file; never with authors, ballots or drafts',
        params: CheckpointPathSchema,
        response: { 200: BoardFileBytes, 404: ErrorSchema, 429: ErrorSchema },
      }),
    },
    async (request, reply) => {
      const { id, checkpoint } = request.params
      const session = senderOf(request)
      const barred = refusedByState(session, Operation.exportBoard, await services.stateOf(id))
      if (barred) return sendRefused(reply, barred)
      const read = () => history.file(id, checkpoint)
      const download = await downloads.begin(id, session.participant.id, read)
      if (!download) return refuseUnknown(reply)
      if (download === 'busy') return refuse(reply, 429, 'too_many_requests', busySentence)
      const { file, done } = download
      reply.raw.once('close', done)
      // The client may have left while the file was read.
      if (reply.raw.closed) done()
      reply.type('application/json; charset=utf-8').header('cache-control', 'no-store')
      // The relay does not compress: it sends the stored gzip.
      const takesGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
      if (takesGzip) return reply.header('content-encoding', 'gzip').send(asBuffer(file))
      return reply.send(pipeline(Readable.from([file]), createGunzip(), () => undefined))
    },
  )
}

function registerRestore(app: TypedApp, services: CheckpointServices): void {
  const { history } = services
  app.post(
    '/api/boards/:id/checkpoints/:checkpoint/restore',
    {
      config: limitedTo(30, services),
      ...boardRoute(services.access, {
        right: Operation.manageCheckpoints,
        summary: 'Goes back to the board as it was, or opens a new board like it',
        params: CheckpointPathSchema,
        body: RestoreSchema,
        response: {
          200: RestoredSchema,
          201: CreatedBoardSchema,
          404: ErrorSchema,
          409: ErrorSchema,
          413: ErrorSchema,
          429: ErrorSchema,
        },
      }),
    },
    async (request, reply) => {
      const { id, checkpoint } = request.params
      const { as } = request.body
      if (as !== 'inPlace') {
        const barred = refusedByState(senderOf(request), Operation.exportBoard, await services.stateOf(id))
        const refused = barred ?? (await services.admitNewBoard(request))
        if (refused) return sendRefused(reply, refused)
        const kept = await history.forCopy(id, checkpoint)
        if (!kept) return refuseUnknown(reply)
        const source = { board: id, ...kept, isRehearsal: as === 'rehearsal' }
        return copy(services, source, request, reply)
      }
      const restored = await history.restore(id, checkpoint, lineOf(request))
      return restored.ok ? reply.code(200).send({ undo: restored.undo }) : refuseRestore(reply, restored.code)
    },
  )
}

function refuseRestore(reply: FastifyReply, code: RestoreProblem): FastifyReply {
  switch (code) {
    case 'not_found':
      return refuseUnknown(reply)
    case 'too_large':
      return refuse(reply, 413, code, noRoomSentence)
    case 'newer_version':
      return refuse(reply, 409, code)
  }
}

interface CopySource extends CheckpointForCopy {
  readonly board: string
  readonly isRehearsal: boolean
}

/** Creates the copy like an import, in the process that makes files. */
async function copy(
  { renderer, createBoard, phaseNotes }: CheckpointServices,
  { board: from, file, states, isRehearsal }: CopySource,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  try {
    // All facilitators of a board share one turn.
    const sender = { line: lineOf(request), board: from, participant: '' }
    const board = await renderer.importFrom({ kind: 'copy', file, states, isRehearsal }, sender)
    if (!board.ok) return refuseBoardFile(reply, board)
    const { title, language, update, photos: ids } = board
    const photos = { from, ids }
    const copied = { title, language, update, photos, phaseNotes: await phaseNotes(from) }
    return await reply.code(201).send(await createBoard(copied, request))
  } catch (error) {
    if (!(error instanceof RendererBusy)) throw error
    return refuse(
      reply,
      429,
      'too_many_requests',
      'The server is working on other files; try again in a minute.',
    )
  }
}

function refuseUnknown(reply: FastifyReply): FastifyReply {
  return refuse(reply, 404, 'not_found', 'This point to return to is no longer kept.')
}

const noRoomSentence =
  'This board has no room for the notes of that checkpoint, so nothing was changed; delete some notes, or restore it as a copy.'
const unreadSentence = 'A checkpoint is already being saved; try again in a moment.'
const busySentence = 'Too many checkpoints are being read; try again in a moment.'

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
