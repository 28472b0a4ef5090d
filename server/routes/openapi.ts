import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'

/** What is read as bytes has no schema of its own: those who write against it are told here. */
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

/** To be registered before the routes it describes. */
export async function registerOpenApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    transform: ({ schema, url, route }) => {
      const body = route.method === 'POST' ? bodies[url] : undefined
      return { schema: body ? { ...schema, ...body } : schema, url }
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
