import type { PhotoRow } from '../contracts/photos.ts'

export interface Retirement {
  /** The photos that nobody may use any more. */
  readonly photos: readonly string[]
  /** Lets people use these again. */
  readonly restore: (photos: readonly string[]) => void
}

/** The photos of one board, and the participants who may use them. */
export class BoardPhotos {
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

  /** Marks photos as the participant's. Returns those that were not. */
  hold(participant: string, photos: readonly string[]): readonly string[] {
    const fresh = photos.filter((photo) => !this.#holds(participant, photo))
    for (const photo of fresh) this.#addHolder(participant, photo)
    return fresh
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
