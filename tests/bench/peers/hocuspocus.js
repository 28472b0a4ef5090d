/**
 * Hocuspocus with its defaults, as a process of its own. FLUSH_MS sets its batching window; VIEWERS makes connections with
 * the token `viewer` read-only; STORE is a folder that its database extension writes documents to, at its own times.
 * JOINED is the port of the Valkey through which its Redis extension meets other servers.
 */
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Database } from '@hocuspocus/extension-database'
import { Redis } from '@hocuspocus/extension-redis'
import { Server } from '@hocuspocus/server'

const { FLUSH_MS = '0', VIEWERS, STORE, JOINED } = process.env
const server = new Server({
  address: '127.0.0.1',
  quiet: true,
  flushDelay: Number(FLUSH_MS),
  ...(VIEWERS && { onAuthenticate }),
  extensions: [
    ...(STORE ? [fileStore(STORE)] : []),
    ...(JOINED ? [new Redis({ host: '127.0.0.1', port: Number(JOINED) })] : []),
  ],
})
server.configuration.port = 0
await server.listen()
console.log(`http://127.0.0.1:${server.address.port}`)

async function onAuthenticate({ token, connectionConfig }) {
  if (token === 'viewer') connectionConfig.readOnly = true
}

function fileStore(folder) {
  return new Database({
    fetch: ({ documentName }) => readFile(join(folder, documentName)).catch(() => null),
    store: async ({ documentName, state }) => {
      const file = join(folder, documentName)
      await writeFile(`${file}.${process.pid}`, state, { flush: true })
      await rename(`${file}.${process.pid}`, file)
    },
  })
}
