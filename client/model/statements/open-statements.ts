import { atom, type ReadableAtom, type WritableAtom } from 'nanostores'
import * as Y from 'yjs'
import { commentsOf, commentSpan, type BoardComment } from '#shared/board/comments.ts'
import {
  act,
  statementsRoot,
  versionsRoot,
  wordingsRoot,
  commentsRoot,
  graftsRoot,
} from '#shared/board/document.ts'
import { lettersOfGraft } from '#shared/board/grafts.ts'
import { wordingLimit } from '#shared/board/limits.ts'
import { addChangedIds, type RootEvent } from '#shared/board/observe-roots.ts'
import { statementsOf, wordingOf, type Statement } from '#shared/board/statements.ts'
import { placeIn, trimmedSpan, indexAt, positionAt } from '#shared/board/text-place.ts'
import { replaceText } from '#shared/board/text.ts'
import { versionsOf, type Version } from '#shared/board/versions.ts'
import { addToUndo, undoStep, type UndoStep } from '#shared/board/yjs-internals.ts'
import { shifted } from '#shared/text/merge.ts'
import { oneLine } from '#shared/text/clean-line.ts'
import type { PresenceState } from '#shared/wire/presence.ts'
import type { Presence } from '../contract/board-model.ts'
import type { StatementFacts, Statements, Wording, WordingCaret } from '../contract/statements.ts'
import type { BoardDocument } from '../document/board-document.ts'

/** Comments whose words are gone are looked for so long after a change, milliseconds. Not measured. */
const settleMs = 300

type Comments = Pick<Statements, 'comments' | 'goneComments' | 'spanOfComment' | 'placeOf'>

/** The comments on words of statements, and the places of words. */
function openComments(board: BoardDocument): Comments & { readonly close: () => void } {
  const comments = atom<readonly BoardComment[]>([])
  const goneComments = atom<ReadonlySet<string>>(new Set())
  const close = board.bind((doc) => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const findGone = () => {
      const gone = comments.get().filter((comment) => !commentSpan(doc, comment))
      const before = goneComments.get()
      if (gone.length !== before.size || gone.some(({ id }) => !before.has(id)))
        goneComments.set(new Set(gone.map(({ id }) => id)))
    }
    const read = () => {
      comments.set(commentsOf(doc))
      findGone()
    }
    const wordsChanged = () => {
      if (comments.get().length === 0) return
      clearTimeout(timer)
      timer = setTimeout(findGone, settleMs)
    }
    read()
    commentsRoot(doc).observe(read)
    wordingsRoot(doc).observeDeep(wordsChanged)
    return () => {
      clearTimeout(timer)
      commentsRoot(doc).unobserve(read)
      wordingsRoot(doc).unobserveDeep(wordsChanged)
    }
  })
  return {
    comments,
    goneComments,
    spanOfComment: (comment) => commentSpan(board.current(), comment),
    placeOf: (id, seen, { start, end }) => {
      const text = wordingOf(board.current(), id)
      if (!text) return undefined
      const now = text.toString()
      const from = shifted(seen, now, start, 'after')
      const span = { start: from, end: Math.max(from, shifted(seen, now, end, 'before')) }
      const there = trimmedSpan(now, span)
      return there && placeIn(text, there)
    },
    close,
  }
}

export interface StatementsOptions {
  readonly board: BoardDocument
  readonly presence: Pick<Presence, 'others' | 'caret'>
}

export interface LiveStatements extends Statements {
  readonly close: () => void
}

export function openStatements({ board, presence }: StatementsOptions): LiveStatements {
  const all = atom<readonly StatementFacts[]>([])
  const versions = atom<readonly Version[]>([])
  const edition = atom(0)
  const news = new Map<string, WritableAtom<boolean>>()
  const carets = new Map<string, string>()
  const watchers = new Map<string, Set<(words: string) => void>>()
  const comments = openComments(board)
  const grafts = openGrafts(board)
  const wordsOf = (id: string) => wordingOf(board.current(), id)?.toString() ?? ''
  const isNew = (id: string) => {
    const last = versions.get().findLast(({ statement }) => statement === id)
    return oneLine(wordsOf(id)) !== (last?.text ?? '')
  }
  const hasNews = (id: string): ReadableAtom<boolean> => {
    const known = news.get(id) ?? atom(isNew(id))
    news.set(id, known)
    return known
  }
  const tell = (id: string): void => {
    news.get(id)?.set(isNew(id))
    const listeners = watchers.get(id)
    if (!listeners) return
    const words = wordsOf(id)
    for (const listener of listeners) listener(words)
  }
  const close = board.bind((doc) => {
    const readAll = () => {
      const now = statementsOf(doc).map(factsOf)
      if (JSON.stringify(now) !== JSON.stringify(all.get())) all.set(now)
    }
    const readVersions = () => {
      versions.set(versionsOf(doc))
      for (const [id, store] of news) store.set(isNew(id))
    }
    const readWords = (events: readonly RootEvent[]) => {
      const changed = new Set<string>()
      addChangedIds(events, changed)
      // The entry of a statement may come after its words.
      if (events.some(({ path }) => path.length === 0)) readAll()
      for (const id of changed) tell(id)
    }
    readAll()
    readVersions()
    edition.set(edition.get() + 1)
    for (const id of watchers.keys()) tell(id)
    statementsRoot(doc).observe(readAll)
    versionsRoot(doc).observe(readVersions)
    wordingsRoot(doc).observeDeep(readWords)
    return () => {
      statementsRoot(doc).unobserve(readAll)
      versionsRoot(doc).unobserve(readVersions)
      wordingsRoot(doc).unobserveDeep(readWords)
    }
  })
  return {
    all,
    versions,
    edition,
    comments: comments.comments,
    goneComments: comments.goneComments,
    spanOfComment: comments.spanOfComment,
    placeOf: comments.placeOf,
    wordsOf,
    hasNews,
    watchWords: (id, listener) => {
      const listeners = watchers.get(id) ?? new Set()
      watchers.set(id, listeners)
      listeners.add(listener)
      listener(wordsOf(id))
      return () => listeners.delete(listener)
    },
    rewrite: (id, words) => {
      const text: Y.Text | undefined = wordingOf(board.current(), id)
      if (text) act(board.current(), () => replaceText(text, words.replaceAll('\n', ' '), wordingLimit))
    },
    lastCaret: (id) => carets.get(id) ?? null,
    open: (id) => {
      const wording = openWording(board.current(), id, presence, (position) => carets.set(id, position))
      return wording && grafts.follow(id, wording)
    },
    ownGraft: grafts.own,
    undoGraft: grafts.undo,
    close: () => {
      comments.close()
      grafts.close()
      close()
    },
  }
}

function factsOf({ id, step, number, from, at, tables }: Statement): StatementFacts {
  return { id, step, number, from, at, ...(tables && { tables }) }
}

interface Grafts {
  /** Adds grafts of this person's to the undo of an open editor. */
  readonly follow: (statement: string, wording: Wording) => Wording
  readonly own: Statements['ownGraft']
  readonly undo: Statements['undoGraft']
  readonly close: () => void
}

/** The server writes grafts; each is a step in the undo of the person who made it. */
function openGrafts(board: BoardDocument): Grafts {
  const editors = new Map<string, Wording>()
  /** Grafts of this person's that have not arrived yet. */
  const awaited = new Set<string>()
  const steps = new Map<string, { readonly undo: Wording['undo']; readonly step: UndoStep }>()
  const look = () => {
    for (const id of awaited) {
      const letters = lettersOfGraft(board.current(), id)
      if (!letters) continue
      awaited.delete(id)
      const editor = editors.get(letters.statement)
      if (editor) steps.set(id, { undo: editor.undo, step: addToUndo(editor.undo, letters) })
    }
  }
  const close = board.bind((doc) => {
    look()
    graftsRoot(doc).observe(look)
    return () => graftsRoot(doc).unobserve(look)
  })
  return {
    follow: (statement, wording) => {
      editors.set(statement, wording)
      return {
        ...wording,
        close: () => {
          if (editors.get(statement) === wording) editors.delete(statement)
          // A person who has left the words takes nothing back in them.
          for (const [id, { undo }] of steps) if (undo === wording.undo) steps.delete(id)
          wording.close()
        },
      }
    },
    own: (id) => {
      awaited.add(id)
      look()
    },
    undo: (id) => {
      const made = steps.get(id)
      steps.delete(id)
      if (made) undoStep(made.undo, made.step)
    },
    close,
  }
}

/** One person's editor of a statement: their own undo, their caret, and those of others. */
function openWording(
  doc: Y.Doc,
  id: string,
  { others, caret }: Pick<Presence, 'others' | 'caret'>,
  keepCaret: (position: string) => void,
): Wording | undefined {
  const text = wordingOf(doc, id)
  if (!text) return undefined
  // The editor's binding adds its own origin: only what was typed in it is undone.
  const undo = new Y.UndoManager(text, { trackedOrigins: new Set() })
  const canUndo = atom(false)
  const canRedo = atom(false)
  const readStacks = () => {
    canUndo.set(undo.canUndo())
    canRedo.set(undo.canRedo())
  }
  for (const event of ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const)
    undo.on(event, readStacks)
  const hide = () => {
    if (caret.get()?.statement === id) caret.set(null)
  }
  return {
    text,
    undo,
    canUndo,
    canRedo,
    carets: () =>
      others.get().flatMap(({ participant, name, colour, caret: place }): readonly WordingCaret[] => {
        if (place?.statement !== id) return []
        const anchor = indexAt(doc, text, place.anchor)
        const head = indexAt(doc, text, place.head)
        return anchor === undefined || head === undefined ? [] : [{ participant, name, colour, anchor, head }]
      }),
    onCarets: (listener) => {
      const here = (): string =>
        JSON.stringify(
          others.get().flatMap((state) => (state.caret?.statement === id ? [placeOf(state)] : [])),
        )
      let before = here()
      return others.listen(() => {
        // Most news of others are about pointers and views elsewhere.
        const now = here()
        if (now === before) return
        before = now
        listener()
      })
    },
    showCaret: (range) => {
      if (!range) return hide()
      const head = positionAt(text, range.head)
      caret.set({ statement: id, anchor: positionAt(text, range.anchor), head })
      keepCaret(head)
    },
    close: () => {
      hide()
      undo.destroy()
    },
  }
}

function placeOf({ participant, name, colour, caret }: PresenceState): unknown {
  return [participant, name, colour, caret]
}
