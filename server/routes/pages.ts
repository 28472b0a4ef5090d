import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { ErrorCode } from '#shared/wire/error.ts'
import { refuse } from './refuse.ts'

/** The interface is one page; what stands in the address is the page's own business. */
const pages = ['/', '/b/:board', '/b/:board/projector', '/join']

export async function registerPages(app: FastifyInstance, clientDir: string): Promise<void> {
  if (!existsSync(join(clientDir, 'index.html'))) {
    // The development server serves the pages itself; otherwise somebody started the server without building.
    for (const page of pages) {
      app.get(page, { schema: { hide: true } }, (_request, reply) =>
        refuse(reply, 404, ErrorCode.notFound, 'The interface has not been built; start with npm start.'),
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
