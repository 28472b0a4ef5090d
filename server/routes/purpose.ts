import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Language } from '#shared/board/document.ts'
import type { PurposeFile } from '../contracts/purpose-pages.ts'
import { keyInBrief, type EvidenceKey } from '../purpose/evidence-key.ts'
import type { PurposeDocument } from '../purpose/page-html.ts'
import { withdrawnHtml } from '../purpose/page-html.ts'
import {
  previewDocument,
  publishedDocument,
  type PageReader,
  type PurposePages,
} from '../purpose/purpose-pages.ts'
import { purposeOutput } from '../report/purpose-output.ts'
import { accepts } from './assets.ts'
import { allowFrames, type PublicPlace } from './headers.ts'
import { readsFrench } from './pages.ts'
import type { TypedApp } from './refuse.ts'

const pack = promisify(gzip)

/** Of files that a hall asks for at once. Not measured: some 100 kB each at most. */
const mostKept = 16

/** Packs files beside the loop, and each of the last ones once: strangers ask for them as often as they like. */
export class Packed {
  readonly #kept = new Map<string, Promise<Buffer>>()

  /** `hash`: of the data. */
  of(hash: string, data: Uint8Array): Promise<Buffer> {
    const known = this.#kept.get(hash)
    if (known) return known
    const packed = pack(data)
    this.#kept.set(hash, packed)
    for (const [oldest] of this.#kept) if (this.#kept.size > mostKept) this.#kept.delete(oldest)
    packed.catch(() => this.#kept.delete(hash))
    return packed
  }
}

/** A hall opens the page at once, behind one address. Not measured. */
const pagesPerMinute = 1_200
/** Letters, emblem and paper of as many readers. */
const filesPerMinute = 3_000

interface PageTools {
  readonly pages: PurposePages
  readonly place: PublicPlace
  /** The key with which this server signs evidence. */
  readonly keyInBrief: () => Promise<string>
}

/** A page and a file, under their own address or that of a version. */
interface PagePath {
  readonly id: string
  readonly number?: string
  readonly name?: string
}

/**
 * Published purpose pages, for everybody who has the address. They need no script, and set no cookie. They are listed
 * nowhere. The house's own pages may show them in a frame.
 */
export function registerPurpose(
  app: TypedApp,
  pages: PurposePages,
  key: Pick<EvidenceKey, 'publicKey'>,
  place: PublicPlace,
): void {
  const reads: PageTools = { pages, place, keyInBrief: async () => keyInBrief(await key.publicKey()) }
  const onSend = (_request: FastifyRequest, reply: FastifyReply, _payload: unknown, next: () => void) => {
    // An unknown address shows a page of the interface, which leads on.
    if (reply.statusCode !== 404) allowFrames(reply, place.embedOrigins)
    next()
  }
  const page = { config: limited(pagesPerMinute), schema: { hide: true }, onSend }
  const file = { config: limited(filesPerMinute), schema: { hide: true }, onSend }

  app.get<{ Params: PagePath }>('/purpose/:id', page, (request, reply) => answer(request, reply, reads))
  app.get<{ Params: PagePath }>('/purpose/:id/v/:number', page, (request, reply) =>
    answer(request, reply, reads),
  )
  app.get<{ Params: PagePath }>('/purpose/:id/v/:number/:name', file, async (request, reply) => {
    const { id, number = '', name = '' } = request.params
    return sendFile(request, reply, await pages.file(id, numberOf(number), name))
  })
  app.get<{ Params: PagePath }>('/purpose/:id/welcome', page, (request, reply) =>
    answerWelcome(request, reply, reads),
  )
  app.get<{ Params: PagePath }>('/purpose/:id/v/:number/welcome', page, (request, reply) =>
    answerWelcome(request, reply, reads),
  )
  registerPreviews(app, pages, place)
}

function limited(max: number): object {
  return { rateLimit: { max, timeWindow: 60_000 } }
}

/** The page, or its sheet of paper when the address ends with ".pdf". */
async function answer(
  request: FastifyRequest<{ Params: PagePath }>,
  reply: FastifyReply,
  { pages, place, keyInBrief: brief }: PageTools,
): Promise<FastifyReply> {
  const { id, number: wanted } = request.params
  const last = wanted ?? id
  const isPaper = last.endsWith('.pdf')
  const plain = isPaper ? last.slice(0, -4) : last
  const page = wanted === undefined ? plain : id
  const number = wanted === undefined ? null : numberOf(plain)
  const found = await pages.find(page, number)
  if (found === undefined) return unknown(reply)
  if (found === null) return sendWithdrawn(request, reply)
  const document = publishedDocument(page, found, { ...readerOf(request, place), key: await brief() })
  if (isPaper) {
    return sendFile(
      request,
      reply,
      await pages.file(page, found.number, purposeOutput.paper(document.language)),
    )
  }
  if (number === null && request.method === 'GET') pages.views.add(page)
  return sendDocument(request, reply, document, { isPreview: false })
}

/** The page for somebody's first day. */
async function answerWelcome(
  request: FastifyRequest<{ Params: PagePath }>,
  reply: FastifyReply,
  { pages, place, keyInBrief: brief }: PageTools,
): Promise<FastifyReply> {
  const { id, number } = request.params
  const found = await pages.find(id, number === undefined ? null : numberOf(number))
  if (found === null) return sendWithdrawn(request, reply)
  const key = await brief()
  const document = found && publishedDocument(id, found, { ...readerOf(request, place), key }).welcome()
  if (!document) return unknown(reply)
  if (number === undefined && request.method === 'GET') pages.views.add(id)
  return sendDocument(request, reply, document, { isPreview: false })
}

function registerPreviews(app: TypedApp, pages: PurposePages, place: PublicPlace): void {
  const options = { config: limited(pagesPerMinute), schema: { hide: true } }
  app.get<{ Params: { readonly token: string } }>('/purpose/preview/:token', options, (request, reply) => {
    const { token } = request.params
    const preview = pages.findPreview(token)
    if (!preview) return unknown(reply)
    const document = previewDocument(token, preview.content, readerOf(request, place))
    return sendDocument(request, reply, document, { isPreview: true })
  })
  app.get<{ Params: { readonly token: string; readonly name: string } }>(
    '/purpose/preview/:token/:name',
    options,
    (request, reply) => {
      const { token, name } = request.params
      const preview = pages.findPreview(token)
      if (preview && name === 'welcome') {
        const page = previewDocument(token, preview.content, readerOf(request, place)).welcome()
        return page ? sendDocument(request, reply, page, { isPreview: true }) : unknown(reply)
      }
      reply.header('cache-control', 'no-store')
      return sendFile(
        request,
        reply,
        preview?.files.find((file) => file.name === name),
      )
    },
  )
}

/** Nothing may run, and nothing may come from elsewhere. `style`: the one style of the document. */
function policyOf(style: string, isPreview: boolean): string {
  const hash = createHash('sha256').update(style).digest('base64')
  return [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    "img-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${isPreview ? "'self'" : "'none'"}`,
  ].join('; ')
}

async function sendDocument(
  request: FastifyRequest,
  reply: FastifyReply,
  { html, style }: PurposeDocument,
  { isPreview }: { readonly isPreview: boolean },
): Promise<FastifyReply> {
  reply
    .header('vary', 'accept-encoding, accept-language')
    .header('content-security-policy', policyOf(style, isPreview))
  if (isPreview) reply.header('x-frame-options', 'SAMEORIGIN').header('cache-control', 'no-store')
  return sendKept(request, reply, 'text/html; charset=utf-8', Buffer.from(html))
}

async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  file: PurposeFile | null | undefined,
): Promise<FastifyReply> {
  if (file === null) return sendWithdrawn(request, reply)
  if (!file) return unknown(reply)
  const data = Buffer.from(file.data.buffer, file.data.byteOffset, file.data.byteLength)
  reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
  if (file.type === 'application/pdf') reply.header('content-disposition', `inline; filename="${file.name}"`)
  return sendKept(request, reply, file.type, data)
}

/**
 * Sends what browsers keep, or that it is unchanged. They ask each time: a page can be withdrawn at any moment. A preview
 * they do not keep.
 */
async function sendKept(
  request: FastifyRequest,
  reply: FastifyReply,
  type: string,
  data: Buffer,
): Promise<FastifyReply> {
  const { headers } = request
  const isPacked = packedTypes.test(type) && accepts(headers['accept-encoding'] ?? '', 'gzip')
  const hash = createHash('sha256').update(data).digest('base64url').slice(0, 22)
  const tag = `"${hash}${isPacked ? '-gzip' : ''}"`
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-cache')
  reply.header('etag', tag).header('x-robots-tag', unlisted)
  if (isKnown(request, tag)) return reply.code(304).send()
  reply.type(type)
  if (!isPacked) return reply.send(data)
  const bytes = await packed.of(hash, data)
  return reply.header('content-encoding', 'gzip').send(bytes)
}

const packed = new Packed()

/** Letters, pictures and sheets of paper are packed already. */
const packedTypes = /^text\//

function sendWithdrawn(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { html, style } = withdrawnHtml(wantedLanguage(request) ?? preferredLanguage(request))
  return reply
    .code(410)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-cache')
    .header('vary', 'accept-language')
    .header('x-robots-tag', unlisted)
    .header('content-security-policy', policyOf(style, false))
    .send(html)
}

export const unlisted = 'noindex, nofollow, noarchive'

function isKnown({ headers }: FastifyRequest, tag: string): boolean {
  const known = headers['if-none-match']?.split(',').map((each) => each.trim().replace(/^W\//, ''))
  return known !== undefined && (known.includes(tag) || known.includes('*'))
}

/** The page of the interface that says so, or an error for programs. */
export function unknown(reply: FastifyReply): FastifyReply {
  reply.callNotFound()
  return reply
}

/** −1, which no version has, for anything but a number. */
function numberOf(text: string): number {
  return /^[1-9]\d{0,4}$/.test(text) ? Number(text) : -1
}

function readerOf(request: FastifyRequest, { basePath, publicUrl }: PublicPlace): PageReader {
  return { basePath, publicUrl, wanted: wantedLanguage(request), fallback: preferredLanguage(request) }
}

/** The language of `?lang=`; null: it asks for none. */
export function wantedLanguage({ query }: FastifyRequest): Language | null {
  const { lang } = query as { readonly lang?: unknown }
  return lang === 'fr' || lang === 'en' ? lang : null
}

export function preferredLanguage(request: FastifyRequest): Language {
  return readsFrench(request) ? 'fr' : 'en'
}

/** The published half of the key that signs evidence, as PEM. It is everybody's, and stays at this address. */
export function registerEvidenceKey(app: TypedApp, key: EvidenceKey): void {
  app.get('/evidence-key', { schema: { hide: true } }, async (_request, reply) => {
    const letters = Buffer.from(await key.publicKey()).toString('base64')
    return reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(`-----BEGIN PUBLIC KEY-----\n${letters}\n-----END PUBLIC KEY-----\n`)
  })
}
