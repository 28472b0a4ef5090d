import * as Y from 'yjs'
import { addNote, tints } from '#shared/board/note.ts'
import { waitFor } from '../../support/pace.ts'
import type { Dialect } from './dialect.ts'
import type { LoadPerson } from './load-person.ts'

const words =
  'We exist so that nobody waits for a machine that a person could have repaired the same day'.split(' ')

/** About 40 kB, below the servers' limits for one message. */
const notesPerMessage = 100

/** Adds the notes from one number up to another: rows of a square, 4 to 15 words each. */
function addSome(doc: Y.Doc, author: string, from: number, to: number, side: number): void {
  doc.transact(() => {
    for (let index = from; index < to; index += 1) {
      addNote(doc, {
        x: (index % side) * 220,
        y: Math.floor(index / side) * 220,
        z: index + 1,
        author,
        created: 1_700_000_000_000 + index,
        tint: tints[index % tints.length] ?? 'sun',
        text: words.slice(0, 4 + (index % 12)).join(' '),
      })
    }
  })
}

/** A board document with this many notes. */
export function seededDocument(notes: number): Y.Doc {
  const doc = new Y.Doc()
  addSome(doc, 'bench', 0, notes, Math.ceil(Math.sqrt(notes)))
  return doc
}

/** Writes a board of this many notes as one person, message after message at the pace the server takes them. */
export async function seedBoard(person: LoadPerson, dialect: Dialect, notes: number): Promise<void> {
  const doc = new Y.Doc()
  const side = Math.ceil(Math.sqrt(notes))
  let vector = Y.encodeStateVector(doc)
  for (let from = 0; from < notes; from += notesPerMessage) {
    addSome(doc, person.seat.participant, from, Math.min(notes, from + notesPerMessage), side)
    const before = person.socket.received()
    person.socket.send(dialect.update(Y.encodeStateAsUpdate(doc, vector)))
    vector = Y.encodeStateVector(doc)
    // Both servers send something back for each message: an acknowledgement, or the update itself.
    await waitFor(() => person.socket.received() > before || !person.socket.isOpen(), 5_000)
    if (!person.socket.isOpen()) throw new Error(`${dialect.name} closed the connection that fills the board`)
  }
}
