import { mkdir, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Language } from '#shared/board/document.ts'
import { CreatedBoardSchema, ErrorSchema, type CreatedBoard } from '#shared/wire/http.ts'
import type { Sender } from '../basics/fair-queue.ts'
import type { Photos } from '../photos/photos.ts'
import { folderPrefix } from '../report/export-jobs.ts'
import { RendererBusy, type Renderer } from '../report/renderer.ts'
import { StoreError } from '../contracts/store-error.ts'
import { lineOf } from './address.ts'
import { refuseBadRequest } from './errors.ts'
import type { CountNewBoard } from './new-boards.ts'
import { receiveBody, type Received } from './receive-body.ts'
import { refuse, refuseBoardFile } from './refuse.ts'

export interface ImportServices {
  readonly renderer: Renderer
  readonly photos: Pick<Photos, 'fit' | 'putAll'>
  /** Creates a board whose document is `update` (title and language are in it too), with its three links. */
  readonly createBoard: (
    board: { readonly title: string; readonly language: Language; readonly update: Uint8Array },
    request: FastifyRequest,
  ) => Promise<CreatedBoard>
  readonly countNewBoard: CountNewBoard
}

const megabyte = 1_048_576
/**
 * Bytes of a board file: 10,000 notes of 500 characters are about 7 MB, and the pictures that a board may have, unless
 * the host allows more, 133 MB as base64.
 */
export const importLimit = 160 * megabyte
/** Files that are being received or wait, of everybody and from one line: most are small. Taste. */
const filesAtOnce = 64
const lineFilesAtOnce = 16
/** What has come of all of them is on the disk meanwhile: eight of the largest. Taste. */
const bytesAtOnce = 8 * importLimit

/** What is being received. */
interface Arriving {
  files: number
  bytes: number
  readonly byLine: Map<string, number>
}

/** POST /api/imports: a board file becomes a new board; the answer is that of POST /api/boards. */
export function registerImports(app: FastifyInstance, services: ImportServices): void {
  const arriving: Arriving = { files: 0, bytes: 0, byLine: new Map() }

  void app.register(async (scope) => {
    // The body stays a stream: what is as large as this goes to the disk, and is read by another process.
    scope.removeContentTypeParser('application/json')
    scope.addContentTypeParser('application/json', { bodyLimit: importLimit }, (_request, payload, done) =>
      done(null, payload),
    )
    scope.post(
      '/api/imports',
      {
        bodyLimit: importLimit,
        onRequest: services.countNewBoard,
        schema: {
          summary: 'Creates a board from an exported one (format json), with its pictures',
          response: {
            201: CreatedBoardSchema,
            400: ErrorSchema,
            408: ErrorSchema,
            413: ErrorSchema,
            429: ErrorSchema,
          },
        },
      },
      async (request, reply) => {
        if (!isStream(request.body)) {
          return refuse(reply, 400, 'import_invalid', 'Send the exported JSON file as the body.')
        }
        if (Number(request.headers['content-length'] ?? 0) > importLimit) return refuseTooLarge(reply)
        const line = lineOf(request)
        const theirs = arriving.byLine.get(line) ?? 0
        if (arriving.files >= filesAtOnce || theirs >= lineFilesAtOnce) return refuseBusy(reply)
        if (arriving.bytes >= bytesAtOnce || !services.renderer.hasRoom(importer(line)))
          return refuseBusy(reply)
        arriving.files += 1
        arriving.byLine.set(line, theirs + 1)
        let own = 0
        const count = (bytes: number): void => {
          own += bytes
          arriving.bytes += bytes
          if (arriving.bytes > bytesAtOnce) throw new RendererBusy()
        }
        try {
          const folder = await mkdtemp(join(tmpdir(), folderPrefix)).catch(unkept)
          try {
            return await importFrom(request.body, folder, count, services, request, reply)
          } finally {
            await rm(folder, { recursive: true, force: true }).catch((cause: unknown) =>
              request.log.warn({ err: cause }, 'the file of an import could not be removed'),
            )
          }
        } finally {
          arriving.files -= 1
          arriving.bytes -= own
          const left = (arriving.byLine.get(line) ?? 1) - 1
          if (left > 0) arriving.byLine.set(line, left)
          else arriving.byLine.delete(line)
        }
      },
    )
  })
}

async function importFrom(
  body: Readable,
  folder: string,
  count: (bytes: number) => void,
  { renderer, photos, createBoard }: ImportServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const path = join(folder, 'file')
  const pictures = join(folder, 'photos')
  await mkdir(pictures)
  try {
    const received = await receive(body, path, count)
    if (received === 'too large') return refuseTooLarge(reply)
    if (received === 'too slow') return refuseTooSlow(reply)
    if (received === 'cut off') return refuseBadRequest(reply)
    const from = importer(lineOf(request))
    const board = await renderer.importFrom({ kind: 'import', path, photos: pictures }, from)
    if (!board.ok) return refuseBoardFile(reply, board)
    if (!(await photos.fit(pictures))) {
      const message = 'The pictures in this file are more than a board may have on this server.'
      return refuse(reply, 413, 'photo_quota', message)
    }
    const { title, language, update } = board
    const created = await createBoard({ title, language, update }, request)
    // Nobody knows the board's links before this answer: it is whole when somebody opens it.
    await photos.putAll(created.id, pictures)
    return await reply.code(201).send(created)
  } catch (error) {
    if (!(error instanceof RendererBusy)) throw error
    return refuseBusy(reply)
  }
}

async function receive(body: Readable, path: string, count: (bytes: number) => void): Promise<Received> {
  const file = await open(path, 'wx', 0o600).catch(unkept)
  try {
    return await receiveBody(body, {
      most: importLimit,
      take: async (part) => {
        count(part.byteLength)
        await file.appendFile(part).catch(unkept)
      },
    })
  } finally {
    await file.close()
  }
}

function unkept(cause: unknown): never {
  throw new StoreError('a file to import could not be kept', { cause })
}

function isStream(body: unknown): body is Readable {
  return typeof body === 'object' && body !== null && 'pipe' in body
}

/** Who imports has no board yet. */
function importer(line: string): Sender {
  return { line, board: '', participant: '' }
}

function refuseTooSlow(reply: FastifyReply): FastifyReply {
  const message = 'This file came too slowly; send it again on a better line.'
  return refuse(reply.header('connection', 'close'), 408, 'too_many_requests', message)
}

function refuseTooLarge(reply: FastifyReply): FastifyReply {
  return refuse(reply, 413, 'too_large', 'This file is too large for the server.')
}

function refuseBusy(reply: FastifyReply): FastifyReply {
  return refuse(
    reply,
    429,
    'too_many_requests',
    'The server is working on other files; try again in a minute.',
  )
}
