import { Type } from 'typebox'
import type { FastifyReply } from 'fastify'
import { templateLimits } from '#shared/agenda/template.ts'
import { problemSentence, type TemplateProblem } from '#shared/agenda/problems.ts'
import { refusals } from '#shared/workshop/refusals.ts'
import { ErrorSchema } from '#shared/wire/http.ts'
import {
  SavedTemplateSchema,
  TemplateErrorSchema,
  TemplateListSchema,
  TemplatePathSchema,
} from '#shared/wire/templates.ts'
import { templateSecretHeader } from '#shared/wire/secrets.ts'
import { Bucket } from '../basics/bucket.ts'
import type { TemplateCheck } from '../templates/check-template.ts'
import type { Templates } from '../templates/templates.ts'
import { lineOf } from './address.ts'
import { admitting, type AdmitNewBoard } from './new-boards.ts'
import { refuse, type TypedApp } from './refuse.ts'

export interface TemplateServices {
  readonly templates: Templates
  readonly templateCheck: TemplateCheck
  /** Everybody who reaches the server may open boards. Then a template can be deleted with its secret alone. */
  readonly isOpenToAll: boolean
  /** Lets people who may open boards on this server pass. */
  readonly admitOpener: AdmitNewBoard
  /** The same, and counts what they save. */
  readonly admitNewBoard: AdmitNewBoard
}

/** Room for a template at its limit with the spaces of an export. */
export const templateBodyLimit = 3 * templateLimits.bytes

/** Templates: the list of the start page, each as a file, and those that people save here. */
export function registerTemplates(app: TypedApp, services: TemplateServices): void {
  const { templateCheck } = services
  app.get('/schemas/template-1.json', { schema: { hide: true } }, (_request, reply) =>
    reply.type('application/schema+json').send(JSON.stringify(templateCheck.schema)),
  )
  registerReading(app, services)
  registerSaving(app, services)
  registerDeleting(app, services)
}

function registerReading(app: TypedApp, { templates, admitOpener, isOpenToAll }: TemplateServices): void {
  app.get(
    '/api/templates',
    {
      onRequest: admitting(admitOpener),
      schema: {
        summary: 'The templates of this server, for people who may open boards',
        response: { 200: TemplateListSchema, 403: ErrorSchema, 429: ErrorSchema },
      },
    },
    async (_request, reply) =>
      reply.send({ templates: [...(await templates.list())], isShared: !isOpenToAll }),
  )

  // They are in the source. Who must sign in first sees them pale; saved ones are the house's.
  app.get(
    '/api/built-in-templates',
    {
      schema: {
        summary: 'The templates that come with the program, for everybody',
        response: { 200: TemplateListSchema },
      },
    },
    async (_request, reply) =>
      reply.send({
        templates: (await templates.list()).filter(({ isBuiltIn }) => isBuiltIn),
        isShared: false,
      }),
  )

  app.get(
    '/api/templates/:id',
    {
      onRequest: admitting(admitOpener),
      schema: {
        summary: 'A template as a file; its form is at /schemas/template-1.json',
        params: TemplatePathSchema,
        response: {
          200: Type.Unsafe<string>({ type: 'object', additionalProperties: true }),
          403: ErrorSchema,
          404: ErrorSchema,
          429: ErrorSchema,
        },
      },
    },
    async (request, reply) => {
      const text = await templates.textOf(request.params.id)
      if (text === undefined) return refuse(reply, 404, 'not_found', goneSentence)
      return reply.type('application/json').serializer(String).send(text)
    },
  )
}

/**
 * Where everybody may save templates, a network saves so many at once, and as many again in a day. To fill the server's two
 * hundred places takes it weeks. Not measured.
 */
const templatesOfLine = 10
const dayMs = 86_400_000
/** Lines that are counted at a time. */
const mostLines = 10_000

/** True when this line may save one more template now. */
function sharesOfLines(): (line: string) => boolean {
  const shares = new Map<string, Bucket>()
  return (line) => {
    const now = performance.now()
    const share = shares.get(line) ?? new Bucket((templatesOfLine * 1_000) / dayMs, templatesOfLine, now)
    shares.delete(line)
    shares.set(line, share)
    const [oldest] = shares.keys()
    if (shares.size > mostLines && oldest !== undefined) shares.delete(oldest)
    return share.take(1, now)
  }
}

function registerSaving(app: TypedApp, { templates, admitNewBoard, isOpenToAll }: TemplateServices): void {
  const mayTake = sharesOfLines()
  app.post(
    '/api/templates',
    {
      onRequest: admitting(admitNewBoard),
      bodyLimit: templateBodyLimit,
      schema: {
        summary: 'Saves a template on this server',
        body: Type.Unknown({ description: 'A template, as exported' }),
        response: {
          201: SavedTemplateSchema,
          400: TemplateErrorSchema,
          403: ErrorSchema,
          409: ErrorSchema,
          429: ErrorSchema,
        },
      },
    },
    async (request, reply) => {
      if (isOpenToAll && !mayTake(lineOf(request))) return refuse(reply, 429, 'template_share_used')
      const outcome = await templates.save(request.body)
      switch (outcome.kind) {
        case 'saved':
          return reply.code(201).send({ template: outcome.summary, secret: outcome.secret })
        case 'full':
          return refuse(reply, 409, 'too_many_templates')
        case 'wrong':
          return refuseTemplate(reply, outcome.problems)
      }
    },
  )
}

/** Nobody deletes more by hand. Not measured. */
const deletionsPerMinute = 30

function registerDeleting(app: TypedApp, { templates, admitOpener, isOpenToAll }: TemplateServices): void {
  app.delete(
    '/api/templates/:id',
    {
      config: { rateLimit: { max: deletionsPerMinute, timeWindow: 60_000 } },
      onRequest: admitting(admitOpener),
      schema: {
        summary:
          'Deletes a template that was saved here, on open servers with its secret. Boards that were opened with it keep theirs',
        params: TemplatePathSchema,
        response: { 204: Type.Null(), 403: ErrorSchema, 404: ErrorSchema, 429: ErrorSchema },
      },
    },
    async (request, reply) => {
      const said = [request.headers[templateSecretHeader]].flat()[0] ?? ''
      switch (await templates.delete(request.params.id, isOpenToAll ? said : null)) {
        case 'deleted':
          return reply.code(204).send(null)
        case 'unknown':
          return refuse(reply, 404, 'not_found', goneSentence)
        case 'not yours':
          return refuse(reply, 403, 'forbidden', otherBrowserSentence)
      }
    },
  )
}

/** Answers a template, or answers to its questions, with everything that is wrong. */
export function refuseTemplate(reply: FastifyReply, problems: readonly TemplateProblem[]): FastifyReply {
  const said = problems.map((problem) => ({ ...problem, message: problemSentence(problem) }))
  const [first] = said
  const message = first ? `${first.path === '' ? '' : `${first.path}: `}${first.message}` : undefined
  const { mayRetry } = refusals.template_invalid
  return reply.code(400).send({
    code: 'template_invalid',
    message: message ?? refusals.template_invalid.message,
    mayRetry,
    problems: said,
  })
}

const otherBrowserSentence = 'Only the browser that saved this template can delete it.'
const goneSentence = 'There is no such template on this server.'
