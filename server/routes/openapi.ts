import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'

/** To be registered before the routes it describes. */
export async function registerOpenApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
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
