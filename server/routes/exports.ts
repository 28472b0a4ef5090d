import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
// Lets a route's schema carry what OpenAPI shows (summary).
import '@fastify/swagger'
import { Type } from 'typebox'
import type { Language } from '#shared/board/document.ts'
import { ErrorSchema, ExportStateSchema, NewExportSchema } from '#shared/wire/http.ts'
import { Operation, type BoardState } from '#shared/workshop/policy.ts'
import { Role } from '#shared/workshop/role.ts'
import type { Access } from '../access/access.ts'
import type { NewTemporaryFolder } from '../basics/temporary-folders.ts'
import type { EvidenceFacts } from '../report/evidence-sections.ts'
import { ExportJobs } from '../report/export-jobs.ts'
import { contentDisposition, mediaTypes } from '../report/file-name.ts'
import { RendererBusy, type Renderer } from '../report/renderer.ts'
import type { ReplayInFile } from '../report/replay-file.ts'
import { lineOf } from './address.ts'
import { refusedByState, boardRoute, senderOf } from './board-route.ts'
import { refuse, sendRefused, type TypedApp } from './refuse.ts'

export interface ExportServices {
  readonly replayOf: (board: string) => Promise<ReplayInFile>
  readonly evidence: {
    readonly factsOf: (board: string) => Promise<EvidenceFacts>
    readonly sign: (data: Uint8Array) => Promise<Uint8Array>
  }
  /** The file of a report can be fetched. */
  readonly reportReady: (board: string, name: string) => void
  readonly newFolder: NewTemporaryFolder
  readonly renderer: Renderer
  readonly access: Pick<Access, 'sessionOf'>
  /** The durable state of a board as one Yjs update. */
  readonly snapshot: (board: string) => Promise<Uint8Array>
  /** Writes the photos of the board into an empty folder. Each file has the photo's id as its name. */
  readonly writePhotos: (board: string, folder: string) => Promise<void>
  readonly boardFacts: (board: string) => Promise<{
    readonly title: string
    readonly language: Language
    /** People who have joined with a facilitator or participant link. */
    readonly participants: number
    readonly state: BoardState
  }>
}

/** Most files are made within some seconds. Not measured. */
const retryAfterSeconds = 2

const PathSchema = Type.Object({ id: Type.String({ maxLength: 32 }), export: Type.String({ maxLength: 32 }) })

/** Exports a board as a file: start it, ask for its state, fetch it. Files are kept for some minutes. */
export function registerExports(app: TypedApp, services: ExportServices): void {
  const jobs = new ExportJobs(services.renderer, {
    newFolder: services.newFolder,
    onLeftBehind: (cause) => app.log.warn({ err: cause }, 'the file of an export could not be removed'),
  })
  app.addHook('onClose', () => jobs.close())

  app.post(
    '/api/boards/:id/exports',
    boardRoute(services.access, {
      right: Operation.exportBoard,
      summary: 'Starts making a file of the board',
      body: NewExportSchema,
      response: { 202: ExportStateSchema, 429: ErrorSchema, 404: ErrorSchema },
    }),
    async (request, reply) => {
      const { id } = request.params
      const session = senderOf(request)
      const facts = await services.boardFacts(id)
      // A replay as a file shows what the replay shows, to those who may see it.
      const right = request.body.format === 'replay' ? Operation.replayBoard : Operation.exportBoard
      const refused = refusedByState(session, right, facts.state)
      if (refused) return sendRefused(reply, refused)
      try {
        const state = jobs.start({
          board: id,
          line: lineOf(request),
          participant: session.participant.id,
          title: facts.title,
          format: request.body.format,
          paper: request.body.paper ?? 'one',
          language: request.body.language ?? facts.language,
          zone: knownZone(request.body.timeZone),
          participants: facts.participants,
          snapshot: () => services.snapshot(id),
          evidence: { facts: () => services.evidence.factsOf(id), sign: services.evidence.sign },
          replay: () => services.replayOf(id),
          writePhotos: async (folder) => services.writePhotos(id, folder),
          onReady: (name) => {
            if (request.body.format === 'report') services.reportReady(id, name)
          },
          onFailure: (error) => {
            // An export that was dropped for others is no fault.
            const level = error instanceof RendererBusy ? 'info' : 'error'
            request.log[level]({ board: id, err: error }, 'export failed')
          },
        })
        return await reply.code(202).send(state)
      } catch (error) {
        if (!(error instanceof RendererBusy)) throw error
        reply.header('retry-after', retryAfterSeconds)
        return refuse(reply, 429, 'too_many_exports')
      }
    },
  )

  app.get(
    '/api/boards/:id/exports/:export',
    boardRoute(services.access, {
      right: Operation.exportBoard,
      summary: 'How far the file is; an export that nobody asks for is cancelled after three minutes',
      params: PathSchema,
      response: { 200: ExportStateSchema, 404: ErrorSchema },
    }),
    async (request, reply) => {
      const { id, export: name } = request.params
      const state = jobs.state(id, name)
      if (!state) return refuse(reply, 404, 'not_found', goneSentence)
      return reply.send(state)
    },
  )

  registerMadeExports(app, services, jobs)
}

/** The end of an export that has begun, and its file. */
function registerMadeExports(
  app: TypedApp,
  services: Pick<ExportServices, 'access'>,
  jobs: ExportJobs,
): void {
  app.delete(
    '/api/boards/:id/exports/:export',
    boardRoute(services.access, {
      right: Operation.exportBoard,
      summary: 'Cancels an export, or deletes its file: one of your own, or any as a facilitator',
      params: PathSchema,
      response: { 204: Type.Null({ description: 'The export is gone' }), 404: ErrorSchema },
    }),
    async (request, reply) => {
      const { id, export: name } = request.params
      const session = senderOf(request)
      const by = session.role === Role.facilitator ? undefined : session.participant.id
      if (!jobs.cancel(id, name, by)) return refuse(reply, 404, 'not_found', goneSentence)
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/api/boards/:id/exports/:export/file',
    boardRoute(services.access, {
      right: Operation.exportBoard,
      summary: 'The file itself, once it is ready',
      params: PathSchema,
      response: {
        200: Type.Unsafe<Readable>({ type: 'string', format: 'binary' }),
        404: ErrorSchema,
      },
    }),
    async (request, reply) => {
      const { id, export: name } = request.params
      const file = jobs.file(id, name)
      if (!file) return refuse(reply, 404, 'not_found', goneSentence)
      return reply
        .type(mediaTypes[file.format])
        .header('content-disposition', contentDisposition(file.fileName))
        .header('content-length', file.size)
        .header('cache-control', 'no-store')
        .send(createReadStream(file.path))
    },
  )
}

/** Undefined for a zone that this server does not know: browsers may be newer. */
export function knownZone(timeZone: string | undefined): string | undefined {
  try {
    return timeZone === undefined
      ? undefined
      : new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
  } catch {
    // The export then uses the server's zone.
    return undefined
  }
}

const goneSentence = 'This file is not ready or has expired; export the board again.'
