import { atom } from 'nanostores'
import { commentsOf, commentSpan, type BoardComment } from '#shared/board/comments.ts'
import { commentsRoot, wordingsRoot } from '#shared/board/document.ts'
import { wordingOf } from '#shared/board/statements.ts'
import { placeIn, trimmedSpan } from '#shared/board/text-place.ts'
import { shifted } from '#shared/text/merge.ts'
import type { Statements } from '../contract/statements.ts'
import type { BoardDocument } from '../document/board-document.ts'

/** Comments whose words are gone are looked for so long after a change, milliseconds. Not measured. */
const settleMs = 300

type Comments = Pick<Statements, 'comments' | 'goneComments' | 'spanOfComment' | 'placeOf'>

/** The comments on words of statements, and the places of words. */
export function openComments(board: BoardDocument): Comments & { readonly close: () => void } {
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
