import websocket from '@fastify/websocket'
import Fastify from 'fastify'

/** The answers of our server to somebody who comes in, given again without a look at who asks: what a join costs at least. */
export interface BareAnswers {
  readonly invitation: unknown
  readonly session: unknown
  /** Base64. The first one that has a client's message sends them all. */
  readonly frames: readonly string[]
}

const { invitation, session, frames } = JSON.parse(process.env.ANSWERS ?? '{}') as BareAnswers
const board = frames.map((frame) => Buffer.from(frame, 'base64'))
const app = Fastify()
await app.register(websocket, { options: { perMessageDeflate: false } })
app.post('/api/invitations', () => invitation)
app.post('/api/sessions', (_request, reply) => reply.code(201).send(session))
app.get('/ws/:board', { websocket: true }, (socket) => {
  socket.once('message', () => {
    for (const frame of board) socket.send(frame)
  })
})
console.log(await app.listen({ port: 0, host: '127.0.0.1' }))
