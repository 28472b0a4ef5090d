import {
  useCallback,
  useState,
  useSyncExternalStore,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useRef,
} from 'react'
import { nanoid } from 'nanoid'
import { useStore } from '@nanostores/react'
import { Audience, isSigned } from '#shared/workshop/audience.ts'
import { roundLimits, type SaidReason, ReasonState, type OwnReason } from '#shared/workshop/round.ts'
import { Button } from '../ui/button.tsx'
import { Choice, type ChoiceOption } from '../ui/choice.tsx'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { keepSentReasons, readSentReasons } from '../../model/memory/own-ideas.ts'
import { useBoard } from './board-context.tsx'
import { useOutcome } from './outcome.ts'
import { TextArea } from './text-area.tsx'
import './own-reason.css'

/** The answer that this person has given to an option: points, an agreement, the weight of a choice. */
export function useOwnAnswer(round: string, option: string): number | undefined {
  const { dots } = useBoard().model.voting
  const listen = useCallback((onChange: () => void) => dots.listen(onChange), [dots])
  return useSyncExternalStore(listen, () => dots.get()[round]?.[option])
}

/** The words around a reason, and of the button that gives it. */
export interface ReasonWords {
  readonly label: string
  readonly hint: string
  readonly send: string
  readonly sent: string
  readonly saved: string
  /** Of a press that opens the field; left out, it is open. */
  readonly open?: string
}

interface AnswerProps {
  readonly round: string
  readonly option: string
  readonly legend: string
  readonly answers: readonly (Omit<ChoiceOption<string>, 'value'> & { readonly answer: number })[]
  readonly form?: 'cards' | 'segments'
  readonly className?: string
  /** Null: no reason is asked for. */
  readonly reasonFor: (answer: number) => ReasonWords | null
  /** Between the answers and the reason. */
  readonly children?: ReactNode
}

/** One answer of a few, which counts when it is tapped, and the reason that goes with it. */
export function Answer({ round, option, answers, reasonFor, children, ...look }: AnswerProps) {
  const { model } = useBoard()
  const { voting } = model
  const report = useOutcome()
  const own = useOwnAnswer(round, option)
  const words = own === undefined ? null : reasonFor(own)
  const give = (answer: number, reason?: SaidReason) => report(voting.answer(round, option, answer, reason))
  const draft = useReasonDraft(round, option, (reason) => {
    if (own !== undefined && words) give(own, reason)
  })
  const choose = (value: string) => {
    const answer = Number(value)
    draft.settle()
    give(answer, reasonFor(answer) ? draft.unsent : undefined)
  }
  return (
    <>
      <Choice
        {...look}
        value={String(own)}
        options={answers.map(({ answer, ...each }) => ({ ...each, value: String(answer) }))}
        onChange={choose}
      />
      {children}
      {own !== undefined && words && (
        <ReasonForm
          draft={draft}
          words={words}
          send={() => {
            draft.settle()
            give(own, draft.sent && withSecret(model, round, option, draft.sent))
          }}
        />
      )}
    </>
  )
}

interface ReasonFormProps {
  readonly draft: ShownReason
  readonly words: ReasonWords
  readonly send: () => void
}

/** Signed only by choice. */
export function ReasonForm({ draft, words: { label, hint, open, ...words }, send }: ReasonFormProps) {
  const [isOpen, setIsOpen] = useState(open === undefined || draft.wasKept)
  const cannotSend = draft.isGiven || draft.sent === undefined
  if (!isOpen)
    return (
      <Button tone="quiet" aria-expanded={false} onClick={() => setIsOpen(true)}>
        {open}
      </Button>
    )
  return (
    <form
      className="own-reason"
      onSubmit={(event) => {
        event.preventDefault()
        if (!cannotSend) send()
      }}
    >
      <TextArea
        label={label}
        hint={hint}
        // Only where the person has just asked for the field.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={open !== undefined && !draft.wasKept}
        maxLength={roundLimits.reason}
        audience={draft.isSigned ? Audience.hiddenSigned : Audience.hidden}
        allowed={draft.hasName ? [Audience.hidden, Audience.hiddenSigned] : [Audience.hidden]}
        onAudience={(audience) => draft.sign(isSigned(audience))}
        value={draft.text}
        onChange={draft.write}
      />
      <div className="own-reason__send row">
        <Button type="submit" tone="neutral" aria-disabled={cannotSend}>
          {words.send}
        </Button>
        <output data-unsent={draft.isSaved || undefined}>
          {draft.isGiven ? words.sent : draft.isSaved && words.saved}
        </output>
      </div>
    </form>
  )
}

/** As the server checks it. */
const secretLetters = 24

/** Reasons of one person on one board. Not measured. */
const mostReasons = 100

/** The reason with the secret of its author. This browser keeps both, so that its author can lend the words later. */
export function withSecret(
  { id, me }: Pick<BoardModel, 'id' | 'me'>,
  round: string,
  option: string,
  reason: SaidReason,
): SaidReason {
  const person = me.get().id
  const all = readSentReasons(id, person)
  const known = all.find((each) => each.round === round && each.option === option)
  const secret = known?.secret ?? nanoid(secretLetters)
  const sent = { round, option, text: reason.text, secret, isLent: false }
  keepSentReasons(id, person, [...all.filter((each) => each !== known), sent].slice(-mostReasons))
  return { ...reason, secret }
}

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
interface ReasonDraft extends ShownReason {
  /** Words beside the answer while it is being written; undefined without words. */
  readonly unsent: SaidReason | undefined
  /** The words go with something else now: nothing is left to save. */
  readonly settle: () => void
}

/**
 * Words are saved as they are typed: `save` sends them with the answer. They are this person's alone until they send
 * them. Words of this page are kept while people change their answer.
 */
function useReasonDraft(
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
