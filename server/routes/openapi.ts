import swagger from '@fastify/swagger'
import type { FastifyInstance, FastifySchema } from 'fastify'
import { ErrorSchema } from '#shared/wire/http.ts'

/** Descriptions of bodies that are read as bytes and have no schema. */
const bodies: Readonly<Record<string, { readonly consumes: string[]; readonly body: object }>> = {
  '/api/boards/:id/photos': {
    consumes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'application/octet-stream'],
    body: { type: 'string', format: 'binary' },
  },
  '/api/imports': {
    consumes: ['application/json'],
    body: { type: 'object', description: 'An exported board, as it is', additionalProperties: true },
  },
}

const file = { schema: { type: 'string', format: 'binary' } }
const fileTypes = ['application/pdf', 'image/png', 'text/csv', 'text/markdown', 'application/json']

/** Descriptions of answers in bytes. */
const answers: Readonly<Record<string, object>> = {
  '/api/boards/:id/exports/:export/file': {
    200: { description: 'The file', content: Object.fromEntries(fileTypes.map((type) => [type, file])) },
  },
}

/**
 * Adds answers that come before the route: to a malformed address, and to a body that is too large or no
 * JSON. Also adds the answer while the store cannot be reached.
 */
function responsesOf(schema: FastifySchema | undefined, method: string | readonly string[]): object {
  const mayHaveBody = ['POST', 'PUT', 'PATCH', 'DELETE'].some((name) => method.includes(name))
  return {
    ...((schema?.params !== undefined || mayHaveBody) && { 400: ErrorSchema }),
    ...(mayHaveBody && { 413: ErrorSchema, 415: ErrorSchema }),
    503: ErrorSchema,
    ...(typeof schema?.response === 'object' ? schema.response : {}),
  }
}

/** Register it before the routes that it describes. */
export async function registerOpenApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    transform: ({ schema, url, route }) => {
      const body = route.method === 'POST' ? bodies[url] : undefined
      const response = { ...responsesOf(schema, route.method), ...answers[url] }
      const described = { ...schema, ...body, response }
      return { schema: schema ? described : schema, url }
    },
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Boussole',
        description:
          'Boards, links, sessions and exports. The board itself is synchronised over a websocket at /ws/{board} with ' +
          'the protocol of y-websocket; subprotocols: board.v1 and the session secret.',
        version: '1.0.0',
      },
      components: {
        securitySchemes: {
          session: { type: 'http', scheme: 'bearer', description: 'The session from POST /api/sessions' },
        },
      },
    },
  })
  app.get('/api/openapi.json', { schema: { hide: true } }, (_request, reply) => reply.send(app.swagger()))
}
