import { useStore } from '@nanostores/react'
import { useMemo } from 'react'
import type { Value } from '#shared/asking/ask.ts'
import type { Begun } from '../../model/memory/begun.ts'
import { isSigned as isSignedAudience } from '#shared/workshop/audience.ts'
import { useBoard } from '../host/board-context.tsx'
import type { ShownReason } from '../host/use-reason-draft.ts'
import {
  beginReason,
  begunAnswer,
  begunReason,
  ownAnswers,
  ownReasons,
  type AskedQuestion,
} from './own-answers.ts'

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

/** The reason of this person for their answer. Until they give it, this browser keeps it for them alone. */
export function useReason({ asked, path, question }: AskedQuestion): ShownReason {
  const { model } = useBoard()
  const place = useMemo(() => ({ asked, path, question }), [asked, path, question])
  const hasName = useStore(model.me).name !== ''
  const begun = useStore(useMemo(() => begunReason(model, place), [model, place]))
  const own = useStore(useMemo(() => ownReasons(model, asked), [model, asked]))[question]
  const { text, isSigned } = begun
    ? { text: begun.text, isSigned: isSignedAudience(begun.audience) }
    : (own ?? { text: '', isSigned: false })
  const said = text.trim()
  const isGiven = own !== undefined && said === own.text && isSigned === own.isSigned
  const sent = said === '' ? undefined : { text: said, isSigned }
  return {
    text,
    isSigned,
    hasName,
    wasKept: text !== '',
    isGiven,
    isSaved: said !== '' && !isGiven,
    sent,
    write: (next) => beginReason(model, place, { text: next, isSigned }),
    sign: (next) => beginReason(model, place, { text, isSigned: next }),
  }
}
