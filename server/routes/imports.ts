import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Template } from '#shared/agenda/template.ts'
import { notesOfPhases } from '#shared/agenda/steps.ts'
import { titleLimit } from '#shared/board/limits.ts'
import { CreatedBoardSchema, ErrorSchema } from '#shared/wire/http.ts'
import type { Sender } from '../basics/fair-queue.ts'
import type { NewTemporaryFolder } from '../basics/temporary-folders.ts'
import type { Photos } from '../photos/photos.ts'
import { RendererBusy, type Renderer } from '../report/renderer.ts'
import { StoreError } from '../contracts/store-error.ts'
import { lineOf } from './address.ts'
import type { CreateBoard } from './boards.ts'
import { refuseBadRequest } from './errors.ts'
import { admitting, type AdmitNewBoard } from './new-boards.ts'
import { receiveBody, type BodyOutcome } from './receive-body.ts'
import { refuse, refuseBoardFile } from './refuse.ts'

const megabyte = 1_048_576
/**
 * Bytes of a board file: 10,000 notes of 500 characters are about 7 MB. The photos that a board may have by
 * default are 133 MB as base64.
 */
export const importLimit = 160 * megabyte
/** Files in progress, of everybody and from one line. Most are small. Not measured. */
const maxFiles = 64
const maxLineFiles = 16
/** Bytes of all files on disk: eight of the largest. Not measured. */
const maxBytes = 8 * importLimit

/** One import in progress. */
interface ImportInProgress {
  /** Counts bytes that have arrived. Throws RendererBusy when all imports together have too many. */
  readonly count: (bytes: number) => void
  readonly done: () => void
}

/** Bounds the files that are being received or wait. */
class ImportLimits {
  #files = 0
  #bytes = 0
  readonly #byLine = new Map<string, number>()

  /** Undefined when there are too many imports, of this line or of all. */
  begin(line: string): ImportInProgress | undefined {
    const theirs = this.#byLine.get(line) ?? 0
    if (this.#files >= maxFiles || theirs >= maxLineFiles || this.#bytes >= maxBytes) return undefined
    this.#files += 1
    this.#byLine.set(line, theirs + 1)
    let own = 0
    return {
      count: (bytes) => {
        own += bytes
        this.#bytes += bytes
        if (this.#bytes > maxBytes) throw new RendererBusy()
      },
      done: () => this.#end(line, own),
    }
  }

  #end(line: string, bytes: number): void {
    this.#files -= 1
    this.#bytes -= bytes
    const left = (this.#byLine.get(line) ?? 1) - 1
    if (left > 0) this.#byLine.set(line, left)
    else this.#byLine.delete(line)
  }
}

interface ImportServices {
  readonly renderer: Renderer
  readonly photos: Pick<Photos, 'inFolder'>
  readonly createBoard: CreateBoard
  readonly admitNewBoard: AdmitNewBoard
  readonly newFolder: NewTemporaryFolder
  /** The template of a second workshop. */
  readonly template: Template
  readonly now: () => number
}

/** POST /api/imports: a board file becomes a new board. The answer is that of POST /api/boards. */
export function registerImports(app: FastifyInstance, services: ImportServices): void {
  const limits = new ImportLimits()

  void app.register(async (scope) => {
    // The body stays a stream: a file this large goes to disk, and another process reads it.
    scope.removeContentTypeParser('application/json')
    scope.addContentTypeParser('application/json', { bodyLimit: importLimit }, (_request, payload, done) =>
      done(null, payload),
    )
    scope.post(
      '/api/imports',
      {
        bodyLimit: importLimit,
        config: { isUpload: true },
        onRequest: admitting(services.admitNewBoard),
        schema: {
          summary:
            'Creates a board from an exported one (format json), with its pictures; with `second`, a second board with its adopted purpose',
          querystring: Type.Object({
            second: Type.Optional(
              Type.String({
                maxLength: titleLimit,
                description: 'The title of the second board; empty: that of the template',
              }),
            ),
          }),
          response: {
            201: CreatedBoardSchema,
            403: ErrorSchema,
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
        const importing = services.renderer.hasRoom(importer(line)) ? limits.begin(line) : undefined
        if (!importing) return refuseBusy(reply)
        try {
          return await importInFolder(request.body, importing.count, services, request, reply)
        } finally {
          importing.done()
        }
      },
    )
  })
}

/** Makes a folder for the import, and removes it afterwards. */
async function importInFolder(
  body: Readable,
  count: (bytes: number) => void,
  services: ImportServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const folder = await services.newFolder().catch(unkept)
  try {
    return await importFrom(body, folder, count, services, request, reply)
  } finally {
    await rm(folder, { recursive: true, force: true }).catch((cause: unknown) =>
      request.log.warn({ err: cause }, 'the file of an import could not be removed'),
    )
  }
}

async function importFrom(
  body: Readable,
  folder: string,
  count: (bytes: number) => void,
  { renderer, photos, createBoard, template, now }: ImportServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const path = join(folder, 'file')
  const photoFolder = join(folder, 'photos')
  await mkdir(photoFolder)
  try {
    const received = await receive(body, path, count)
    if (received === 'too large') return refuseTooLarge(reply)
    if (received === 'too slow') return refuseTooSlow(reply)
    if (received === 'cut off') return refuseBadRequest(reply)
    const from = importer(lineOf(request))
    const { second } = request.query as { readonly second?: string }
    const wish = second === undefined ? null : { title: second, open: null, parked: [] }
    const job = wish
      ? ({ kind: 'carry', source: { path }, wish, template, now: now() } as const)
      : ({ kind: 'import', path, photos: photoFolder } as const)
    const board = await renderer.importFrom(job, from)
    if (!board.ok) return refuseBoardFile(reply, board)
    const newPhotos = await photos.inFolder(photoFolder)
    if (!newPhotos) {
      const message = 'The pictures in this file are more than a board may have on this server.'
      return refuse(reply, 413, 'photo_quota', message)
    }
    const { title, language, update } = board
    return await reply.code(201).send(
      await createBoard(
        {
          title,
          language,
          update,
          photos: newPhotos,
          ...(wish && { phaseNotes: notesOfPhases(template) }),
        },
        request,
      ),
    )
  } catch (error) {
    if (!(error instanceof RendererBusy)) throw error
    return refuseBusy(reply)
  }
}

async function receive(body: Readable, path: string, count: (bytes: number) => void): Promise<BodyOutcome> {
  const file = await open(path, 'wx', 0o600).catch(unkept)
  try {
    return await receiveBody(body, {
      maxBytes: importLimit,
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

/** An importer has no board yet. */
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
