import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type, type TSchema, type TUnknown } from 'typebox'
import type { Language } from '#shared/board/document.ts'
import { ErrorSchema } from '#shared/wire/http.ts'
import {
  PublishedPageSchema,
  PublishWishSchema,
  PurposeDraftSchema,
  PurposePageSchema,
  PurposePreviewSchema,
  PurposePreviewWishSchema,
  SavedDraftSchema,
} from '#shared/wire/purpose-page.ts'
import { Operation, type BoardState } from '#shared/workshop/policy.ts'
import { isDay } from '#shared/text/calendar.ts'
import { faintColours, pageGrounds, purposeLimits } from '#shared/workshop/purpose-page.ts'
import type { Access } from '../access/access.ts'
import { pageAddress, type PageOrder, type PurposePages } from '../purpose/purpose-pages.ts'
import { RendererBusy, RenderTooLarge } from '../report/renderer.ts'
import { lineOf, originOf } from './address.ts'
import { sessionOrLine, boardRoute, senderOf, type Answers } from './board-route.ts'
import { problemAnswers } from './photos.ts'
import { receiveBody } from './receive-body.ts'
import { refuse, type TypedApp } from './refuse.ts'
import { knownZone } from './exports.ts'

export interface PurposePageServices {
  readonly access: Access
  readonly pages: PurposePages
  readonly publicUrl: string | null
  readonly boardFacts: (board: string) => Promise<{
    readonly language: Language
    readonly participants: number
    readonly state: BoardState
  }>
  /** Tells the people of the board which page is published; null: none is any more. */
  readonly tell: (board: string, page: string | null) => Promise<void>
}

const path = '/api/boards/:id/purpose-page'
const retryAfterSeconds = 2

/** The purpose page of a board, for its facilitators. */
export function registerPurposePage(app: TypedApp, services: PurposePageServices): void {
  registerTexts(app, services)
  registerPublishing(app, services)
  void app.register(async (scope: TypedApp) => registerEmblem(scope, services))
}

/** Nobody presses more often. A preview takes a second of CPU, a publication two. Not measured. */
const limitsOf = ({ access }: PurposePageServices, max: number) => ({
  rateLimit: { max, timeWindow: 60_000, keyGenerator: sessionOrLine(access) },
})

/** A route for facilitators who may publish now. */
function pageRoute<const Response extends Answers, Body extends TSchema = TUnknown>(
  { access, boardFacts }: PurposePageServices,
  forms: { readonly summary: string; readonly body?: Body; readonly response: Response },
) {
  return boardRoute(access, {
    ...forms,
    right: Operation.publishPurpose,
    barredIn: async (board) => (await boardFacts(board)).state,
    response: { 429: ErrorSchema, ...forms.response },
  })
}

function registerTexts(app: TypedApp, services: PurposePageServices): void {
  const { pages, publicUrl } = services
  app.get(
    path,
    {
      config: limitsOf(services, 120),
      ...pageRoute(services, {
        summary: 'The purpose page of the board: its texts, its address, its versions and its views by day',
        response: { 200: PurposePageSchema },
      }),
    },
    async (request, reply) => {
      const { id } = request.params
      const origin = originOf(request, publicUrl)
      return reply.send(await pages.state(id, (page) => origin + pageAddress(page)))
    },
  )

  app.put(
    `${path}/draft`,
    {
      bodyLimit: draftBytes,
      config: limitsOf(services, 120),
      ...pageRoute(services, {
        summary:
          'Keeps the texts of the next version, unless somebody else has kept others than those of If-Match. What is published stays as it is',
        body: PurposeDraftSchema,
        response: { 200: SavedDraftSchema, 412: ErrorSchema, 422: ErrorSchema, 428: ErrorSchema },
      }),
    },
    async (request, reply) => {
      const { id } = request.params
      const wanted = wantedRevision(request)
      if (wanted === undefined) return refuse(reply, 428, 'bad_request', noRevisionSentence)
      const { reviewOn } = request.body
      if (reviewOn !== null && !isDay(reviewOn)) return refuse(reply, 422, 'bad_request', noDaySentence)
      const [faint] = faintColours(request.body.colours)
      if (faint) {
        const message = `${faint.colour} has a contrast of ${faint.ratio} : 1 to the paper of the page (${pageGrounds.paper}), and words need 4.5 : 1; choose a darker colour.`
        return refuse(reply, 422, 'bad_request', message)
      }
      const revision = await pages.saveDraft(id, request.body, wanted)
      return revision === undefined ? refuse(reply, 412, 'page_edited') : reply.send({ revision })
    },
  )
}

/** The texts that the request was made from. Undefined: it does not say. */
function wantedRevision({ headers }: FastifyRequest): string | undefined {
  return headers['if-match']?.replaceAll(/^(?:W\/)?"|"$/g, '')
}

const noDaySentence = 'No calendar has this date; choose another one.'
const noRevisionSentence = 'Send the revision of the texts that you have changed as If-Match.'

/** Room for a draft at its limits, with letters of four bytes. */
const draftBytes = 1_048_576

/** Runs a job, or answers that the server is busy with files or has too little memory for this one. */
export async function unlessBusy<T>(reply: FastifyReply, job: () => Promise<T>): Promise<T | undefined> {
  try {
    return await job()
  } catch (error) {
    if (error instanceof RenderTooLarge) {
      refuse(reply, 422, 'export_too_large')
      return undefined
    }
    if (!(error instanceof RendererBusy)) throw error
    reply.header('retry-after', retryAfterSeconds)
    refuse(reply, 429, 'too_many_exports')
    return undefined
  }
}

/** A request names a host as its sender likes. Paper has that of PUBLIC_URL, or none. */
function printedAddressOf(publicUrl: string | null): (page: string) => string {
  return (page) => (publicUrl ?? '') + pageAddress(page)
}

function registerPublishing(app: TypedApp, services: PurposePageServices): void {
  const { pages, publicUrl } = services
  const printed = printedAddressOf(publicUrl)
  const orderOf = async (
    request: FastifyRequest,
    board: string,
    timeZone: string | undefined,
  ): Promise<PageOrder> => {
    const { participants, language } = await services.boardFacts(board)
    const from = { line: lineOf(request), board, participant: senderOf(request).participant.id }
    return { from, participants, zone: knownZone(timeZone), language }
  }
  app.post(
    `${path}/preview`,
    {
      config: limitsOf(services, 30),
      ...pageRoute(services, {
        summary: 'The page as it would be published now, to be looked at',
        body: PurposePreviewWishSchema,
        response: { 200: PurposePreviewSchema, 422: ErrorSchema },
      }),
    },
    async (request, reply) => {
      const { id } = request.params
      const order = await orderOf(request, id, request.body.timeZone)
      const preview = await unlessBusy(reply, async () => pages.preview(id, order))
      return preview ? reply.send(preview) : reply
    },
  )

  app.post(
    `${path}/versions`,
    {
      config: limitsOf(services, 10),
      ...pageRoute(services, {
        summary:
          'Publishes the page, with If-Match only the texts of that revision, with `seen` only the page of that preview. Each time makes a version, which stays as it is',
        body: PublishWishSchema,
        response: { 201: PublishedPageSchema, 409: ErrorSchema, 412: ErrorSchema, 422: ErrorSchema },
      }),
    },
    async (request, reply) => {
      const { id } = request.params
      const order = await orderOf(request, id, request.body.timeZone)
      const addressOf = (page: string): string => originOf(request, publicUrl) + pageAddress(page)
      const looked = { revision: wantedRevision(request), seen: request.body.seen }
      const outcome = await unlessBusy(reply, async () => pages.publish(id, order, printed, looked))
      switch (outcome?.kind) {
        case undefined:
          return reply
        case 'no sentence':
          return refuse(reply, 409, 'bad_request', noSentence)
        case 'unclaimed':
          return refuse(reply, 409, 'adoption_imported')
        case 'edited':
          return refuse(reply, 412, 'page_edited')
        case 'too many':
          return refuse(reply, 409, 'bad_request', tooManySentence)
        case 'published':
          request.log.info({ board: id, version: outcome.number }, 'a purpose page was published')
          await services.tell(id, outcome.id)
          return reply.code(201).send({ address: addressOf(outcome.id), number: outcome.number })
      }
    },
  )

  app.delete(
    path,
    {
      config: limitsOf(services, 30),
      ...pageRoute(services, {
        summary: 'Withdraws the page with all its versions. Its address then says so',
        response: { 204: Type.Null(), 404: ErrorSchema },
      }),
    },
    async (request, reply) => {
      const { id } = request.params
      if (!(await pages.withdraw(id))) return refuse(reply, 404, 'not_found', nothingSentence)
      request.log.info({ board: id }, 'a purpose page was withdrawn')
      await services.tell(id, null)
      return reply.code(204).send(null)
    },
  )
}

const nothingSentence = 'Nothing is published.'
const noSentence = 'The group has adopted no sentence yet, so there is nothing to publish.'
const tooManySentence = 'This page has as many versions as it may, so nothing was published.'

function registerEmblem(app: TypedApp, services: PurposePageServices): void {
  const { pages } = services
  const maxBytes = purposeLimits.emblemBytes
  // The content decides what a file is.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { bodyLimit: maxBytes }, (_request, payload, done) => done(null, payload))

  app.put(
    `${path}/emblem`,
    {
      bodyLimit: maxBytes,
      config: { isUpload: true, ...limitsOf(services, 20) },
      ...pageRoute(services, {
        summary: 'The emblem of the next version (PNG, JPEG or WebP as the body), drawn anew',
        response: {
          204: Type.Null(),
          408: ErrorSchema,
          413: ErrorSchema,
          415: ErrorSchema,
          422: ErrorSchema,
        },
      }),
    },
    async (request, reply) => {
      const { id } = request.params
      const parts: Buffer[] = []
      const outcome =
        request.body instanceof Readable
          ? await receiveBody(request.body, { maxBytes, take: (part) => void parts.push(part) })
          : 'whole'
      if (outcome === 'too large') return refuse(reply, 413, 'photo_too_large', tooLargeSentence)
      if (outcome === 'too slow') return refuse(reply, 408, 'too_many_requests', tooSlowSentence)
      if (outcome === 'cut off') return refuse(reply, 400, 'bad_request')
      const from = { line: lineOf(request), board: id, participant: senderOf(request).participant.id }
      const problem = await pages.putEmblem(id, from, Buffer.concat(parts))
      if (problem === 'gif') return refuse(reply, 415, 'photo_unreadable', unreadableSentence)
      if (!problem) return reply.code(204).send(null)
      const { status, code, message } = problemAnswers[problem]
      return refuse(reply, status, code, problem === 'unreadable' ? unreadableSentence : message)
    },
  )

  app.delete(
    `${path}/emblem`,
    {
      config: limitsOf(services, 20),
      ...pageRoute(services, {
        summary: 'Takes the emblem off the next version',
        response: { 204: Type.Null() },
      }),
    },
    async (request, reply) => {
      const { id } = request.params
      await pages.removeEmblem(id)
      return reply.code(204).send(null)
    },
  )
}

const tooLargeSentence = 'An emblem may have 2 MB; send a smaller one.'
const tooSlowSentence = 'This picture arrived too slowly; send it again.'
const unreadableSentence = 'This picture cannot be read; send PNG, JPEG or WebP.'
