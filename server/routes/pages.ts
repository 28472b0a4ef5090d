import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Language } from '#shared/board/document.ts'
import { accepts, registerAssets } from './assets.ts'
import type { PassFile } from './owners.ts'
import { allowFrames, type PublicPlace } from './headers.ts'
import { refuse } from './refuse.ts'

/**
 * The documents of the interface, with their addresses. The scripts read the address. The join form has a small document of
 * its own, which loads everything else behind the form.
 */
const pages = [
  { file: 'index.html', addresses: ['/', '/share', '/b/:board/projector', '/b/:board/projector/'] },
  { file: 'join.html', addresses: ['/b/:board', '/b/:board/', '/join', '/join/'] },
] as const

/** The build makes each document once more for people who read French: it names the words of one language alone. */
const frenchFile = (file: string) => file.replace(/html$/u, 'fr.html')

/**
 * The same document as the first one, which pages of the house may show: only a viewer link opens something there. Its
 * scripts take no other ids for a board (client/routing/route.ts), and nothing else of the product opens in a frame.
 */
const embedded = '/embed/:board(^[A-Za-z0-9_-]{1,32}$)'

interface PageSettings extends PublicPlace {
  readonly clientDir: string
  /** With PostgreSQL bytes of deleted rows stay for a while. Documents say so to the scripts. */
  readonly postgres: object | undefined
}

export async function registerPages(
  app: FastifyInstance,
  settings: PageSettings,
  passFile: PassFile,
): Promise<void> {
  const { clientDir, basePath, embedOrigins } = settings
  const isBuilt = existsSync(join(clientDir, 'index.html'))
  const send = documentsUnder(app, settings)
  app.setNotFoundHandler((request, reply) =>
    isBuilt && isPage(request) ? send(request, reply.code(404), 'index.html') : refuseUnknown(reply),
  )
  if (!isBuilt) {
    // The development server serves the pages itself. In production the interface was not built.
    for (const page of pages.flatMap(({ addresses }) => addresses)) {
      app.get(page, { schema: { hide: true } }, (_request, reply) =>
        refuse(reply, 404, 'not_found', 'The interface has not been built; start with npm start.'),
      )
    }
    return
  }
  registerAssets(app, join(clientDir, 'assets'), passFile)
  registerInstallation(app, basePath)
  await app.register(fastifyStatic, {
    root: clientDir,
    // Compressed once after building (bootstrap/compress.js), and not at every request.
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      // Vite names files in assets after a hash of their content. All others keep their names when they
      // change.
      const isHashed = path.startsWith(join(clientDir, 'assets'))
      void reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  for (const { file, addresses } of pages) {
    const french = frenchFile(file)
    const hasFrench = existsSync(join(clientDir, french))
    const isFramed = file === 'index.html' && embedOrigins.length > 0
    for (const page of isFramed ? [...addresses, embedded] : addresses) {
      app.get(page, { schema: { hide: true } }, (request, reply) => {
        if (page === embedded) allowFrames(reply, embedOrigins)
        reply.header('vary', 'accept-language')
        return send(request, reply, hasFrench && readsFrench(request) ? french : file)
      })
    }
    if (!isChanged(settings)) continue
    // The service worker asks for the files.
    for (const own of hasFrench ? [file, french] : [file])
      app.get(`/${own}`, { schema: { hide: true } }, (request, reply) => send(request, reply, own))
  }
}

/** An app of the device, as browsers install it. The things that others share with it come to the service worker, not here. */
function registerInstallation(app: FastifyInstance, basePath: string): void {
  app.get('/manifest.webmanifest', { schema: { hide: true } }, (request, reply) =>
    reply
      .type('application/manifest+json')
      .header('vary', 'accept-language')
      .header('cache-control', 'no-cache')
      .send(JSON.stringify(appManifest(basePath, readsFrench(request) ? 'fr' : 'en'))),
  )
  // The worker is not there yet: nothing of the form is read, and the page says so.
  const onRequest = (_request: FastifyRequest, reply: FastifyReply) => {
    void reply.redirect(`${basePath}/share`, 303)
  }
  app.post('/share', { schema: { hide: true }, onRequest }, () => undefined)
}

type SendDocument = (request: FastifyRequest, reply: FastifyReply, file: string) => FastifyReply

function isChanged({ basePath, postgres }: PageSettings): boolean {
  return basePath !== '' || postgres !== undefined
}

/** Sends a document as it was built, or with what it has to know: under a path, that path in its addresses. */
function documentsUnder(app: FastifyInstance, settings: PageSettings): SendDocument {
  const { clientDir, basePath } = settings
  if (!isChanged(settings)) return (_request, reply, file) => reply.sendFile(file)
  // Without the last slash the page would be outside the service worker's scope.
  app.addHook('onRequest', (request, reply, next) => {
    if (basePath !== '' && request.url === '/' && request.originalUrl === basePath)
      void reply.redirect(`${basePath}/`)
    else next()
  })
  const made = new Map<string, { readonly plain: Buffer; readonly packed: Buffer }>()
  return (request, reply, file) => {
    const known = made.get(file) ?? placed(readFileSync(join(clientDir, file), 'utf8'), settings)
    made.set(file, known)
    const isPacked = accepts(request.headers['accept-encoding'] ?? '', 'gzip')
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache')
    if (isPacked) reply.header('content-encoding', 'gzip')
    return reply
      .header('vary', 'accept-language, accept-encoding')
      .send(isPacked ? known.packed : known.plain)
  }
}

function placed(
  html: string,
  { basePath, postgres }: PageSettings,
): { readonly plain: Buffer; readonly packed: Buffer } {
  const moved = html
    .replace('<html ', `<html data-base="${basePath}" ${postgres ? 'data-keeps="deleted" ' : ''}`)
    .replaceAll(/ (href|src)="\//gu, ` $1="${basePath}/`)
  const plain = Buffer.from(moved)
  return { plain, packed: gzipSync(plain) }
}

/** True for an address opened in a browser. The page then says that it leads nowhere. */
function isPage({ method, url, headers }: FastifyRequest): boolean {
  const isAsked = method === 'GET' && headers.accept?.includes('text/html') === true
  return isAsked && !/^\/(?:api|ws|assets)\//.test(url)
}

/** True when French is the first of our languages in the browser's list. The page itself may know better. */
export function readsFrench({ headers }: FastifyRequest): boolean {
  return /\b(en|fr)\b/iu.exec(headers['accept-language'] ?? '')?.[1]?.toLowerCase() === 'fr'
}

function refuseUnknown(reply: FastifyReply): FastifyReply {
  return refuse(reply, 404, 'not_found', 'There is nothing at this address.')
}

const words = {
  en: {
    description: 'A board on which a team works out its purpose together',
    join: 'Join with a code',
    open: 'Open a board',
  },
  fr: {
    description: 'Un tableau où une équipe formule ensemble sa raison d’être',
    join: 'Rejoindre avec un code',
    open: 'Ouvrir un tableau',
  },
} satisfies Record<Language, object>

const icon = (file: string, size: number, purpose: 'any' | 'maskable', basePath: string) => ({
  src: `${basePath}/${file}`,
  sizes: `${size}x${size}`,
  type: 'image/png',
  purpose,
})

/** The web app manifest, of the product under this path. */
function appManifest(basePath: string, language: Language): object {
  const said = words[language]
  const icons = [
    icon('icon-192.png', 192, 'any', basePath),
    icon('icon-512.png', 512, 'any', basePath),
    icon('icon-maskable-512.png', 512, 'maskable', basePath),
  ]
  const shortcut = (name: string, path: string) => ({ name, url: basePath + path, icons: icons.slice(0, 1) })
  return {
    id: `${basePath}/`,
    name: 'Boussole',
    short_name: 'Boussole',
    description: said.description,
    lang: language,
    start_url: `${basePath}/`,
    scope: `${basePath}/`,
    display: 'standalone',
    background_color: '#f7f3ea',
    theme_color: '#f7f3ea',
    icons,
    shortcuts: [shortcut(said.join, '/join'), shortcut(said.open, '/')],
    share_target: {
      action: `${basePath}/share`,
      method: 'POST',
      enctype: 'multipart/form-data',
      params: {
        title: 'title',
        text: 'text',
        url: 'url',
        files: [{ name: 'photos', accept: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] }],
      },
    },
  }
}
