import type * as Y from 'yjs'
import { usedAt } from '../basics/days.ts'
import type { PhotoStore, PhotoRow } from '../contracts/photos.ts'
import { notesRoot } from '#shared/board/document.ts'
import { readPhoto } from '#shared/board/photo.ts'

interface Retirement {
  /** The photos that nobody may use any more. */
  readonly photos: readonly string[]
  /** Lets people use these again. */
  readonly restore: (photos: readonly string[]) => void
}

/** The photos of one board, and the participants who may use them. */
class BoardPhotos {
  /** Photos that were on the board, now or before. Everybody of the board may use them. */
  readonly #shown = new Set<string>()
  /** Photos that a participant sent, or has in a draft. */
  readonly #held = new Map<string, Set<string>>()
  /** How many notes have a photo now. */
  readonly #notes = new Map<string, number>()

  add(rows: readonly PhotoRow[]): void {
    for (const { id, isShown, holders } of rows) {
      if (isShown) this.#shown.add(id)
      for (const participant of holders) this.#addHolder(participant, id)
    }
  }

  mayUse(participant: string, photo: string): boolean {
    return this.#shown.has(photo) || this.#holds(participant, photo)
  }

  /** True for a photo on the board, and for the participant's own. */
  isReadable(participant: string, photo: string): boolean {
    return this.#notes.has(photo) || this.#holds(participant, photo)
  }

  onBoard(): readonly string[] {
    return [...this.#notes.keys()]
  }

  /** Marks photos as shown to everybody. Returns those that were not. */
  show(photos: readonly string[]): readonly string[] {
    const fresh = photos.filter((photo) => !this.#shown.has(photo))
    for (const photo of fresh) this.#shown.add(photo)
    return fresh
  }

  /** Marks photos as the participant's. */
  hold(participant: string, photos: readonly string[]): void {
    for (const photo of photos) this.#addHolder(participant, photo)
  }

  holdersOf(photo: string): readonly string[] {
    return [...this.#held.keys()].filter((participant) => this.#holds(participant, photo))
  }

  /** Starts counting notes again, for a document that was read again. */
  clearNotes(): void {
    this.#notes.clear()
  }

  countNotes(added: readonly string[], removed: readonly string[]): void {
    for (const photo of added) this.#countNote(photo, 1)
    for (const photo of removed) this.#countNote(photo, -1)
  }

  /** Forbids the use of those photos that no note has. */
  retire(photos: readonly string[]): Retirement {
    const retired = photos.filter((photo) => !this.#notes.has(photo))
    const shown = retired.filter((photo) => this.#shown.delete(photo))
    const holders = [...this.#held].map(([participant, own]) => {
      return { participant, own: retired.filter((photo) => own.delete(photo)) }
    })
    const restore = (kept: readonly string[]): void => {
      for (const photo of shown) if (kept.includes(photo)) this.#shown.add(photo)
      for (const { participant, own } of holders)
        for (const photo of own) if (kept.includes(photo)) this.#addHolder(participant, photo)
    }
    return { photos: retired, restore }
  }

  #holds(participant: string, photo: string): boolean {
    return this.#held.get(participant)?.has(photo) ?? false
  }

  #addHolder(participant: string, photo: string): void {
    const own = this.#held.get(participant)
    if (own) own.add(photo)
    else this.#held.set(participant, new Set([photo]))
  }

  #countNote(photo: string, change: 1 | -1): void {
    const left = (this.#notes.get(photo) ?? 0) + change
    if (left > 0) this.#notes.set(photo, left)
    else this.#notes.delete(photo)
  }
}

/**
 * The photos that each participant may use, for the boards in memory. Everybody of a board may use photos that are or were on
 * it. A participant may use photos that they sent or have in a draft. Nobody else learns that such a photo
 * exists.
 */
export interface PhotoIndex {
  /**
   * Call before a document is used. Reads the photos of its board, and follows the document until it is
   * destroyed.
   */
  readonly open: (doc: Y.Doc, of: DocumentOwner) => Promise<void>
  /** True when this participant may put the photo on a note of this document. */
  readonly mayUse: (doc: Y.Doc, participant: string, photo: string) => boolean
  /** The participant has sent a photo, and the store has it. */
  readonly sent: (board: string, participant: string, photo: string) => void
  /** True for a photo on the board, and for the participant's own. Only while the board is open. */
  readonly isReadable: (board: string, participant: string, photo: string) => boolean
  /** Those who sent a photo that an unsigned note of this open board has, each with the photo. */
  readonly sendersOfUnsigned: (doc: Y.Doc) => readonly (readonly [participant: string, photo: string])[]
  /** The photos on the board. Only while it is open. */
  readonly onBoard: (board: string) => readonly string[]
  /** Forbids the use of those photos that are not on the board. Only while the board is open. */
  readonly retire: (board: string, photos: readonly string[]) => Retirement
}

interface DocumentOwner {
  readonly board: string
  /** Set for the drafts of a participant; null for the board itself. */
  readonly owner: string | null
}

interface PhotoIndexTools {
  readonly store: Pick<PhotoStore, 'photosOf' | 'showPhotos' | 'holdPhotos' | 'usePhotos'>
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly log: { readonly warn: (facts: object, message: string) => void }
}

interface Entry {
  readonly photos: BoardPhotos
  /** Open documents of the board. */
  documents: number
  readonly loaded: Promise<void>
}

export function createPhotoIndex({ store, now, log }: PhotoIndexTools): PhotoIndex {
  const entries = new Map<string, Entry>()
  const owners = new WeakMap<Y.Doc, DocumentOwner>()

  const photosOf = (board: string): BoardPhotos | undefined => entries.get(board)?.photos

  function enter(board: string): Entry {
    const known = entries.get(board)
    if (known) return known
    const photos = new BoardPhotos()
    const loaded = store.photosOf(board).then((rows) => photos.add(rows))
    const entry: Entry = { photos, documents: 0, loaded }
    entries.set(board, entry)
    // The waiting documents get the error. The next one asks again.
    loaded.catch(() => forget(board, entry))
    return entry
  }

  function leave(board: string, entry: Entry): void {
    entry.documents -= 1
    if (entry.documents === 0) forget(board, entry)
  }

  function forget(board: string, entry: Entry): void {
    if (entries.get(board) === entry) entries.delete(board)
  }

  async function open(doc: Y.Doc, key: DocumentOwner): Promise<void> {
    const { board, owner } = key
    const entry = enter(board)
    entry.documents += 1
    doc.once('destroy', () => leave(board, entry))
    await entry.loaded
    owners.set(doc, key)
    if (owner === null) entry.photos.clearNotes()
    followPhotos(doc, (added, removed) => {
      if (owner === null) {
        entry.photos.countNotes(added, removed)
        const fresh = entry.photos.show(added)
        if (fresh.length > 0) writeLater(board, async () => store.showPhotos(board, fresh))
      } else {
        entry.photos.hold(owner, added)
        // Also what was theirs before: the store may have released it since.
        if (added.length > 0) writeLater(board, async () => store.holdPhotos(board, owner, added))
      }
      // Perhaps nobody needs it any more: its days are counted from now.
      if (removed.length > 0) writeLater(board, async () => store.usePhotos(board, removed, usedAt(now())))
    })
  }

  /** Writes outside the Yjs listener: an exception in a listener can leave the document unusable. */
  function writeLater(board: string, write: () => Promise<void>): void {
    Promise.resolve()
      .then(write)
      .catch((cause: unknown) => {
        // At worst, after a restart, only the sender of a photo can undo its removal.
        log.warn({ board, err: cause }, 'the owner of a photo could not be noted')
      })
  }

  return {
    open,
    mayUse: (doc, participant, photo) => {
      const of = owners.get(doc)
      return of !== undefined && (photosOf(of.board)?.mayUse(participant, photo) ?? false)
    },
    sent: (board, participant, photo) => photosOf(board)?.hold(participant, [photo]),
    isReadable: (board, participant, photo) => photosOf(board)?.isReadable(participant, photo) ?? false,
    sendersOfUnsigned: (doc) => {
      const photos = photosOf(owners.get(doc)?.board ?? '')
      const unsigned = new Set(
        [...notesRoot(doc).values()].flatMap((facts) => (isUnsigned(facts) ? (photoOf(facts) ?? []) : [])),
      )
      return [...unsigned].flatMap((photo) =>
        (photos?.holdersOf(photo) ?? []).map((participant) => [participant, photo] as const),
      )
    },
    onBoard: (board) => photosOf(board)?.onBoard() ?? [],
    retire: (board, photos) => photosOf(board)?.retire(photos) ?? { photos: [], restore: () => undefined },
  }
}

/** The photos in a document: a board, or the drafts of a participant. */
export function photosIn(doc: Y.Doc): readonly string[] {
  return [...notesRoot(doc).values()].flatMap((facts) => photoOf(facts) ?? [])
}

/** The photos of stories. */
export function storyPhotosIn(doc: Y.Doc): readonly string[] {
  return [...notesRoot(doc).values()].flatMap((facts) => (isStory(facts) ? (photoOf(facts) ?? []) : []))
}

/** Reports the photos of all notes, and then the photos that notes get and lose. */
function followPhotos(
  doc: Y.Doc,
  changed: (added: readonly string[], removed: readonly string[]) => void,
): void {
  changed(photosIn(doc), [])
  notesRoot(doc).observe(({ changes }) => {
    const [added, removed]: [string[], string[]] = [[], []]
    for (const [id, { oldValue }] of changes.keys) {
      const [before, now] = [photoOf(oldValue), photoOf(notesRoot(doc).get(id))]
      if (before === now) continue
      if (before !== undefined) removed.push(before)
      if (now !== undefined) added.push(now)
    }
    if (added.length > 0 || removed.length > 0) changed(added, removed)
  })
}

function isStory(facts: unknown): boolean {
  return typeof facts === 'object' && facts !== null && 'kind' in facts && facts.kind === 'story'
}

function isUnsigned(facts: unknown): boolean {
  return typeof facts === 'object' && facts !== null && 'author' in facts && facts.author === null
}

/** Tests for the field first: nearly all notes have no photo, and there may be 10,000. */
function photoOf(facts: unknown): string | undefined {
  if (typeof facts !== 'object' || facts === null || !('photo' in facts)) return undefined
  return readPhoto(facts.photo)?.id
}
