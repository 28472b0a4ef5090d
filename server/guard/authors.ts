import * as Y from 'yjs'
import { readDeletedNoteAuthor } from '#shared/board/deleted-note-authors.ts'
import type { Effort } from './store-view.ts'
import { isFacts } from './values.ts'

/** What is known about who signed a note. */
export type Authorship =
  | { readonly kind: 'new' }
  | { readonly kind: 'known'; readonly author: string | null }
  /** The facts are deleted and Yjs has forgotten them; the client id of the first of them is left. */
  | { readonly kind: 'creator'; readonly participant: string }
  /** Written by the server (an import, a reveal) and forgotten; `writers` are those who can be impersonated here. */
  | { readonly kind: 'forgotten'; readonly writers: ReadonlySet<string> }

/** Author by note id, of deleted notes: undoing a delete signs the note again. Kept as long as its document. */
export type DeletedNoteAuthors = Map<string, string | null>

export interface Authors {
  /**
   * Of the notes that the update deletes, those that the server or somebody else wrote for their author: Yjs will not know
   * whose they were.
   */
  readonly authorsToKeep: ReadonlyMap<string, string>
  readonly of: (id: string) => Authorship
  /** The update signs the note; what it writes later must say the same. */
  readonly write: (id: string, author: string | null) => void
  /** True also for what is nobody's yet, before this update. */
  readonly isMadeBy: (id: string, participant: string) => boolean
  /** Remembers the author of a note that the update deletes. */
  readonly rememberDeleted: (id: string) => void
}

/** Values of one note's facts; a note is marked a few times in its life. Taste. */
const stepsToCreator = 1_000

export function authorsOf(
  notes: Y.Map<unknown>,
  owners: ReadonlyMap<number, string>,
  deletedNoteAuthors: DeletedNoteAuthors,
  effort: Effort,
): Authors {
  const written = new Map<string, string | null>()
  const authorsToKeep = new Map<string, string>()
  let writers: ReadonlySet<string> | undefined

  function of(id: string): Authorship {
    const author = written.get(id)
    if (author !== undefined) return { kind: 'known', author }
    const last = notes._map.get(id)
    if (!last) return { kind: 'new' }
    const facts = last.content instanceof Y.ContentAny ? (last.content.arr.at(-1) as unknown) : undefined
    if (isFacts(facts)) return { kind: 'known', author: facts.author }
    const remembered = deletedNoteAuthors.get(id) ?? (notes.doc && readDeletedNoteAuthor(notes.doc, id))
    if (remembered !== undefined) return { kind: 'known', author: remembered }
    const participant = creatorOf(last)
    if (participant !== undefined) return { kind: 'creator', participant }
    return { kind: 'forgotten', writers: (writers ??= new Set(owners.values())) }
  }

  function creatorOf(last: Y.Item): string | undefined {
    let first = last
    let steps = 0
    for (; first.left; first = first.left) steps += 1
    effort.spend(steps)
    return owners.get(first.id.client)
  }

  /** Stops early: whatever has been written so often is remembered like the server's own. */
  function isCreator(last: Y.Item | undefined, author: string): boolean {
    let first = last
    for (let steps = 0; first?.left && steps < stepsToCreator; steps += 1) first = first.left
    return first !== undefined && first.left === null && owners.get(first.id.client) === author
  }

  function isMadeBy(id: string, participant: string): boolean {
    const known = of(id)
    if (known.kind === 'creator') return known.participant === participant
    if (known.kind === 'new') return true
    if (known.kind !== 'known') return false
    if (known.author !== null) return known.author === participant
    // Unsigned: its author is nobody to others, and yet the one who may take it back.
    const last = notes._map.get(id)
    return last === undefined || creatorOf(last) === participant
  }

  return {
    authorsToKeep,
    of,
    write: (id, author) => {
      written.set(id, author)
    },
    isMadeBy,
    rememberDeleted: (id) => {
      const known = of(id)
      if (known.kind !== 'known') return
      deletedNoteAuthors.set(id, known.author)
      if (known.author === null || isCreator(notes._map.get(id), known.author)) return
      authorsToKeep.set(id, known.author)
    },
  }
}

export function mayBeAuthor(author: string | null, known: Authorship, participant: string): boolean {
  switch (known.kind) {
    case 'new':
      return author === null || author === participant
    case 'known':
      return author === known.author
    case 'creator':
      return author === null || author === known.participant
    case 'forgotten':
      return author === null || author === participant || !known.writers.has(author)
  }
}
