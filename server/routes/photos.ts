import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { BaseRefusalCode } from '#shared/workshop/refusals.ts'
import { BoardPathSchema, ErrorSchema, PhotoPathSchema, StoredPhotoSchema } from '#shared/wire/http.ts'
import type { Access } from '../access/access.ts'
import type { Session } from '../contracts/session.ts'
import type { UploadOutcome, Photos } from '../photos/photos.ts'
import { createUploadLimits, type Upload } from '../photos/upload-limits.ts'
import { lineOf } from './address.ts'
import { admit } from './bearer.ts'
import { refuseBadRequest } from './errors.ts'
import { receiveBody, type Received } from './receive-body.ts'
import { refuse } from './refuse.ts'
import type { TypedApp } from './typed-app.ts'

export interface PhotoServices {
  readonly access: Access
  readonly photos: Photos
  /** Bytes of one picture as it is sent. */
  readonly fileBytes: number
  /** Counts what was refused, by the code of the error. */
  readonly refused: (code: string) => void
}

/** A picture that is being received, and who sends it. */
interface Incoming {
  readonly session: Session
  readonly upload: Upload
}

const security = [{ session: [] }]
const refusals = { 400: ErrorSchema, 401: ErrorSchema, 403: ErrorSchema, 503: ErrorSchema }

/** Pictures of notes: sent as they are, given back as they are kept. */
export function registerPhotos(app: TypedApp, services: PhotoServices): void {
  registerReading(app, services)
  void app.register(async (scope: TypedApp) => registerSending(scope, services))
}

function registerSending(app: TypedApp, { access, photos, fileBytes, refused }: PhotoServices): void {
  const incoming = new WeakMap<FastifyRequest, Incoming>()
  const limits = createUploadLimits(() => performance.now())
  const say = (
    reply: FastifyReply,
    status: number,
    code: BaseRefusalCode,
    message?: string,
  ): FastifyReply => {
    refused(code)
    return refuse(reply, status, code, message)
  }

  // Whatever it says it is: what it is decides its content.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { bodyLimit: fileBytes }, (_request, payload, done) => done(null, payload))
  app.setErrorHandler((error: { readonly statusCode?: number }, _request, reply) => {
    if (error.statusCode !== 413) throw error
    return say(reply, 413, 'photo_too_large', tooLargeSentence(fileBytes))
  })
  app.addHook('onResponse', async (request) => incoming.get(request)?.upload.done())
  app.addHook('onRequestAbort', async (request) => incoming.get(request)?.upload.done())

  app.post(
    '/api/boards/:id/photos',
    {
      bodyLimit: fileBytes,
      // Before the body is read: strangers send nothing into memory.
      onRequest: async (request, reply) => {
        const { id } = request.params
        const session = await admit(access, request, reply, id)
        if (!session) return reply
        const barrier = await photos.barrier(session)
        if (barrier) return say(reply, 403, barrier)
        const length = Number(request.headers['content-length'] ?? fileBytes)
        if (length > fileBytes) return say(reply, 413, 'photo_too_large', tooLargeSentence(fileBytes))
        // The picture stays in the network as long as others fill the room.
        const upload = await limits.admit(id, session.participant.id, length)
        if (request.raw.destroyed) upload?.done()
        if (!upload) return say(reply.header('retry-after', 5), 429, 'too_many_requests', busySentence)
        incoming.set(request, { session, upload })
        return undefined
      },
      schema: {
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
      },
    },
    async (request, reply) => {
      const from = incoming.get(request)
      if (!from) throw new Error('a picture came without its sender')
      const { body } = request
      if (!(body instanceof Readable)) return say(reply, 415, 'photo_unreadable', unreadableSentence)
      const parts: Buffer[] = []
      const received = await receiveBody(body, {
        most: fileBytes,
        take: (part) => {
          parts.push(part)
          return from.upload.arrived(part.byteLength)
        },
      })
      if (received !== 'whole') return refuseReceived(received)
      const picture = Buffer.concat(parts)
      // It may wait for long, and would do so twice.
      parts.length = 0
      if (picture.byteLength === 0) return say(reply, 415, 'photo_unreadable', unreadableSentence)
      const kept = await photos.keep(from.session, lineOf(request), picture)
      return kept.ok ? reply.code(201).send({ photo: kept.photo }) : refuseKept(kept.problem)

      function refuseReceived(how: Exclude<Received, 'whole'>): FastifyReply {
        switch (how) {
          case 'too large':
            return say(reply, 413, 'photo_too_large', tooLargeSentence(fileBytes))
          case 'too slow':
            return say(reply.header('connection', 'close'), 408, 'too_many_requests', slowSentence)
          case 'cut off':
            return refuseBadRequest(reply)
        }
      }

      function refuseKept(problem: Extract<UploadOutcome, { ok: false }>['problem']): FastifyReply {
        switch (problem) {
          case 'drawing':
            return say(reply, 415, 'photo_is_drawing')
          case 'unreadable':
            return say(reply, 415, 'photo_unreadable', unreadableSentence)
          case 'too_many_pixels':
            return say(
              reply,
              422,
              'photo_too_many_pixels',
              'This picture has more pixels than the server takes; send a smaller one.',
            )
          case 'quota':
            return say(reply, 507, 'photo_quota')
          case 'busy':
            return say(reply.header('retry-after', 5), 429, 'too_many_requests', busySentence)
        }
      }
    },
  )
}

function registerReading(app: TypedApp, { access, photos }: PhotoServices): void {
  app.get(
    '/api/boards/:id/photos/:photo',
    {
      schema: {
        summary: 'A picture that stands on the board, or is the caller’s own',
        security,
        params: PhotoPathSchema,
        response: {
          200: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }),
          404: ErrorSchema,
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const { id, photo } = request.params
      const session = await admit(access, request, reply, id)
      if (!session) return reply
      const stored = await photos.read(session, photo)
      if (!stored) return refuse(reply, 404, 'not_found', 'This picture is not on the board.')
      const { type, data } = stored
      return reply
        .type(type)
        .header(
          'content-disposition',
          `attachment; filename="photo.${type === 'image/webp' ? 'webp' : 'jpg'}"`,
        )
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cache-control', 'private, max-age=31536000, immutable')
        .header('vary', 'authorization')
        .send(Buffer.from(data.buffer, data.byteOffset, data.byteLength))
    },
  )
}

const busySentence = 'Too many pictures arrive at once; send this one again in a moment.'
const slowSentence = 'This picture arrived too slowly; use a better connection, or send a smaller one.'
const unreadableSentence = 'This picture cannot be read; send JPEG, PNG, WebP or GIF.'

function tooLargeSentence(bytes: number): string {
  return `A picture may have ${Math.floor(bytes / 1_048_576)} MB; send a smaller one.`
}
