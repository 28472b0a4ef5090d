import { connect } from 'node:net'
import * as Y from 'yjs'
import { addNote, writeNote } from '#shared/board/note.ts'
import { strangeNames } from '#tests/corpus/strange-names.ts'
import { atRate } from '../../support/pace.ts'
import { openLoadSocket } from '../relay/load-socket.ts'
import type { Visitor } from '../relay/subject.ts'
import type { Attack } from './attack.ts'

/** Attacks by the number and the silence of connections. */
export const connectionAttacks: readonly Attack[] = [
  {
    family: 'connection',
    name: '500 of one person',
    run: async ({ attacker: { seat }, subject }) => {
      await Promise.allSettled(Array.from({ length: 500 }, () => knock({ seat, dialect: subject.dialect })))
    },
  },
  {
    family: 'connection',
    name: 'to a thousand boards that do not exist',
    run: async ({ attacker: { seat }, subject }) => {
      const visitors = Array.from({ length: 1_000 }, (_, index) =>
        subject.elsewhere(seat, `invented-${index}`),
      )
      await Promise.allSettled(visitors.map(knock))
    },
  },
  {
    family: 'connection',
    name: 'to boards of strange names',
    run: async ({ attacker: { seat }, subject }) => {
      const visitors = strangeNames('bench', 'secret').map((name) => subject.elsewhere(seat, name))
      await Promise.allSettled(visitors.map(knock))
    },
  },
  {
    family: 'connection',
    name: '300 handshakes that never end',
    run: ({ subject }) => {
      for (let n = 0; n < 300; n += 1) {
        const socket = connect({ host: '127.0.0.1', port: subject.server().port })
        socket.on('error', () => undefined)
        socket.write('GET /ws/board HTTP/1.1\r\nHost: x\r\nUpgrade: web')
      }
    },
  },
  {
    family: 'connection',
    name: 'six people who each send megabytes of noise at once',
    run: async ({ subject, another }) => {
      const people = await Promise.all(Array.from({ length: 6 }, another))
      for (const { socket } of people) {
        for (let n = 0; n < 40; n += 1) socket.send(subject.dialect.update(new Uint8Array(60_000).fill(n)))
      }
    },
  },
  {
    family: 'connection',
    name: '20 who read nothing while one of them writes 3 MB',
    run: async ({ attacker: { doc, seat, socket }, subject, another }) => {
      const people = await Promise.all(Array.from({ length: 20 }, another))
      for (const person of people) person.socket.tcp.pause()
      const id = addNote(doc, { x: 0, y: 0, author: seat.participant, created: 1 })
      await atRate(20, 3, (step) => {
        const before = Y.encodeStateVector(doc)
        writeNote(doc, id, String(step % 10).repeat(5_000))
        for (let n = 0; n < 9; n += 1)
          addNote(doc, { x: n, y: step, author: seat.participant, created: 1, text: 'x'.repeat(5_000) })
        socket.send(subject.dialect.update(Y.encodeStateAsUpdate(doc, before)))
      })
    },
  },
]

/** Connects, asks for the board, and stays. */
async function knock({ seat, dialect: { greeting, ask } }: Visitor): Promise<void> {
  const socket = await openLoadSocket(seat)
  for (const frame of greeting) socket.send(frame)
  socket.send(ask(Uint8Array.of(0)))
}
