import { atom, type ReadableAtom, type WritableAtom } from 'nanostores'
import type * as Y from 'yjs'
import { act, statementsRoot, versionsRoot, wordingsRoot } from '#shared/board/document.ts'
import { wordingLimit } from '#shared/board/limits.ts'
import { addChangedIds, type RootEvent } from '#shared/board/observe-roots.ts'
import { statementsOf, wordingOf, type Statement } from '#shared/board/statements.ts'
import { replaceText } from '#shared/board/text.ts'
import { versionsOf, type Version } from '#shared/board/versions.ts'
import { oneLine } from '#shared/text/one-line.ts'
import type { Presence } from '../contract/board-model.ts'
import type { StatementFacts, Statements } from '../contract/statements.ts'
import type { BoardDocument } from '../document/board-document.ts'
import { openComments } from './open-comments.ts'
import { openGrafts } from './open-grafts.ts'
import { openWording } from './wording.ts'

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
