import * as Y from 'yjs'
import { addNote } from '#shared/board/note.ts'
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
  farUpdates,
  foreignUpdates,
  misplacedUpdates,
  wedgingUpdates,
} from '#tests/corpus/hostile-updates.ts'
import { floodOfVectors, hostileVectors } from '#tests/corpus/hostile-vectors.ts'
import { encodeFrame, type RawFrame } from '#tests/support/raw-frame.ts'
import { seededRandom } from '#tests/support/random.ts'
import { waitFor } from '../../support/pace.ts'
import type { Attack, Field } from './attack.ts'
import { connectionAttacks } from './connection-attacks.ts'
import { viewerAttacks } from './viewer-attacks.ts'

const updates: readonly Attack[] = Object.entries({
  'no update': brokenUpdates,
  'wedges Yjs': wedgingUpdates,
  'another’s': foreignUpdates,
  'out of place': misplacedUpdates,
  'outside the board': farUpdates,
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

function framing(name: string, framesOf: () => readonly RawFrame[]): Attack {
  return {
    family: 'frame',
    name,
    run: ({ attacker: { socket } }) => framesOf().forEach((frame) => socket.tcp.write(encodeFrame(frame))),
  }
}

/** The corpus of the tests, and what else is done to a server with sockets. */
export const attacks: readonly Attack[] = [
  ...updates,
  ...flooding,
  ...questions,
  ...presence,
  ...frames,
  ...viewerAttacks,
  ...connectionAttacks,
]
