import { connect } from 'node:net'
import * as Y from 'yjs'
import { addNote, notesOf, writeNote } from '#shared/board/note.ts'
import { floods } from '#tests/corpus/floods.ts'
import { floodOfPings, hostileFrames, noisyMessages } from '#tests/corpus/hostile-frames.ts'
import {
  brokenStates,
  encodeStates,
  floodOfStates,
  ghostStates,
  prototypeState,
  spoofedStates,
} from '#tests/corpus/hostile-states.ts'
import {
  brokenUpdates,
  costlyUpdates,
  foreignUpdates,
  misplacedUpdates,
  wedgingUpdates,
} from '#tests/corpus/hostile-updates.ts'
import { floodOfVectors, hostileVectors } from '#tests/corpus/hostile-vectors.ts'
import { strangeNames } from '#tests/corpus/strange-names.ts'
import { encodeFrame } from '#tests/support/raw-frame.ts'
import { seededRandom } from '#tests/support/random.ts'
import { atRate, waitFor } from '../pace.ts'
import { joinAs } from '../relay/load-person.ts'
import { openLoadSocket } from '../relay/load-socket.ts'
import type { Attack, Field } from './attack.ts'

const answer = 1

const updates: readonly Attack[] = Object.entries({
  'no update': brokenUpdates,
  'wedges Yjs': wedgingUpdates,
  'another’s': foreignUpdates,
  'out of place': misplacedUpdates,
  quadratic: costlyUpdates,
}).flatMap(([family, some]) =>
  some.map(({ name, forge }) => ({
    family,
    name,
    run: ({ attacker: { socket }, subject, scene }) => socket.send(subject.dialect.update(forge(scene))),
  })),
)

const flooding: readonly Attack[] = floods.map(({ name, updates: flood }) => ({
  family: 'flood',
  name,
  run: ({ attacker: { socket }, subject, scene }) => {
    for (const update of flood(scene)) socket.send(subject.dialect.update(update))
  },
}))

const questions: readonly Attack[] = [
  ...hostileVectors.map(({ name, vector }) => ({
    family: 'state vector',
    name,
    run: ({ attacker: { socket }, subject }: Field) => socket.send(subject.dialect.ask(vector())),
  })),
  {
    family: 'state vector',
    name: 'a thousand, whose answers of half a megabyte are never read',
    run: async ({ attacker: { doc, seat, socket }, subject }) => {
      const author = seat.participant
      for (let n = 0; n < 100; n += 1) {
        const before = Y.encodeStateVector(doc)
        addNote(doc, { x: 0, y: 0, author, created: 1, text: 'x'.repeat(5_000) })
        socket.send(subject.dialect.update(Y.encodeStateAsUpdate(doc, before)))
      }
      await waitFor(() => false, 500)
      socket.tcp.pause()
      for (const vector of floodOfVectors(1_000)) socket.send(subject.dialect.ask(vector))
    },
  },
]

const presence: readonly Attack[] = [
  ...brokenStates.map(({ name, states }) => stating(name, () => [states()])),
  stating('of another, changed', ({ victimState }) => spoofedStates(victimState).slice(0, 1)),
  stating('of another, removed', ({ victimState }) => spoofedStates(victimState).slice(1)),
  stating('of 2,000 who do not exist', () => [ghostStates()]),
  stating('with the keys of prototypes', () => [encodeStates([[5, 1, prototypeState]])]),
  stating('in a flood', () => floodOfStates(5_000)),
]

function stating(name: string, statesOf: (field: Field) => Iterable<Uint8Array>): Attack {
  return {
    family: 'presence',
    name,
    run: (field) => {
      for (const states of statesOf(field)) field.attacker.socket.send(field.subject.dialect.states(states))
    },
  }
}

const frames: readonly Attack[] = [
  ...hostileFrames.map(({ name, frames: framesOf }) => framing(name, framesOf)),
  framing('pings that flood', floodOfPings),
  framing('a text frame', () => [
    { opcode: 1, payload: new TextEncoder().encode('{"kind":"board.rename"}') },
  ]),
  {
    family: 'frame',
    name: 'random and truncated messages, each on a connection of its own',
    run: async ({ subject, another }) => {
      for (const message of noisyMessages(seededRandom(1))) {
        const { socket } = await another()
        socket.send(subject.dialect.message(message))
      }
    },
  },
]

function framing(name: string, framesOf: () => readonly Parameters<typeof encodeFrame>[0][]): Attack {
  return {
    family: 'frame',
    name,
    run: ({ attacker: { socket } }) => framesOf().forEach((frame) => socket.tcp.write(encodeFrame(frame))),
  }
}

const viewing: readonly Attack[] = [
  viewerWho('writes by update', (field, doc) => field.update(defaced(doc))),
  viewerWho('writes by an answer nobody asked for', (field, doc) => field.answer(defaced(doc))),
  viewerWho('speaks for somebody', (field) => {
    for (const states of spoofedStates(field.victimState)) field.states(states)
  }),
]

/** What attackers send as the viewer they are. */
interface ViewersMeans {
  readonly update: (update: Uint8Array) => void
  readonly answer: (update: Uint8Array) => void
  readonly states: (states: Uint8Array) => void
  readonly victimState: number
}

function viewerWho(name: string, does: (means: ViewersMeans, doc: Y.Doc) => void): Attack {
  return {
    family: 'viewer',
    name,
    run: async ({ subject, victimState }) => {
      const visitor = await subject.viewer?.()
      if (!visitor) throw new Error('asked only where there are viewers')
      const { seat, dialect } = visitor
      const { doc, socket } = await joinAs(seat, dialect, true)
      const means = {
        update: (update: Uint8Array) => socket.send(dialect.update(update)),
        answer: (update: Uint8Array) => socket.send(dialect.sync(answer, update)),
        states: (states: Uint8Array) => socket.send(dialect.states(states)),
        victimState,
      }
      does(means, doc)
    },
  }
}

/** An update that writes something else on every note. */
function defaced(doc: Y.Doc): Uint8Array {
  const before = Y.encodeStateVector(doc)
  for (const { id } of notesOf(doc)) writeNote(doc, id, 'defaced')
  return Y.encodeStateAsUpdate(doc, before)
}

const connections: readonly Attack[] = [
  {
    family: 'connection',
    name: '500 of one person',
    run: async ({ attacker: { seat }, subject }) => {
      await Promise.allSettled(Array.from({ length: 500 }, () => knock(seat, subject.dialect)))
    },
  },
  {
    family: 'connection',
    name: 'to a thousand boards that do not exist',
    run: async ({ attacker: { seat }, subject }) => {
      const visitors = Array.from({ length: 1_000 }, (_, index) =>
        subject.elsewhere(seat, `invented-${index}`),
      )
      await Promise.allSettled(visitors.map((visitor) => knock(visitor.seat, visitor.dialect)))
    },
  },
  {
    family: 'connection',
    name: 'to boards of strange names',
    run: async ({ attacker: { seat }, subject }) => {
      const visitors = strangeNames('bench', 'secret').map((name) => subject.elsewhere(seat, name))
      await Promise.allSettled(visitors.map((visitor) => knock(visitor.seat, visitor.dialect)))
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
async function knock(
  seat: Parameters<typeof openLoadSocket>[0],
  { greeting, ask }: Field['subject']['dialect'],
): Promise<void> {
  const socket = await openLoadSocket(seat)
  for (const frame of greeting) socket.send(frame)
  socket.send(ask(Uint8Array.of(0)))
}

export const attacks: readonly Attack[] = [
  ...updates,
  ...flooding,
  ...questions,
  ...presence,
  ...frames,
  ...viewing,
  ...connections,
]
