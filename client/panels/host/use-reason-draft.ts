import { useStore } from '@nanostores/react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { ReasonState, type OwnReason, type SaidReason } from '#shared/workshop/round.ts'
import { useBoard } from './board-context.tsx'

const noReason: OwnReason = { text: '', isSigned: false }

/** So long after a letter the server has it. Not measured. */
const saveMs = 400

/** The reason that this person writes for an answer, beside the one that the server has. */
export interface ShownReason {
  readonly text: string
  readonly isSigned: boolean
  /** A person without a name cannot sign. */
  readonly hasName: boolean
  readonly wasKept: boolean
  /** The group gets exactly these words when the round closes. */
  readonly isGiven: boolean
  /** Exactly these words are kept for this person alone. */
  readonly isSaved: boolean
  /** Given to the group; undefined without words. */
  readonly sent: SaidReason | undefined
  readonly write: (text: string) => void
  readonly sign: (isSigned: boolean) => void
}

/** The same, saved on the server while it is written. */
export interface ReasonDraft extends ShownReason {
  /** What goes with the answer while it is being written; undefined without words. */
  readonly unsent: SaidReason | undefined
  /** The words go with something else now: nothing is left to save. */
  readonly settle: () => void
}

/**
 * Words are saved as they are typed: `save` sends them with the answer. They are this person's alone until they send
 * them. Words of this page are kept while people change their answer.
 */
export function useReasonDraft(
  round: string,
  option: string,
  save: (reason: SaidReason | undefined) => void,
): ReasonDraft {
  const { model } = useBoard()
  const hasName = useStore(model.me).name !== ''
  const kept = useStore(model.voting.reasons)[round]?.[option] ?? noReason
  const [typed, setTyped] = useState<OwnReason | null>(null)
  const { text, isSigned } = typed ?? kept
  const said = text.trim()
  const unsent: SaidReason | undefined =
    said === '' ? undefined : { text: said, isSigned, state: ReasonState.unsent }
  const isUnsaved = useRef(false)
  const flush = useEffectEvent(() => {
    if (!isUnsaved.current) return
    isUnsaved.current = false
    save(unsent)
  })
  useEffect(() => {
    if (typed === null) return undefined
    const timer = setTimeout(() => flush(), saveMs)
    return () => clearTimeout(timer)
  }, [typed])
  useEffect(() => {
    const leave = () => flush()
    addEventListener('pagehide', leave)
    document.addEventListener('visibilitychange', leave)
    return () => {
      removeEventListener('pagehide', leave)
      document.removeEventListener('visibilitychange', leave)
      leave()
    }
  }, [])
  const change = (next: OwnReason) => {
    isUnsaved.current = true
    setTyped(next)
  }
  const isSame = said !== '' && kept.text === said && kept.isSigned === isSigned
  return {
    text,
    isSigned,
    hasName,
    wasKept: kept.text !== '',
    isGiven: isSame && kept.state === undefined,
    isSaved: isSame && kept.state === ReasonState.unsent,
    unsent,
    sent: said === '' ? undefined : { text: said, isSigned },
    write: (next) => change({ text: next, isSigned }),
    sign: (next) => change({ text, isSigned: next }),
    settle: () => {
      isUnsaved.current = false
      setTyped({ text, isSigned })
    },
  }
}
