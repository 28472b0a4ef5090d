import * as Y from 'yjs'
import { notesOf, writeNote } from '#shared/board/note.ts'
import { spoofedStates } from '#tests/corpus/hostile-states.ts'
import type { Dialect } from '../relay/dialect.ts'
import { joinAs } from '../relay/load-person.ts'
import type { Attack, Field } from './attack.ts'

/** A step of the sync protocol that nobody asked for. */
const answer = 1

/** Attacks by a person with a viewer's rights. */
export const viewerAttacks: readonly Attack[] = [
  viewerWho('writes by update', (dialect, doc) => [dialect.update(defaced(doc))]),
  viewerWho('writes by an answer nobody asked for', (dialect, doc) => [dialect.sync(answer, defaced(doc))]),
  viewerWho('speaks for somebody', (dialect, _doc, { victimState }) =>
    spoofedStates(victimState).map(dialect.states),
  ),
]

function viewerWho(
  name: string,
  framesOf: (dialect: Dialect, doc: Y.Doc, field: Field) => readonly Uint8Array[],
): Attack {
  return {
    family: 'viewer',
    name,
    run: async (field) => {
      const visitor = await field.subject.viewer?.()
      if (!visitor) throw new Error('asked only where there are viewers')
      const { doc, socket } = await joinAs(visitor.seat, visitor.dialect, true)
      framesOf(visitor.dialect, doc, field).forEach(socket.send)
    },
  }
}

/** An update that writes something else on every note. */
function defaced(doc: Y.Doc): Uint8Array {
  const before = Y.encodeStateVector(doc)
  for (const { id } of notesOf(doc)) writeNote(doc, id, 'defaced')
  return Y.encodeStateAsUpdate(doc, before)
}
