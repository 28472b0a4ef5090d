// Lets a route's configuration carry its limit.
import '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Language } from '#shared/board/document.ts'
import { ErrorCode } from '#shared/wire/error.ts'
import { CreatedBoardSchema, ErrorSchema, type CreatedBoard } from '#shared/wire/http.ts'
import { RendererBusy, type Renderer } from '../report/renderer.ts'
import { refuse } from './refuse.ts'

export interface ImportServices {
  readonly renderer: Renderer
  /** Creates a board whose document is `update` (title and language are in it too), with its three links. */
  readonly createBoard: (
    board: { readonly title: string; readonly language: Language; readonly update: Uint8Array },
    request: FastifyRequest,
  ) => Promise<CreatedBoard>
  /** New boards a minute, by address. */
  readonly limit: number
}

/** Bytes of a board file: 10,000 notes of 500 characters are about 7 MB. */
export const importLimit = 20 * 1024 * 1024

/** POST /api/imports: a board file becomes a new board; the answer is that of POST /api/boards. */
export function registerImports(app: FastifyInstance, services: ImportServices): void {
  void app.register(async (scope) => {
    // The body stays bytes: parsing and checking 20 MB belongs to the other process, not to the relay's.
    scope.removeContentTypeParser('application/json')
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'buffer', bodyLimit: importLimit },
      (_request, body, done) => done(null, body),
    )
    scope.post(
      '/api/imports',
      {
        bodyLimit: importLimit,
        config: { rateLimit: { max: services.limit, timeWindow: 60_000 } },
        schema: {
          summary: 'Creates a board from an exported one (format json)',
          response: { 201: CreatedBoardSchema, 400: ErrorSchema, 413: ErrorSchema, 429: ErrorSchema },
        },
      },
      async (request, reply) => {
        const file = request.body
        if (!Buffer.isBuffer(file)) {
          return refuse(reply, 400, ErrorCode.importInvalid, 'Send the exported JSON file as the body.')
        }
        try {
          const board = await services.renderer.importFrom({ kind: 'import', file })
          if (!board.ok) return refuse(reply, 400, ErrorCode.importInvalid, board.problem)
          return await reply
            .code(201)
            .send(
              await services.createBoard(
                { title: board.title, language: board.language, update: board.update },
                request,
              ),
            )
        } catch (error) {
          if (!(error instanceof RendererBusy)) throw error
          return refuse(
            reply,
            429,
            ErrorCode.tooMany,
            'Other files are being worked on; try again in a minute.',
          )
        }
      },
    )
  })
}
