import { useId, useState, type ReactNode } from 'react'
import { longestReason, type Thing } from '#shared/asking/ask.ts'
import type { Asked } from '#shared/asking/asked.ts'
import type { Declared } from '#shared/asking/define.ts'
import { inBrief, inFull } from '#shared/board/brief.ts'
import { Audience } from '#shared/workshop/audience.ts'
import { useCommonWords } from '../../i18n/use-words.ts'
import { EvidenceBeside } from '../blocks/evidence-beside.tsx'
import { AudienceBadge } from '../host/audience.tsx'
import { useRunCommand } from '../host/use-activity.ts'
import { hasWords, useBegun } from '../host/use-begun.ts'
import { Button } from '../ui/button.tsx'
import { useContentLanguage } from '../ui/content-language.ts'
import { kerned } from '../ui/sentence.tsx'
import { sayOf } from './in-asking.ts'

interface AskedThingProps {
  readonly thing: Thing
  readonly isRoom?: boolean
  /** Everybody is asked about it, while others only stand beside it. */
  readonly isCalled: boolean
  readonly children?: ReactNode
}

/**
 * A thing in its exact words, with what is known of it: in a few words, until everybody is asked about it. Of a dilemma
 * nothing is known but its sides.
 */
export function AskedThing({
  thing: { id, text, label, options },
  isRoom = false,
  isCalled,
  children,
}: AskedThingProps) {
  const language = useContentLanguage()
  return (
    <li className="asking__thing" data-called={isCalled || undefined}>
      <span className="asking__number tabular">{label}</span>
      <div className="asking__about">
        <blockquote lang={language} dir="auto" {...kerned(text)}>
          {inFull(text)}
        </blockquote>
        {children}
        {isRoom && options && <Sides of={options} />}
        {!options && (isCalled || !isRoom) && (
          <EvidenceBeside sentence={{ id, text }} form={isCalled && !isRoom ? 'part' : 'line'} />
        )}
      </div>
    </li>
  )
}

/** The two sides of a dilemma. */
function Sides({ of: { a, b } }: { readonly of: NonNullable<Thing['options']> }) {
  return <Reasons reasons={[a, b].filter((side) => side !== undefined)} />
}

/** Why it was proposed. */
export function Reasons({ reasons }: { readonly reasons: readonly string[] }) {
  const language = useContentLanguage()
  if (reasons.length === 0) return null
  return (
    <ul className="asking__reasons" lang={language}>
      {reasons.map((reason) => (
        <li key={reason} dir="auto">
          {inBrief(reason)}
        </li>
      ))}
    </ul>
  )
}

interface ProposeProps {
  readonly asked: Asked
  readonly thing: Thing
  readonly declared: Declared
  readonly isProposed: boolean
}

/**
 * One press opens the field for a reason, which may stay empty; the next one asks everybody. A begun reason stays over a
 * reload, and where somebody else proposes the same thing meanwhile.
 */
export function Propose({ asked, thing, declared, isProposed }: ProposeProps) {
  const common = useCommonWords()
  const run = useRunCommand()
  const language = useContentLanguage()
  const [isOpen, setIsOpen] = useState(false)
  const { begun, write, clear } = useBegun({
    step: null,
    name: `propose:${asked.id}/${thing.id}`,
    audience: Audience.open,
  })
  const id = useId()
  const isBegun = hasWords(begun)
  if (isProposed && !isBegun) return null
  if (!isOpen && !isBegun)
    return (
      <Button tone="plain" onClick={() => setIsOpen(true)}>
        {sayOf(declared, 'propose')}
      </Button>
    )
  const close = () => {
    clear()
    setIsOpen(false)
  }
  return (
    <form
      className="field asking__question"
      onSubmit={(event) => {
        event.preventDefault()
        run({ kind: 'asking.propose', asked: asked.id, thing: thing.id, reason: begun.text }, close)
      }}
    >
      <label htmlFor={id}>{sayOf(declared, 'why')}</label>
      <input
        id={id}
        className="asking__reason"
        // Somebody has just asked for this field.
        ref={isOpen ? focused : undefined}
        autoComplete="off"
        lang={language}
        dir="auto"
        maxLength={longestReason}
        value={begun.text}
        aria-describedby={`${id}-audience`}
        onChange={({ target }) => write({ text: target.value })}
      />
      <AudienceBadge id={`${id}-audience`} audience={Audience.open} />
      <div className="asking__line">
        <Button type="submit" tone="accent">
          {sayOf(declared, 'propose')}
        </Button>
        <Button tone="plain" onClick={close}>
          {common('common.cancel')}
        </Button>
      </div>
    </form>
  )
}

function focused(field: HTMLInputElement | null): void {
  field?.focus()
}
