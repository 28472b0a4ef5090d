import { atom } from 'nanostores'
import { useStore } from '@nanostores/react'
import { useEffect, useState } from 'react'
import type { BoardComment } from '#shared/board/comments.ts'
import { evidenceWordsOf } from '#shared/statements/evidence-words.ts'
import { useReader } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useStatements } from '../../panels/host/use-statements.ts'
import { WordMarks } from './word-marks.ts'

/** Underlines worn words for the person who asks, on this screen alone. */
export const isWornShown = atom(false)

/** The marks in the editor of a statement: words with comments and, for those who asked, worn words. */
export function useWordMarks(statement: string): WordMarks {
  const [marks] = useState(() => new WordMarks())
  const { questions } = evidenceWordsOf(useReader().language)
  const { model } = useBoard()
  const { language } = useStore(model.meta)
  const statements = useStatements()
  const isAsked = useStore(isWornShown)
  useEffect(() => {
    const show = () => {
      const isOpen = (comment: BoardComment) => comment.statement === statement && !comment.isDone
      const open = statements.comments.get().filter(isOpen)
      marks.showComments(open.flatMap((comment) => statements.spanOfComment(comment) ?? []))
    }
    // The editor hears of a change of the words in the same turn: it comes first.
    const later = () => queueMicrotask(show)
    const stops = [statements.comments.subscribe(later), statements.goneComments.listen(later)]
    return () => stops.forEach((stop) => stop())
  }, [marks, statements, statement])
  useEffect(() => {
    if (!isAsked) {
      marks.showWorn(null)
      return
    }
    let isOver = false
    // The lists of words are downloaded for those who ask.
    void (async () => {
      const { wornMarks } = await import('./worn-marks.ts')
      if (!isOver) marks.showWorn(wornMarks(language, (question) => questions[question]))
    })()
    return () => {
      isOver = true
    }
  }, [marks, isAsked, language, questions])
  return marks
}
