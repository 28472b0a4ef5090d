/** Passes each frame on to everybody else at the same address, and nothing more: no document, no check, no disk. */
import { createServer } from 'node:http'
import { createRequire } from 'node:module'

// The `ws` of y-websocket's own server, so that both have the same cost of a socket.
const require = createRequire(import.meta.resolve('@y/websocket-server/utils'))
const { Server } = require('ws')

/** y-websocket's messages: what have you, and here is an empty document. */
const ask = Uint8Array.of(0, 0, 1, 0)
const emptyDocument = Uint8Array.of(0, 1, 2, 0, 0)

const rooms = new Map()
const server = createServer((_request, response) => response.end('okay'))
const sockets = new Server({ server, perMessageDeflate: false })
sockets.on('connection', (socket, { url }) => {
  const room = rooms.get(url) ?? new Set()
  rooms.set(url, room)
  room.add(socket)
  socket.on('close', () => room.delete(socket))
  socket.on('message', (frame) => {
    if (frame[0] === 0 && frame[1] === 0) return socket.send(emptyDocument)
    for (const other of room) if (other !== socket) other.send(frame)
  })
  socket.send(ask)
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
