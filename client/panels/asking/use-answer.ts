import { useStore } from '@nanostores/react'
import { useMemo } from 'react'
import type { Value } from '#shared/asking/ask.ts'
import type { Begun } from '../../model/memory/begun.ts'
import { useBoard } from '../host/board-context.tsx'
import { begunAnswer, ownAnswers, type AskedQuestion } from './own-answers.ts'

interface OwnAnswer {
  /** It has not arrived. */
  readonly begun: Begun | undefined
  /** As the server has it. */
  readonly own: Value | undefined
  readonly text: string
}

/** The answer of this person to a question. */
export function useAnswer({ asked, path, question }: AskedQuestion): OwnAnswer {
  const { model } = useBoard()
  const begun = useStore(
    useMemo(() => begunAnswer(model, { asked, path, question }), [model, asked, path, question]),
  )
  const own = useStore(useMemo(() => ownAnswers(model, asked), [model, asked]))[question]
  return { begun, own, text: begun?.text ?? String(own ?? '') }
}
