import swagger from '@fastify/swagger'
import type { FastifyInstance, FastifySchema } from 'fastify'
import { ErrorSchema, NewBoardSchema } from '#shared/wire/http.ts'
import { createSecretHeader, templateSecretHeader } from '#shared/wire/secrets.ts'
import { tokenScopes } from '#shared/workshop/token-scope.ts'
import { BoardFileSchema } from '../board-file/board-file.ts'

interface Body {
  readonly consumes: string[]
  readonly body: object
}

const picture = { type: 'string', format: 'binary' } as const

const template = {
  type: 'object',
  description: 'A template, as in /schemas/template-1.json',
  additionalProperties: true,
} as const
const answers = {
  type: 'object',
  description: 'By the id of the question',
  additionalProperties: { anyOf: [{ type: 'string' }, { type: 'number' }] },
} as const
const description = 'The board begins with this agenda'

/** Descriptions of bodies that no schema of a route reads: they come as bytes, or have their own check. */
const bodies: Readonly<Record<string, Body>> = {
  'POST /api/boards/:id/photos': {
    consumes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'application/octet-stream'],
    body: picture,
  },
  'PUT /api/boards/:id/purpose-page/emblem': {
    consumes: ['image/jpeg', 'image/png', 'image/webp'],
    body: picture,
  },
  'POST /api/imports': { consumes: ['application/json'], body: BoardFileSchema },
  'POST /api/boards': {
    consumes: ['application/json'],
    body: {
      ...NewBoardSchema,
      properties: {
        ...NewBoardSchema.properties,
        agenda: {
          type: 'object',
          description,
          required: ['template', 'answers'],
          properties: { template, answers },
        },
      },
    },
  },
  'POST /api/templates': {
    consumes: ['application/json'],
    body: template,
  },
}

const createSecret = {
  [createSecretHeader]: {
    type: 'string',
    description: 'The secret of a server on which only people who know it open boards, percent-encoded',
  },
}
const revision = {
  'if-match': { type: 'string', description: 'The revision of the texts that the caller has read' },
}

/** Headers that routes read by themselves. */
const headers: Readonly<Record<string, object>> = {
  'GET /api/opening': createSecret,
  'POST /api/boards': createSecret,
  'POST /api/imports': createSecret,
  'POST /api/boards/:id/second': createSecret,
  'POST /api/boards/:id/checkpoints/:checkpoint/restore': createSecret,
  'GET /api/templates': createSecret,
  'POST /api/templates': createSecret,
  'GET /api/templates/:id': createSecret,
  'DELETE /api/templates/:id': {
    ...createSecret,
    [templateSecretHeader]: {
      type: 'string',
      description: 'The secret of the saved template, as the answer to POST /api/templates has it',
    },
  },
  'PUT /api/boards/:id/purpose-page/draft': revision,
  'POST /api/boards/:id/purpose-page/versions': revision,
}

const file = { schema: { type: 'string', format: 'binary' } }
const fileTypes = ['application/pdf', 'image/png', 'text/csv', 'text/markdown', 'application/json']

/** Descriptions of answers in bytes. */
const files: Readonly<Record<string, object>> = {
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

/**
 * A name for each operation, made of its method and address, so that no route can lack one: `getBoardLinks`,
 * `deleteBoardLink`. Generated clients name their functions after it, so it changes with the address alone.
 */
export function operationIdOf(method: string, url: string): string {
  const parts = url.split('/').filter((part) => part !== '' && part !== 'api')
  const words = parts.flatMap((part, index) => {
    if (part.startsWith(':')) return []
    const isOne = parts[index + 1]?.startsWith(':') === true
    if (!isOne) return part.split('-')
    return part.endsWith('s')
      ? part.slice(0, -1).split('-')
      : [...part.split('-'), parts[index + 1]?.slice(1) ?? '']
  })
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

/** Register it before the routes that it describes. */
export async function registerOpenApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    transform: ({ schema, url, route }) => {
      const method = [route.method].flat()[0] ?? ''
      const name = `${method} ${url}`
      const response = { ...responsesOf(schema, route.method), ...files[url] }
      const described = {
        operationId: operationIdOf(method, url),
        ...schema,
        ...bodies[name],
        ...(headers[name] && { headers: { type: 'object', properties: headers[name] } }),
        response,
      }
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
          ...Object.fromEntries(
            tokenScopes.map((scope) => [
              `token-${scope}`,
              {
                type: 'http' as const,
                scheme: 'bearer',
                description: `A token with the scope ${scope}, from POST /api/boards/{id}/tokens`,
              },
            ]),
          ),
        },
      },
    },
  })
  app.get('/api/openapi.json', { schema: { hide: true } }, (_request, reply) => reply.send(app.swagger()))
}
