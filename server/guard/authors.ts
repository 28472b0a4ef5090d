import * as Y from 'yjs'
import { readDeletedNoteAuthor } from '#shared/board/signatures.ts'
import { itemAt } from '#shared/board/yjs-internals.ts'
import type { Effort } from './refused.ts'
import { isFacts } from './values.ts'

/** The known facts about a note's author. */
export type Authorship =
  | { readonly kind: 'new' }
  | { readonly kind: 'known'; readonly author: string | null }
  /** Yjs has forgotten the deleted facts. Only the client id of the first facts is left. */
  | { readonly kind: 'creator'; readonly participant: string }
  /**
   * The server wrote the facts (import, reveal) and Yjs has forgotten them. `writers`: people to protect
   * from imitation.
   */
  | { readonly kind: 'forgotten'; readonly writers: ReadonlySet<string> }

/**
 * Authors of deleted notes, by note id. Undo of a delete signs the note again. Kept as long as its
 * document.
 */
export type DeletedNoteAuthors = Map<string, string | null>

export interface Authors {
  /**
   * Authors by note id, of notes that the update deletes and that the server or another person wrote for
   * their author. Yjs cannot find out these authors later.
   */
  readonly authorsToKeep: ReadonlyMap<string, string>
  readonly of: (id: string) => Authorship
  /** Records that the update signs the note. Later facts in the same update must name the same author. */
  readonly write: (id: string, author: string | null) => void
  /** Also true for a note that does not exist before this update. */
  readonly isMadeBy: (id: string, participant: string) => boolean
  /** Remembers the author of a note that the update deletes. */
  readonly rememberDeleted: (id: string) => void
}

/** Values of one note's facts. A note is marked a few times in its life. Not measured. */
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
    const last = itemAt(notes, id)
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

  /** Stops early. The author of a note with so many values is kept like the authors of the server's notes. */
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
    // An unsigned note: only its writer may delete it.
    const last = itemAt(notes, id)
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
      if (known.author === null || isCreator(itemAt(notes, id), known.author)) return
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
