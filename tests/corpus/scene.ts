import type * as Y from 'yjs'
import { textRoot } from '#shared/board/document.ts'

/** The board as an attacker sees it, with one note of their own and one of a victim. */
export interface Scene {
  readonly attacker: Writing
  readonly victim: Writing
  /** A client id that nobody has written with. */
  readonly fresh: number
}

export interface Writing {
  readonly client: number
  /** The id of its first note. */
  readonly note: string
  /** Its next clock. */
  readonly clock: number
  /** Where the text of its first note stands; the letters follow. */
  readonly text: readonly [client: number, clock: number]
}

/** The scene on a board where both have written. */
export function sceneOf(doc: Y.Doc, attacker: number, victim: number): Scene {
  return { attacker: writingOf(doc, attacker), victim: writingOf(doc, victim), fresh: attacker + 1 }
}

function writingOf(doc: Y.Doc, client: number): Writing {
  const last = doc.store.clients.get(client)?.at(-1)
  const [note, text] = [...textRoot(doc)._map].find(([, { id }]) => id.client === client) ?? []
  if (!last || note === undefined || !text) throw new Error(`client ${client} has no note on this board`)
  return { client, note, clock: last.id.clock + last.length, text: [client, text.id.clock] }
}
