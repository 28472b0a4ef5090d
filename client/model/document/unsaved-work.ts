import * as Y from 'yjs'
import { byUser, textRoot, wordingsRoot } from '#shared/board/document.ts'
import { isWritten } from '#shared/board/draft.ts'
import { notesOf, readNote, type Tint } from '#shared/board/note.ts'
import type { NoteKind } from '#shared/workshop/note-kind.ts'
import type { Photo } from '#shared/board/photo.ts'
import { clientsOf, holderOf, holderOfItem, structsOf } from '#shared/board/yjs-internals.ts'
import type { RefusalCode } from '#shared/wire/command.ts'
import type { BoardDocument } from './board-document.ts'

/** A text or photo that is on this screen alone, with its place. */
export interface LostNote {
  readonly text: string
  readonly photo?: Photo
  readonly tint: Tint
  readonly kind: NoteKind
  readonly x: number
  readonly y: number
}

/**
 * The notes that would be lost with the old document: this person's notes that the fresh one lacks, and notes in which
 * they wrote (`written`) whose text differs there. So do statements: their words become a note.
 */
export function lostNotes(
  old: Y.Doc,
  fresh: Y.Doc,
  isOwn: (author: string | null) => boolean,
  written: ReadonlySet<string>,
): readonly LostNote[] {
  const notes = notesOf(old)
    .filter(({ id, author, text, photo }) => {
      if (!isWritten({ text, photo })) return false
      const there = readNote(fresh, id)
      return there ? written.has(id) && there.text !== text : isOwn(author)
    })
    .map(({ text, photo, tint, kind, x, y }) => ({ text, ...(photo && { photo }), tint, kind, x, y }))
  const words = [...wordingsRoot(old)].flatMap(([id, wording]): readonly LostNote[] => {
    const text = String(wording)
    const isLost = written.has(id) && isWritten({ text }) && String(wordingsRoot(fresh).get(id)) !== text
    return isLost ? [{ text, tint: 'sun', kind: 'idea', x: 0, y: 0 }] : []
  })
  return [...notes, ...words]
}

/** The notes that can be offered again. A photo that the server does not have would be refused again with its text. */
export function offerable(code: RefusalCode, lost: readonly LostNote[]): readonly LostNote[] {
  if (code !== 'photo_unknown') return lost
  return lost
    .filter(({ text }) => isWritten({ text }))
    .map(({ text, tint, kind, x, y }) => ({ text, tint, kind, x, y }))
}

/** The notes and statements that this person has edited since everything was last saved. */
export interface Writing {
  readonly ids: () => ReadonlySet<string>
  readonly add: (ids: Iterable<string>) => void
  readonly forget: () => void
  readonly close: () => void
}

export function watchWriting(board: BoardDocument): Writing {
  const ids = new Set<string>()
  const close = board.bind((doc) => {
    const watch = ({ origin, local, changed }: Y.Transaction) => {
      for (const type of changed.keys()) {
        const entry = holderOf(type)
        // The editor of a statement has an origin of its own.
        const isOwn = origin === byUser || (local && entry?.parent === wordingsRoot(doc))
        if (isOwn && isOfText(doc, entry)) ids.add(entry.parentSub)
      }
    }
    doc.on('afterTransaction', watch)
    return () => doc.off('afterTransaction', watch)
  })
  return {
    ids: () => ids,
    add: (others) => {
      for (const id of others) ids.add(id)
    },
    forget: () => ids.clear(),
    close,
  }
}

/** True for the text of a note or a statement. */
function isOfText(doc: Y.Doc, item: Y.Item | null): item is Y.Item & { readonly parentSub: string } {
  if (!item || item.parentSub === null) return false
  return item.parent === textRoot(doc) || item.parent === wordingsRoot(doc)
}

/** The notes and statements with letters that a document with this state vector lacks. */
export function textsBeyond(doc: Y.Doc, vector: Uint8Array): ReadonlySet<string> {
  const known = Y.decodeStateVector(vector)
  const ids = new Set<string>()
  for (const client of clientsOf(doc)) {
    const structs = structsOf(doc, client)
    const clock = known.get(client) ?? 0
    // The newest stand last.
    for (let index = structs.length - 1; index >= 0; index -= 1) {
      const struct = structs[index]
      if (!struct || struct.id.clock + struct.length <= clock) break
      const text = struct instanceof Y.Item && struct.parent instanceof Y.Text ? holderOfItem(struct) : null
      if (isOfText(doc, text)) ids.add(text.parentSub)
    }
  }
  return ids
}
