import type { Socket } from 'node:net'
import type { ConnectionError, FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refusals } from '#shared/workshop/refusals.ts'
import { StoreError } from '../contracts/store-error.ts'
import { refuse } from './refuse.ts'

/** Gives every error one shape, without anything that the client may not know. Unknown addresses: pages.ts. */
export function registerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error.validation) return refuse(reply, 400, 'bad_request', sentenceFor(error))
    if (error instanceof StoreError && error.kind === 'damage') {
      request.log.error({ err: error }, 'what was asked for is damaged')
      return refuse(reply, 500, 'damaged')
    }
    if (error instanceof StoreError || error.statusCode === 503) {
      request.log.error({ err: error }, 'boards cannot be saved or read')
      return refuse(
        reply,
        503,
        'store_unavailable',
        'Boards cannot be saved or read at the moment; try again in a minute.',
      )
    }
    const status = error.statusCode ?? 500
    if (status === 429) {
      return refuse(
        reply,
        429,
        'too_many_requests',
        'Too many requests came from your network; wait a minute.',
      )
    }
    if (status === 413) return refuse(reply, 413, 'too_large', 'What was sent is too large.')
    if (status >= 400 && status < 500) return refuseBadRequest(reply, status)
    request.log.error({ err: error }, 'a request failed')
    return refuse(reply, 500, 'internal', 'Something went wrong on the server; try again.')
  })

  // Node's own answer would have a status alone.
  app.server.on('checkExpectation', (_request, response) => {
    const headers = { 'content-type': mediaType, 'content-length': Buffer.byteLength(badRequestBody) }
    response.writeHead(417, headers).end(badRequestBody)
  })
}

/** For requests that reach no route. */
const badRequestBody = JSON.stringify({ code: 'bad_request', ...refusals.bad_request })
const mediaType = 'application/json; charset=utf-8'

export function refuseBadRequest(reply: FastifyReply, status = 400): FastifyReply {
  return refuse(reply, status, 'bad_request')
}

/** A malformed address reaches no route, so nobody else would end the socket of an upgrade request. */
export function answerBrokenAddress(request: FastifyRequest, reply: FastifyReply): void {
  const { headers, socket } = request.raw
  if (headers.upgrade !== undefined) reply.raw.once('finish', () => socket.destroySoon())
  void refuseBadRequest(reply)
}

/** Answers bytes that are no HTTP. */
export function answerBrokenRequest(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nContent-Type: ${mediaType}\r\nConnection: close\r\n` +
      `Content-Length: ${Buffer.byteLength(badRequestBody)}\r\n\r\n${badRequestBody}`,
  )
}

/** Names the part of the request that breaks a rule, without repeating its content. */
function sentenceFor({ validation, validationContext }: FastifyError): string {
  const first = validation?.[0]
  const where = { params: 'the address', querystring: 'the query', headers: 'the headers' }
  const part = where[validationContext as keyof typeof where] ?? 'the request'
  const field = first?.instancePath.slice(1).replaceAll('/', '.')
  const subject = field ? `"${field}" in ${part}` : part
  return `${subject.charAt(0).toUpperCase()}${subject.slice(1)} ${first?.message ?? 'is not valid'}.`
}
