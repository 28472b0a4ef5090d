import type * as Y from 'yjs'
import { notesRoot } from '#shared/board/document.ts'
import { readPhoto } from '#shared/board/photo.ts'
import type { PhotoRow, Store } from '../store/store.ts'

/**
 * Who may have which picture, of the boards that are open in memory: everybody of a board what stands, or once stood, on
 * it; a participant what they sent or have on their desk. Nobody else learns that there is such a picture.
 */
export interface Albums {
  /** Before a document is used: reads what is known of its board's pictures, and listens to it until it is destroyed. */
  readonly open: (doc: Y.Doc, of: AlbumKey) => Promise<void>
  /** May this participant put the picture on a note of this document? */
  readonly mayUse: (doc: Y.Doc, participant: string, photo: string) => boolean
  /** The participant has sent it, and the store has it. */
  readonly sent: (board: string, participant: string, photo: string) => void
  /** It stands on the board now, or is the participant's own; only while the board is open. */
  readonly isReadable: (board: string, participant: string, photo: string) => boolean
}

export interface AlbumKey {
  readonly board: string
  /** Whose desk the document is; null for the board itself. */
  readonly owner: string | null
}

export interface AlbumTools {
  readonly store: Pick<Store, 'photosOf' | 'showPhotos' | 'holdPhotos'>
  readonly log: { readonly warn: (facts: object, message: string) => void }
}

/** One board's. */
interface Album {
  /** Documents that are open. */
  documents: number
  readonly known: Promise<unknown>
  /** They have stood on the board. */
  readonly shown: Set<string>
  /** By participant. */
  readonly held: Map<string, Set<string>>
  /** How many notes of the board have it now. */
  readonly notes: Map<string, number>
}

export function createAlbums({ store, log }: AlbumTools): Albums {
  const albums = new Map<string, Album>()
  const keys = new WeakMap<Y.Doc, AlbumKey>()

  function enter(board: string): Album {
    const known = albums.get(board)
    if (known) return known
    const album: Album = {
      documents: 0,
      known: store.photosOf(board).then((rows) => add(album, rows)),
      shown: new Set(),
      held: new Map(),
      notes: new Map(),
    }
    albums.set(board, album)
    // Who waits for it hears of it; who comes next asks again.
    album.known.catch(() => forget(board, album))
    return album
  }

  function leave(board: string, album: Album): void {
    album.documents -= 1
    if (album.documents === 0) forget(board, album)
  }

  function forget(board: string, album: Album): void {
    if (albums.get(board) === album) albums.delete(board)
  }

  async function open(doc: Y.Doc, key: AlbumKey): Promise<void> {
    const album = enter(key.board)
    album.documents += 1
    doc.once('destroy', () => leave(key.board, album))
    await album.known
    keys.set(doc, key)
    const { owner } = key
    if (owner === null) countNotes(doc, album, (photos) => show(key.board, album, photos))
    else countDrafts(doc, (photos) => hold(key.board, album, owner, photos))
  }

  function show(board: string, album: Album, photos: readonly string[]): void {
    const fresh = photos.filter((photo) => !album.shown.has(photo))
    if (fresh.length === 0) return
    for (const photo of fresh) album.shown.add(photo)
    later(board, async () => store.showPhotos(board, fresh))
  }

  function hold(board: string, album: Album, owner: string, photos: readonly string[]): void {
    const fresh = photos.filter((photo) => !holds(album, owner, photo))
    if (fresh.length === 0) return
    for (const photo of fresh) addHolder(album, owner, photo)
    later(board, async () => store.holdPhotos(board, owner, fresh))
  }

  /** Not within a listener of Yjs: what throws there can wedge the document. */
  function later(board: string, write: () => Promise<void>): void {
    Promise.resolve()
      .then(write)
      .catch((cause: unknown) => {
        // Worst: after a restart, who did not send a picture cannot undo that somebody took it off.
        log.warn({ board, err: cause }, 'whose a picture is could not be noted')
      })
  }

  return {
    open,
    mayUse: (doc, participant, photo) => {
      const key = keys.get(doc)
      const album = key && albums.get(key.board)
      return album !== undefined && (album.shown.has(photo) || holds(album, participant, photo))
    },
    sent: (board, participant, photo) => {
      const album = albums.get(board)
      if (album) addHolder(album, participant, photo)
    },
    isReadable: (board, participant, photo) => {
      const album = albums.get(board)
      return album !== undefined && (album.notes.has(photo) || holds(album, participant, photo))
    },
  }
}

function add(album: Album, rows: readonly PhotoRow[]): void {
  for (const { id, isShown, holders } of rows) {
    if (isShown) album.shown.add(id)
    for (const participant of holders) addHolder(album, participant, id)
  }
}

function holds(album: Album, participant: string, photo: string): boolean {
  return album.held.get(participant)?.has(photo) ?? false
}

function addHolder({ held }: Album, participant: string, photo: string): void {
  const own = held.get(participant)
  if (own) own.add(photo)
  else held.set(participant, new Set([photo]))
}

/** Keeps `album.notes` what stands on the board, and says what comes to stand on it. */
function countNotes(doc: Y.Doc, { notes }: Album, shown: (photos: readonly string[]) => void): void {
  const count = (photo: string, change: 1 | -1): void => {
    const left = (notes.get(photo) ?? 0) + change
    if (left > 0) notes.set(photo, left)
    else notes.delete(photo)
  }
  // A document that is read again takes the place of the one before.
  notes.clear()
  const first = photosOf(doc)
  for (const photo of first) count(photo, 1)
  shown(first)
  notesRoot(doc).observe(({ changes }) => {
    const added: string[] = []
    for (const [id, { oldValue }] of changes.keys) {
      const [before, now] = [photoOf(oldValue), photoOf(notesRoot(doc).get(id))]
      if (before === now) continue
      if (before !== undefined) count(before, -1)
      if (now === undefined) continue
      count(now, 1)
      added.push(now)
    }
    shown(added)
  })
}

function countDrafts(doc: Y.Doc, held: (photos: readonly string[]) => void): void {
  held(photosOf(doc))
  notesRoot(doc).observe(({ keysChanged }) => {
    held([...keysChanged].flatMap((id) => photoOf(notesRoot(doc).get(id)) ?? []))
  })
}

function photosOf(doc: Y.Doc): readonly string[] {
  return [...notesRoot(doc).values()].flatMap((facts) => photoOf(facts) ?? [])
}

/** Nearly all notes have none, and there may be 10,000. */
function photoOf(facts: unknown): string | undefined {
  if (typeof facts !== 'object' || facts === null || !('photo' in facts)) return undefined
  return readPhoto(facts.photo)?.id
}
