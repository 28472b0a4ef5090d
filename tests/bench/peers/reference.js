/** The reference y-websocket server as a process of its own, wired as its own server.js does, on any free port. */
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { setupWSConnection } from '@y/websocket-server/utils'

// The very `ws` it brings: another version has other limits.
const require = createRequire(import.meta.resolve('@y/websocket-server/utils'))
const { Server } = require('ws')

const sockets = new Server({ noServer: true })
sockets.on('connection', setupWSConnection)
const server = createServer((_request, response) => response.end('okay'))
server.on('upgrade', (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (connection) =>
    sockets.emit('connection', connection, request),
  )
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
