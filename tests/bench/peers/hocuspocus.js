/** Hocuspocus with its defaults and no storage, as a process of its own; FLUSH_MS sets its batching window. */
import { Server } from '@hocuspocus/server'

const server = new Server({
  address: '127.0.0.1',
  quiet: true,
  flushDelay: Number(process.env.FLUSH_MS ?? 0),
})
server.configuration.port = 0
await server.listen()
console.log(`http://127.0.0.1:${server.address.port}`)
