import { useStore } from '@nanostores/react'
import { useState } from 'react'
import { roundLimits, type OwnReason } from '#shared/workshop/round.ts'
import { useContentLanguage } from '../ui/content-language.ts'
import { useBoard } from './board-context.tsx'
import './own-reason.css'

const noReason: OwnReason = { text: '', isSigned: false }

/** The reason that this person writes for an answer, beside the one that the server has. */
interface ReasonDraft {
  readonly text: string
  readonly isSigned: boolean
  /** A person without a name cannot sign. */
  readonly hasName: boolean
  readonly wasKept: boolean
  /** The server has it exactly so. */
  readonly isKept: boolean
  /** What goes with the answer; undefined without words. */
  readonly reason: OwnReason | undefined
  readonly write: (text: string) => void
  readonly sign: (isSigned: boolean) => void
}

export function useReasonDraft(round: string, option: string): ReasonDraft {
  const { model } = useBoard()
  const hasName = useStore(model.me).name !== ''
  const kept = useStore(model.voting.reasons)[round]?.[option] ?? noReason
  const [text, write] = useState(kept.text)
  const [isSigned, sign] = useState(kept.isSigned)
  const said = text.trim()
  return {
    text,
    isSigned,
    hasName,
    wasKept: kept.text !== '',
    isKept: kept.text !== '' && kept.text === said && kept.isSigned === isSigned,
    reason: said === '' ? undefined : { text: said, isSigned },
    write,
    sign,
  }
}

interface ReasonFieldsProps {
  readonly id: string
  readonly draft: ReasonDraft
  readonly rows: number
  readonly label: string
  readonly hint: string
  /** The words beside the box that signs the reason. */
  readonly signs: string
  readonly isRequired?: boolean
  /** The person has just asked for the field. */
  readonly hasFocus?: boolean
}

/** The field of a reason and the choice to sign it. */
export function ReasonFields({
  id,
  draft,
  rows,
  label,
  hint,
  signs,
  isRequired,
  hasFocus,
}: ReasonFieldsProps) {
  const language = useContentLanguage()
  return (
    <>
      <label htmlFor={id} className="own-reason__label">
        {label}
      </label>
      <textarea
        id={id}
        rows={rows}
        lang={language}
        dir="auto"
        // Only where the person has just asked for the field.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={hasFocus}
        maxLength={roundLimits.reason}
        value={draft.text}
        required={isRequired}
        aria-describedby={`${id}-hint`}
        onChange={(event) => draft.write(event.target.value)}
      />
      <p id={`${id}-hint`} className="field__hint">
        {hint}
      </p>
      {draft.hasName && (
        <label className="own-reason__sign">
          <input type="checkbox" checked={draft.isSigned} onChange={() => draft.sign(!draft.isSigned)} />
          {signs}
        </label>
      )}
    </>
  )
}
