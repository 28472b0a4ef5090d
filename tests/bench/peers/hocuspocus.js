/**
 * Hocuspocus with its defaults, as a process of its own. FLUSH_MS sets its batching window; VIEWERS makes connections with
 * the token `viewer` read-only; STORE is a folder that its database extension writes documents to, at its own times.
 */
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Database } from '@hocuspocus/extension-database'
import { Server } from '@hocuspocus/server'

const { FLUSH_MS = '0', VIEWERS, STORE } = process.env
const server = new Server({
  address: '127.0.0.1',
  quiet: true,
  flushDelay: Number(FLUSH_MS),
  ...(VIEWERS && { onAuthenticate }),
  ...(STORE && { extensions: [fileStore(STORE)] }),
})
server.configuration.port = 0
await server.listen()
console.log(`http://127.0.0.1:${server.address.port}`)

async function onAuthenticate({ token, connectionConfig }) {
  if (token === 'viewer') connectionConfig.readOnly = true
}

function fileStore(folder) {
  const file = join(folder, 'document')
  return new Database({
    fetch: () => readFile(file).catch(() => null),
    store: async ({ state }) => {
      await writeFile(`${file}.new`, state, { flush: true })
      await rename(`${file}.new`, file)
    },
  })
}
