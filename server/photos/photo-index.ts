import type * as Y from 'yjs'
import { notesRoot } from '#shared/board/document.ts'
import { readPhoto } from '#shared/board/photo.ts'
import { usedAt } from '../basics/days.ts'
import type { PhotoRow, PhotoStore } from '../contracts/photos.ts'

/**
 * Who may have which picture, of the boards that are open in memory: everybody of a board what stands, or once stood, on
 * it; a participant what they sent or have on their desk. Nobody else learns that there is such a picture.
 */
export interface PhotoIndex {
  /** Before a document is used: reads what is known of its board's pictures, and listens to it until it is destroyed. */
  readonly open: (doc: Y.Doc, of: DocumentOwner) => Promise<void>
  /** May this participant put the picture on a note of this document? */
  readonly mayUse: (doc: Y.Doc, participant: string, photo: string) => boolean
  /** The participant has sent it, and the store has it. */
  readonly sent: (board: string, participant: string, photo: string) => void
  /** It stands on the board now, or is the participant's own; only while the board is open. */
  readonly isReadable: (board: string, participant: string, photo: string) => boolean
  /** What stands on the board now; only while it is open. */
  readonly onBoard: (board: string) => readonly string[]
  /**
   * Nobody may use these any more but those that stand on the board, which are left out of what is returned; only while
   * the board is open. `restore` takes it back.
   */
  readonly retire: (board: string, photos: readonly string[]) => Retirement
}

export interface Retirement {
  readonly photos: readonly string[]
  readonly restore: (photos: readonly string[]) => void
}

export interface DocumentOwner {
  readonly board: string
  /** Whose desk the document is; null for the board itself. */
  readonly owner: string | null
}

export interface PhotoIndexTools {
  readonly store: Pick<PhotoStore, 'photosOf' | 'showPhotos' | 'holdPhotos' | 'usePhotos'>
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly log: { readonly warn: (facts: object, message: string) => void }
}

/** The pictures that stand in a document: a board, or a desk. */
export function photosIn(doc: Y.Doc): readonly string[] {
  return [...notesRoot(doc).values()].flatMap((facts) => photoOf(facts) ?? [])
}

/** One board's. */
interface BoardPhotos {
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

export function createPhotoIndex({ store, now, log }: PhotoIndexTools): PhotoIndex {
  const photoIndex = new Map<string, BoardPhotos>()
  const keys = new WeakMap<Y.Doc, DocumentOwner>()

  function enter(board: string): BoardPhotos {
    const known = photoIndex.get(board)
    if (known) return known
    const album: BoardPhotos = {
      documents: 0,
      known: store.photosOf(board).then((rows) => add(album, rows)),
      shown: new Set(),
      held: new Map(),
      notes: new Map(),
    }
    photoIndex.set(board, album)
    // Who waits for it hears of it; who comes next asks again.
    album.known.catch(() => forget(board, album))
    return album
  }

  function leave(board: string, album: BoardPhotos): void {
    album.documents -= 1
    if (album.documents === 0) forget(board, album)
  }

  function forget(board: string, album: BoardPhotos): void {
    if (photoIndex.get(board) === album) photoIndex.delete(board)
  }

  async function open(doc: Y.Doc, key: DocumentOwner): Promise<void> {
    const album = enter(key.board)
    album.documents += 1
    doc.once('destroy', () => leave(key.board, album))
    await album.known
    keys.set(doc, key)
    const { owner } = key
    const count = owner === null ? countNotes(album) : () => undefined
    const has = (photos: readonly string[]): void =>
      owner === null ? show(key.board, album, photos) : hold(key.board, album, owner, photos)
    follow(doc, (added, gone) => {
      count(added, gone)
      has(added)
      // From now on nothing may need it: its days are counted from here.
      if (gone.length > 0) later(key.board, async () => store.usePhotos(key.board, gone, usedAt(now())))
    })
  }

  function show(board: string, album: BoardPhotos, photos: readonly string[]): void {
    const fresh = photos.filter((photo) => !album.shown.has(photo))
    if (fresh.length === 0) return
    for (const photo of fresh) album.shown.add(photo)
    later(board, async () => store.showPhotos(board, fresh))
  }

  function hold(board: string, album: BoardPhotos, owner: string, photos: readonly string[]): void {
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
      const album = key && photoIndex.get(key.board)
      return album !== undefined && (album.shown.has(photo) || holds(album, participant, photo))
    },
    sent: (board, participant, photo) => {
      const album = photoIndex.get(board)
      if (album) addHolder(album, participant, photo)
    },
    isReadable: (board, participant, photo) => {
      const album = photoIndex.get(board)
      return album !== undefined && (album.notes.has(photo) || holds(album, participant, photo))
    },
    onBoard: (board) => [...(photoIndex.get(board)?.notes.keys() ?? [])],
    retire: (board, photos) => {
      const album = photoIndex.get(board)
      if (!album) return { photos: [], restore: () => undefined }
      const retired = photos.filter((photo) => !album.notes.has(photo))
      const shown = retired.filter((photo) => album.shown.delete(photo))
      const holders = [...album.held].map(([participant, own]) => {
        return { participant, own: retired.filter((photo) => own.delete(photo)) }
      })
      return {
        photos: retired,
        restore: (kept) => {
          for (const photo of shown) if (kept.includes(photo)) album.shown.add(photo)
          for (const { participant, own } of holders)
            for (const photo of own) if (kept.includes(photo)) addHolder(album, participant, photo)
        },
      }
    },
  }
}

function add(album: BoardPhotos, rows: readonly PhotoRow[]): void {
  for (const { id, isShown, holders } of rows) {
    if (isShown) album.shown.add(id)
    for (const participant of holders) addHolder(album, participant, id)
  }
}

function holds(album: BoardPhotos, participant: string, photo: string): boolean {
  return album.held.get(participant)?.has(photo) ?? false
}

function addHolder({ held }: BoardPhotos, participant: string, photo: string): void {
  const own = held.get(participant)
  if (own) own.add(photo)
  else held.set(participant, new Set([photo]))
}

/** Keeps `album.notes` what stands on the board. */
function countNotes({ notes }: BoardPhotos): (added: readonly string[], gone: readonly string[]) => void {
  const count = (photo: string, change: 1 | -1): void => {
    const left = (notes.get(photo) ?? 0) + change
    if (left > 0) notes.set(photo, left)
    else notes.delete(photo)
  }
  // A document that is read again takes the place of the one before.
  notes.clear()
  return (added, gone) => {
    for (const photo of added) count(photo, 1)
    for (const photo of gone) count(photo, -1)
  }
}

/** Says which pictures notes have, and then which they get and lose. */
function follow(doc: Y.Doc, changed: (added: readonly string[], gone: readonly string[]) => void): void {
  changed(photosIn(doc), [])
  notesRoot(doc).observe(({ changes }) => {
    const [added, gone]: [string[], string[]] = [[], []]
    for (const [id, { oldValue }] of changes.keys) {
      const [before, now] = [photoOf(oldValue), photoOf(notesRoot(doc).get(id))]
      if (before === now) continue
      if (before !== undefined) gone.push(before)
      if (now !== undefined) added.push(now)
    }
    if (added.length > 0 || gone.length > 0) changed(added, gone)
  })
}

/** Nearly all notes have none, and there may be 10,000. */
function photoOf(facts: unknown): string | undefined {
  if (typeof facts !== 'object' || facts === null || !('photo' in facts)) return undefined
  return readPhoto(facts.photo)?.id
}
