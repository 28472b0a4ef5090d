import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { BaseRefusalCode } from '#shared/workshop/refusals.ts'
import { BoardPathSchema, ErrorSchema, PhotoPathSchema, StoredPhotoSchema } from '#shared/wire/http.ts'
import type { Access } from '../access/access.ts'
import type { Session } from '../contracts/live-board.ts'
import type { Photos, UploadOutcome } from '../photos/photos.ts'
import { UploadLimits, type Upload } from '../photos/upload-limits.ts'
import { lineOf } from './address.ts'
import { admit, boardRoute, senderOf } from './board-route.ts'
import { refuseBadRequest } from './errors.ts'
import { receiveBody, type BodyOutcome } from './receive-body.ts'
import { refuse, type TypedApp } from './refuse.ts'

export interface PhotoServices {
  readonly access: Access
  readonly photos: Photos
  /** Bytes of one uploaded photo. */
  readonly fileBytes: number
  /** Counts a refusal, by the code of the error. */
  readonly refused: (code: string) => void
}

/** A photo that is being received, and its sender. */
interface Incoming {
  readonly session: Session
  readonly upload: Upload
}

/** A refusal: status, code, sentence, and headers. */
interface Answer {
  readonly status: number
  readonly code: BaseRefusalCode
  /** Left out: the sentence of the code. */
  readonly message?: string
  readonly headers?: Readonly<Record<string, string | number>>
}

const security = [{ session: [] }]
const refusals = { 400: ErrorSchema, 401: ErrorSchema, 403: ErrorSchema, 503: ErrorSchema }

/** Photos of notes: uploaded as they are, sent back as they are stored. */
export function registerPhotos(app: TypedApp, services: PhotoServices): void {
  registerReading(app, services)
  void app.register(async (scope: TypedApp) => registerSending(scope, services))
}

const sendingSchema = {
  summary:
    'Keeps a picture (JPEG, PNG, WebP or GIF as the body), drawn anew without its metadata, for a note',
  security,
  params: BoardPathSchema,
  response: {
    201: StoredPhotoSchema,
    408: ErrorSchema,
    413: ErrorSchema,
    415: ErrorSchema,
    422: ErrorSchema,
    429: ErrorSchema,
    507: ErrorSchema,
    ...refusals,
  },
}

function registerSending(app: TypedApp, services: PhotoServices): void {
  const { photos, fileBytes, refused } = services
  const incoming = new WeakMap<FastifyRequest, Incoming>()
  const limits = new UploadLimits(() => performance.now())
  const answer = (reply: FastifyReply, { status, code, message, headers }: Answer): FastifyReply => {
    refused(code)
    return refuse(reply.headers({ ...headers }), status, code, message)
  }
  const endUpload = async (request: FastifyRequest): Promise<void> => incoming.get(request)?.upload.done()

  acceptAnyBody(app, fileBytes)
  app.setErrorHandler((error: { readonly statusCode?: number }, _request, reply) => {
    if (error.statusCode !== 413) throw error
    return answer(reply, tooLarge(fileBytes))
  })
  app.addHook('onResponse', endUpload)
  app.addHook('onRequestAbort', endUpload)

  app.post(
    '/api/boards/:id/photos',
    {
      bodyLimit: fileBytes,
      // Before the body is read, so that strangers send nothing into memory.
      config: { isUpload: true },
      onRequest: async (request, reply) => {
        const admitted = await admitUpload(request, reply, request.params.id, limits, services)
        if (!admitted) return reply
        if ('code' in admitted) return answer(reply, admitted)
        incoming.set(request, admitted)
        return undefined
      },
      schema: sendingSchema,
    },
    async (request, reply) => {
      const from = incoming.get(request)
      if (!from) throw new Error('a photo came without its sender')
      const received = await readPhotoBody(request.body, from.upload, fileBytes)
      if (received === 'cut off') return refuseBadRequest(reply)
      if (typeof received === 'string') return answer(reply, bodyAnswer(received, fileBytes))
      const kept = await photos.keep(from.session, lineOf(request), received)
      return kept.ok
        ? reply.code(201).send({ photo: kept.photo })
        : answer(reply, problemAnswers[kept.problem])
    },
  )
}

/** Takes every content type: the content decides what a file is. */
function acceptAnyBody(app: TypedApp, fileBytes: number): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { bodyLimit: fileBytes }, (_request, payload, done) => done(null, payload))
}

/** Undefined when the request was answered already. */
async function admitUpload(
  request: FastifyRequest,
  reply: FastifyReply,
  board: string,
  limits: UploadLimits,
  { access, photos, fileBytes }: PhotoServices,
): Promise<Incoming | Answer | undefined> {
  const session = await admit(access, request, reply, board)
  if (!session) return undefined
  const barrier = await photos.barrier(session)
  if (barrier) return { status: 403, code: barrier }
  const length = Number(request.headers['content-length'] ?? fileBytes)
  if (length > fileBytes) return tooLarge(fileBytes)
  // The photo stays in the network while others fill the memory.
  const upload = await limits.admit(board, session.participant.id, length)
  if (request.raw.destroyed) upload?.done()
  return upload ? { session, upload } : busy
}

/** Reads the whole body into memory, as fast as the upload limits allow. */
async function readPhotoBody(
  body: unknown,
  upload: Upload,
  maxBytes: number,
): Promise<Buffer | Exclude<BodyOutcome, 'whole'> | 'empty'> {
  if (!(body instanceof Readable)) return 'empty'
  const parts: Buffer[] = []
  const outcome = await receiveBody(body, {
    maxBytes,
    take: (part) => {
      parts.push(part)
      return upload.arrived(part.byteLength)
    },
  })
  if (outcome !== 'whole') return outcome
  const photo = Buffer.concat(parts)
  return photo.byteLength === 0 ? 'empty' : photo
}

function bodyAnswer(outcome: 'too large' | 'too slow' | 'empty', fileBytes: number): Answer {
  switch (outcome) {
    case 'too large':
      return tooLarge(fileBytes)
    case 'too slow':
      return tooSlow
    case 'empty':
      return problemAnswers.unreadable
  }
}

function registerReading(app: TypedApp, { access, photos }: PhotoServices): void {
  app.get(
    '/api/boards/:id/photos/:photo',
    boardRoute(access, {
      right: null,
      summary: 'A picture that stands on the board, or is the caller’s own',
      params: PhotoPathSchema,
      response: { 200: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }), 404: ErrorSchema },
    }),
    async (request, reply) => {
      const stored = await photos.read(senderOf(request), request.params.photo)
      if (!stored) return refuse(reply, 404, 'not_found', 'This picture is not on the board.')
      const { type, data } = stored
      const extension = type === 'image/webp' ? 'webp' : 'jpg'
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="photo.${extension}"`)
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cache-control', 'private, max-age=31536000, immutable')
        .header('vary', 'authorization')
        .send(Buffer.from(data.buffer, data.byteOffset, data.byteLength))
    },
  )
}

const busy: Answer = {
  status: 429,
  code: 'too_many_requests',
  message: 'Too many pictures arrive at once; send this one again in a moment.',
  headers: { 'retry-after': 5 },
}

const tooSlow: Answer = {
  status: 408,
  code: 'too_many_requests',
  message: 'This picture arrived too slowly; use a better connection, or send a smaller one.',
  headers: { connection: 'close' },
}

export const problemAnswers: Readonly<Record<Extract<UploadOutcome, { ok: false }>['problem'], Answer>> = {
  drawing: {
    status: 415,
    code: 'photo_is_drawing',
  },
  unreadable: {
    status: 415,
    code: 'photo_unreadable',
    message: 'This picture cannot be read; send JPEG, PNG, WebP or GIF.',
  },
  too_many_pixels: {
    status: 422,
    code: 'photo_too_many_pixels',
    message: 'This picture has more pixels than the server takes; send a smaller one.',
  },
  quota: {
    status: 507,
    code: 'photo_quota',
  },
  busy,
}

function tooLarge(bytes: number): Answer {
  return {
    status: 413,
    code: 'photo_too_large',
    message: `A picture may have ${Math.floor(bytes / 1_048_576)} MB; send a smaller one.`,
  }
}
