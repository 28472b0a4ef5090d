import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from './refuse.ts'

/** The interface is one page; what stands in the address is the page's own business. */
const pages = [
  '/',
  '/b/:board',
  '/b/:board/',
  '/b/:board/projector',
  '/b/:board/projector/',
  '/join',
  '/join/',
]

export async function registerPages(app: FastifyInstance, clientDir: string): Promise<void> {
  const isBuilt = existsSync(join(clientDir, 'index.html'))
  app.setNotFoundHandler((request, reply) =>
    isBuilt && isPage(request) ? reply.code(404).sendFile('index.html') : refuseUnknown(reply),
  )
  if (!isBuilt) {
    // The development server serves the pages itself; otherwise somebody started the server without building.
    for (const page of pages) {
      app.get(page, { schema: { hide: true } }, (_request, reply) =>
        refuse(reply, 404, 'not_found', 'The interface has not been built; start with npm start.'),
      )
    }
    return
  }
  await app.register(fastifyStatic, {
    root: clientDir,
    // Made once after building (see bootstrap/compress.js), not at every request.
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      // Vite names files in assets after a hash of their content; all others keep their names when they change.
      const isHashed = path.startsWith(join(clientDir, 'assets'))
      void reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  for (const page of pages) {
    app.get(page, { schema: { hide: true } }, (_request, reply) => reply.sendFile('index.html'))
  }
}

/** Somebody in a browser has followed an address: the page says in words that it leads nowhere. */
function isPage({ method, url, headers }: FastifyRequest): boolean {
  const isAsked = method === 'GET' && headers.accept?.includes('text/html') === true
  return isAsked && !/^\/(?:api|ws|assets)\//.test(url)
}

function refuseUnknown(reply: FastifyReply): FastifyReply {
  return refuse(reply, 404, 'not_found', 'There is nothing at this address.')
}
