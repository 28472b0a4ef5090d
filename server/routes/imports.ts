// Lets a route's configuration carry its limit.
import '@fastify/rate-limit'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Language } from '#shared/board/document.ts'
import { ErrorCode } from '#shared/wire/error.ts'
import { CreatedBoardSchema, ErrorSchema, type CreatedBoard } from '#shared/wire/http.ts'
import type { Photos } from '../photos/photos.ts'
import { folderPrefix } from '../report/export-desk.ts'
import { RendererBusy, type Renderer } from '../report/renderer.ts'
import { StoreError } from '../store/store.ts'
import { refuseBadRequest } from './errors.ts'
import { refuse, refuseBoardFile } from './refuse.ts'

export interface ImportServices {
  readonly renderer: Renderer
  readonly photos: Pick<Photos, 'fit' | 'putAll'>
  /** Creates a board whose document is `update` (title and language are in it too), with its three links. */
  readonly createBoard: (
    board: { readonly title: string; readonly language: Language; readonly update: Uint8Array },
    request: FastifyRequest,
  ) => Promise<CreatedBoard>
  /** New boards a minute, by address. */
  readonly limit: number
}

const megabyte = 1_048_576
/**
 * Bytes of a board file: 10,000 notes of 500 characters are about 7 MB, and the pictures that a board may have, unless
 * the host allows more, 133 MB as base64.
 */
export const importLimit = 160 * megabyte
/** Files that are being received or wait: they are on the disk meanwhile. Taste. */
const filesAtOnce = 8

/** POST /api/imports: a board file becomes a new board; the answer is that of POST /api/boards. */
export function registerImports(app: FastifyInstance, services: ImportServices): void {
  let files = 0

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
        config: { rateLimit: { max: services.limit, timeWindow: 60_000 } },
        schema: {
          summary: 'Creates a board from an exported one (format json), with its pictures',
          response: { 201: CreatedBoardSchema, 400: ErrorSchema, 413: ErrorSchema, 429: ErrorSchema },
        },
      },
      async (request, reply) => {
        if (!isStream(request.body)) {
          return refuse(reply, 400, ErrorCode.importInvalid, 'Send the exported JSON file as the body.')
        }
        if (Number(request.headers['content-length'] ?? 0) > importLimit) return refuseTooLarge(reply)
        if (files >= filesAtOnce || !services.renderer.hasRoom()) return refuseBusy(reply)
        files += 1
        const folder = await mkdtemp(join(tmpdir(), folderPrefix))
        try {
          return await importFrom(request.body, folder, services, request, reply)
        } finally {
          files -= 1
          await rm(folder, { recursive: true, force: true }).catch((cause: unknown) =>
            request.log.warn({ err: cause }, 'the file of an import could not be removed'),
          )
        }
      },
    )
  })
}

async function importFrom(
  body: Readable,
  folder: string,
  { renderer, photos, createBoard }: ImportServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const path = join(folder, 'file')
  const pictures = join(folder, 'photos')
  await mkdir(pictures)
  const received = await receive(body, path)
  if (received === 'too large') return refuseTooLarge(reply)
  if (received === 'cut off') return refuseBadRequest(reply)
  try {
    const board = await renderer.importFrom({ kind: 'import', path, photos: pictures })
    if (!board.ok) return refuseBoardFile(reply, board)
    if (!(await photos.fit(pictures))) {
      const message = 'The pictures in this file are more than a board may have on this server.'
      return refuse(reply, 413, ErrorCode.photoQuota, message)
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

async function receive(body: Readable, path: string): Promise<'whole' | 'too large' | 'cut off'> {
  let bytes = 0
  const file = createWriteStream(path, { mode: 0o600 })
  const bounded = async function* (parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const part of parts) {
      bytes += part.byteLength
      // The rest is read and dropped, so that its sender hears why.
      if (bytes <= importLimit) yield part
    }
  }
  try {
    await pipeline(body, bounded, file)
  } catch (error) {
    if (file.errored) throw new StoreError('a file to import could not be kept', { cause: error })
    // Its sender has gone.
    if (body.destroyed) return 'cut off'
    throw error
  }
  return bytes > importLimit ? 'too large' : 'whole'
}

function isStream(body: unknown): body is Readable {
  return typeof body === 'object' && body !== null && 'pipe' in body
}

function refuseTooLarge(reply: FastifyReply): FastifyReply {
  return refuse(reply, 413, ErrorCode.tooLarge, 'This file is too large for the server.')
}

function refuseBusy(reply: FastifyReply): FastifyReply {
  return refuse(reply, 429, ErrorCode.tooMany, 'Other files are being worked on; try again in a minute.')
}
