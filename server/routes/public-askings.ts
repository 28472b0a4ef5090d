import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type, type TSchema, type TUnknown } from 'typebox'
import type { PublicAbout } from '#shared/asking/public.ts'
import { ErrorSchema, type BoardPathSchema } from '#shared/wire/http.ts'
import {
  AskingDatesSchema,
  AskingPathSchema,
  AskingsSchema,
  NewAskingSchema,
  OpenedAskingSchema,
  PublicAnswerSchema,
  type NewAsking,
} from '#shared/wire/public-asking.ts'
import { isUnclaimed } from '#shared/board/adoptions.ts'
import type { Adoption } from '#shared/workshop/adoption.ts'
import { Operation, type BoardState } from '#shared/workshop/policy.ts'
import type { Access } from '../access/access.ts'
import { isPossible, strangersAbout, type PublicAskings } from '../purpose/public-askings.ts'
import { askingAddress } from '../purpose/purpose-pages.ts'
import type { PurposeSource } from '../board-file/purpose-content.ts'
import { lineOf, originOf } from './address.ts'
import { refusedByState, sessionOrLine, boardRoute, senderOf, type Answers } from './board-route.ts'
import { preferredLanguage, unknown, unlisted, wantedLanguage } from './purpose.ts'
import { refuse, sendRefused, type TypedApp } from './refuse.ts'

export interface PublicAskingServices {
  readonly access: Access
  readonly askings: PublicAskings
  readonly publicUrl: string | null
  /** The adopted sentence with the answers to its last question of consent. */
  readonly adopted: (
    board: string,
  ) => Promise<
    | { readonly adoption: Adoption; readonly counts: readonly number[] | null; readonly state: BoardState }
    | undefined
  >
  /** The people of the map with their agreed needs. Undefined: the request was answered already. */
  readonly people: (
    request: FastifyRequest,
    reply: FastifyReply,
    board: string,
    participant: string,
  ) => Promise<PurposeSource['people'] | undefined>
  readonly randomBytes: (count: number) => Uint8Array
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const path = '/api/boards/:id/askings'

/** Questions to people outside the board: facilitators make their links, and everybody who has one can answer. */
export function registerPublicAskings(app: TypedApp, services: PublicAskingServices): void {
  registerLinks(app, services)
  registerEnds(app, services)
  registerAnswers(app, services)
}

/** A route for facilitators. */
function askingRoute<
  const Response extends Answers,
  Params extends TSchema = typeof BoardPathSchema,
  Body extends TSchema = TUnknown,
>(
  services: PublicAskingServices,
  forms: {
    readonly summary: string
    readonly params?: Params
    readonly body?: Body
    readonly response: Response
  },
) {
  const { access } = services
  return {
    config: { rateLimit: { max: 120, timeWindow: 60_000, keyGenerator: sessionOrLine(access) } },
    ...boardRoute(access, {
      ...forms,
      right: Operation.publishPurpose,
      response: { 429: ErrorSchema, ...forms.response },
    }),
  }
}

function registerLinks(app: TypedApp, services: PublicAskingServices): void {
  const { askings, publicUrl, now } = services
  const addressOf = (request: FastifyRequest) => (id: string) =>
    originOf(request, publicUrl) + askingAddress(id)

  app.get(
    path,
    askingRoute(services, {
      summary: 'The questions to people outside the board: their addresses, dates and results',
      response: { 200: AskingsSchema },
    }),
    async (request, reply) => {
      const { id } = request.params
      return reply.send({ askings: [...(await askings.of(id, addressOf(request)))] })
    },
  )

  app.post(
    path,
    askingRoute(services, {
      summary: 'Makes a link by which people outside the board are asked about its adopted sentence',
      body: NewAskingSchema,
      response: { 201: OpenedAskingSchema, 409: ErrorSchema, 422: ErrorSchema },
    }),
    async (request, reply) => {
      const { id } = request.params
      const { subject, opens, closes } = request.body
      const session = senderOf(request)
      if (!isPossible({ opens, closes }, now())) return refuse(reply, 422, 'bad_request', datesSentence)
      const found = await services.adopted(id)
      if (!found) return refuse(reply, 409, 'bad_request', noSentence)
      const refused = refusedByState(session, Operation.publishPurpose, found.state)
      if (refused) return sendRefused(reply, refused)
      if (isUnclaimed(found.adoption)) return refuse(reply, 409, 'adoption_imported')
      const about = await aboutOf(services, subject, found, async () =>
        services.people(request, reply, id, session.participant.id),
      )
      if (reply.sent) return reply
      if (!about) return refuse(reply, 422, 'bad_request', incompleteSentence)
      const asking = await askings.open(id, about, { opens, closes })
      if (!asking) return refuse(reply, 409, 'bad_request', tooManySentence)
      return reply.code(201).send(askings.stateOf(asking, addressOf(request)))
    },
  )
}

/** Dates, an early end, and the removal of one. */
function registerEnds(app: TypedApp, services: PublicAskingServices): void {
  const { askings, now } = services
  app.put(
    `${path}/:asking/dates`,
    askingRoute(services, {
      summary: 'Moves the dates of a question that is not closed',
      params: AskingPathSchema,
      body: AskingDatesSchema,
      response: { 204: Type.Null(), 404: ErrorSchema, 422: ErrorSchema },
    }),
    async (request, reply) => {
      const { id, asking } = request.params
      if (!isPossible(request.body, now())) return refuse(reply, 422, 'bad_request', datesSentence)
      if (await askings.move(id, asking, request.body)) return reply.code(204).send(null)
      return refuse(reply, 404, 'not_found', noneSentence)
    },
  )

  for (const [method, url, summary, act] of [
    [
      'POST',
      `${path}/:asking/close`,
      'Closes a question now: it is counted once',
      askings.close.bind(askings),
    ],
    ['DELETE', `${path}/:asking`, 'Removes a question with all its answers', askings.remove.bind(askings)],
  ] as const)
    app.route({
      method,
      url,
      ...askingRoute(services, {
        summary,
        params: AskingPathSchema,
        response: { 204: Type.Null(), 404: ErrorSchema },
      }),
      handler: async (request, reply) => {
        const { id, asking } = request.params
        if (await act(id, asking)) return reply.code(204).send(null)
        return refuse(reply, 404, 'not_found', noneSentence)
      },
    })
}

/** The subject with the words of the board. Undefined: something is missing, or two sentences are the same. */
async function aboutOf(
  { randomBytes }: PublicAskingServices,
  subject: NewAsking['subject'],
  { adoption, counts }: NonNullable<Awaited<ReturnType<PublicAskingServices['adopted']>>>,
  peopleOf: () => Promise<PurposeSource['people'] | undefined>,
): Promise<PublicAbout | undefined> {
  const { text, language, at } = adoption
  switch (subject.kind) {
    case 'strangers':
      return strangersAbout(subject, adoption, randomBytes)
    case 'pulse':
      return { kind: 'pulse', language, sentence: text, day: counts && { at, counts } }
    case 'needs': {
      const person = (await peopleOf())?.find(({ id }) => id === subject.person)
      if (!person || person.needs.length === 0) return undefined
      return { kind: 'needs', language, who: person.who, needs: person.needs }
    }
  }
}

const datesSentence = 'A question closes in the future, after it opens, and within two years.'
const noSentence = 'The group has adopted no sentence yet, so there is nothing to ask about.'
const incompleteSentence = 'Something is missing, or two of the sentences are the same.'
const tooManySentence = 'This board has as many questions as it may; remove one of them first.'
const noneSentence = 'There is no such question on this board, or it is closed.'

/** A hall opens the page at once, behind one address. Not measured. */
const pagesPerMinute = 600
/** An office of 200 people answers at once behind one address, and strangers send twice. One line fills a question in hours. */
const answersPerHour = 400
const minuteMs = 60_000
/** Room for all words of a sentence and a line. */
const answerBytes = 16_384

function registerAnswers(app: TypedApp, { askings }: PublicAskingServices): void {
  const limited = (max: number, timeWindow: number) => ({
    rateLimit: { max, timeWindow, keyGenerator: (request: FastifyRequest) => lineOf(request) },
  })
  app.get<{ Params: { readonly asking: string } }>(
    askingAddress(':asking'),
    { config: limited(pagesPerMinute, minuteMs), schema: { hide: true } },
    async (request, reply) => {
      const language = wantedLanguage(request) ?? preferredLanguage(request)
      const page = await askings.page(request.params.asking, language)
      if (!page) return unknown(reply)
      return reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('vary', 'accept-language')
        .header('x-robots-tag', unlisted)
        .header('content-security-policy', policyOf(page.style, page.script))
        .header('x-frame-options', page.script === null ? 'SAMEORIGIN' : 'DENY')
        .send(page.html)
    },
  )
  app.post(
    askingAddress(':asking'),
    {
      bodyLimit: answerBytes,
      config: limited(answersPerHour, 60 * minuteMs),
      schema: { hide: true, params: Type.Object({ asking: Type.String() }), body: PublicAnswerSchema },
    },
    async (request, reply) => {
      const { secret, answers } = request.body
      reply.header('cache-control', 'no-store').header('x-robots-tag', unlisted)
      switch (await askings.answer(request.params.asking, secret, answers)) {
        case 'kept':
          return reply.code(204).send()
        case 'over':
          return refuse(reply, 409, 'bad_request', 'This question is closed, so your answer was not counted.')
        case 'full':
          return refuse(reply, 507, 'bad_request', 'So many have answered that no more answers are taken.')
        case 'bad':
          return refuse(reply, 422, 'bad_request')
        case 'unknown':
          return refuse(reply, 404, 'not_found', 'There is no such question.')
      }
    },
  )
}

/** Its one style and its one program, and requests to this server alone. Only a result may stand in a frame of ours. */
function policyOf(style: string, script: string | null): string {
  const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  return [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    ...(script === null ? [] : [`script-src ${hashOf(script)}`, "connect-src 'self'"]),
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${script === null ? "'self'" : "'none'"}`,
  ].join('; ')
}
