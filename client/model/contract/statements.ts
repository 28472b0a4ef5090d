import type { ReadableAtom } from 'nanostores'
import type * as Y from 'yjs'
import type { BoardComment } from '#shared/board/comments.ts'
import type { Statement } from '#shared/board/statements.ts'
import type { Span, TextPlace } from '#shared/board/text-place.ts'
import type { Version } from '#shared/board/versions.ts'

/** A statement without its words, which change with every letter. */
export type StatementFacts = Omit<Statement, 'text'>

/** The statements of an open board. They are downloaded when a screen first needs them. */
export interface Statements {
  /** All of the board, in the order of their numbers. Does not change with their words. */
  readonly all: ReadableAtom<readonly StatementFacts[]>
  /** Oldest first. */
  readonly versions: ReadableAtom<readonly Version[]>
  /** Changes when another document takes the place of this one: editors begin again. */
  readonly edition: ReadableAtom<number>
  /** On words of statements, oldest first. */
  readonly comments: ReadableAtom<readonly BoardComment[]>
  /** Ids of the comments whose words are gone. */
  readonly goneComments: ReadableAtom<ReadonlySet<string>>
  /** The words that a comment is on now; undefined when they are gone. */
  readonly spanOfComment: (comment: BoardComment) => Span | undefined
  /** The place of words that were selected in an earlier text of the statement; undefined when they are gone. */
  readonly placeOf: (id: string, seen: string, span: Span) => TextPlace | undefined
  /** The words of a statement now; empty when it is gone. */
  readonly wordsOf: (id: string) => string
  /** Calls the listener with the words now and after each change. */
  readonly watchWords: (id: string, listener: (words: string) => void) => () => void
  /** True while its words are others than those of its last version. */
  readonly hasNews: (id: string) => ReadableAtom<boolean>
  /** Replaces the words of a statement. Letters of others around the changed stretch stay, also in a sentence that is too long. */
  readonly rewrite: (id: string, words: string) => void
  /** The place where this person wrote last in a statement, as a position; null where they have not. */
  readonly lastCaret: (id: string) => string | null
  /** For an editor; undefined when the statement is gone. */
  readonly open: (id: string) => Wording | undefined
  /** A graft of this person's: the undo of the statement's editor takes it back, as what they have typed. */
  readonly ownGraft: (id: string) => void
  /** Takes back the letters of a graft of this person's. What others have written between them stays. */
  readonly undoGraft: (id: string) => void
}

/** The words of a statement while somebody writes in them. */
export interface Wording {
  readonly text: Y.Text
  /** Of this person's own changes since the editor was opened. */
  readonly undo: Y.UndoManager
  readonly canUndo: ReadableAtom<boolean>
  readonly canRedo: ReadableAtom<boolean>
  /** Others who write in it, with their places in letters now. */
  readonly carets: () => readonly WordingCaret[]
  /** Calls the listener when others come, move or go. Their places also move with the words. */
  readonly onCarets: (listener: () => void) => () => void
  /** Shows others this person's place, in letters; null hides it. */
  readonly showCaret: (range: { readonly anchor: number; readonly head: number } | null) => void
  readonly close: () => void
}

export interface WordingCaret {
  readonly participant: string
  readonly name: string
  readonly colour: number
  readonly anchor: number
  readonly head: number
}
