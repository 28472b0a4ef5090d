import { useStore } from '@nanostores/react'
import { useId, useLayoutEffect, useRef, useState } from 'react'
import { type Received, isLateFor } from '#shared/activities/pass/received.ts'
import { fill } from '#shared/agenda/fill.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import type { Blank } from '#shared/agenda/template.ts'
import { blankLimits, noteTextLimit } from '#shared/board/limits.ts'
import type { NoteOrigin } from '#shared/board/note.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { AudienceBadge, useDraftAudience } from '../../panels/host/audience.tsx'
import { useBoard } from '../../panels/host/board-context.tsx'
import { autoGrow } from '../../panels/ui/auto-grow.ts'
import { Button } from '../../panels/ui/button.tsx'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { Field } from '../../panels/ui/field.tsx'
import { Statement } from '../../panels/ui/statement.tsx'
import { fieldsOf, nextVersion, originOfNext, receivedFor } from './own-next.ts'
import { passWords } from './words.ts'
import '../../panels/ui/text-box.css'
import './step-task.css'

/** The words that this person received, and the field for their next version. */
export function PassTask({ placed }: { readonly placed: PlacedStep }) {
  const t = useWords(passWords)
  const { model } = useBoard()
  const agenda = useStore(model.agenda)
  const state = useStore(model.desk.activity('pass'))
  const received = receivedFor(state, placed.path)
  const isLate = received === undefined && isLateFor(state, placed.path)
  const takesNotes = useStore(model.desk.takesNotes)
  if (!model.desk.isKept || !takesNotes) return <p className="quiet">{t('leads')}</p>
  if (received === undefined && !isLate) return <output className="quiet">{t('waiting')}</output>
  const origin = agenda && originOfNext(agenda.template, placed, received ?? null)
  if (!origin) return null
  const blanks = fieldsOf(agenda.template, origin.step ?? '').find(({ id }) => id === origin.field)?.blanks
  return (
    <div className="pass-task">
      {received ? <WhatCame received={received} /> : <output>{t(isLate ? 'late' : 'none')}</output>}
      {/* After the deal a late-comer finds their begun words among their own notes. */}
      <NextVersion
        key={received?.draft}
        placed={placed}
        received={received ?? null}
        origin={origin}
        blanks={blanks ?? []}
      />
    </div>
  )
}

function WhatCame({ received: { text, blanks } }: { readonly received: Received }) {
  const t = useWords(passWords)
  const id = useId()
  const lines = Object.entries(blanks).filter(([, words]) => words.trim() !== '')
  return (
    <section className="pass-task__part" aria-labelledby={id}>
      <h3 id={id}>{t('received')}</h3>
      <blockquote>
        <Statement text={text} />
        {lines.map(([blank, words]) => (
          <p key={blank}>
            <Statement text={words} />
          </p>
        ))}
      </blockquote>
      <p className="quiet">{t('receivedHint')}</p>
    </section>
  )
}

interface NextVersionProps {
  readonly placed: PlacedStep
  readonly received: Received | null
  readonly origin: NoteOrigin
  readonly blanks: readonly Blank[]
}

/** A draft from the first letter: nothing is lost when the step ends or the page is closed. */
function NextVersion({ placed, received, origin, blanks }: NextVersionProps) {
  const t = useWords(passWords)
  const { model } = useBoard()
  const { desk } = model
  const id = useId()
  const drafts = useStore(desk.drafts)
  const answers = useStore(model.agenda)?.answers ?? {}
  /** A new note has no text that it grew from, so only this page knows which one it is. */
  const [begun, setBegun] = useState<string>()
  const words = useRef<HTMLTextAreaElement>(null)
  const language = useContentLanguage()
  const next = nextVersion(drafts, received) ?? drafts.find((draft) => draft.id === begun)
  const { audience, allowed, onChange } = useDraftAudience(next, placed, origin.field)
  useLayoutEffect(() => autoGrow(words.current))
  const write = (text: string, filled = {}) => {
    if (next) desk.write(next.id, text)
    else setBegun(desk.add([{ text, audience, origin: { ...origin, blanks: filled } }])[0])
  }
  return (
    <div className="pass-task__part">
      <label htmlFor={id}>{t(received ? 'yours' : 'yoursNew')}</label>
      <textarea
        id={id}
        ref={words}
        className="text-box text-box--grows"
        rows={3}
        dir="auto"
        lang={language}
        maxLength={noteTextLimit}
        value={next?.text ?? ''}
        aria-describedby={`${id}-audience ${id}-kept`}
        onChange={({ target }) => write(target.value)}
      />
      {next &&
        blanks.map((blank) => (
          <Field
            key={blank.id}
            label={fill(blank.label, currentLanguage(), answers).text}
            type={blank.kind === 'date' ? 'date' : 'text'}
            maxLength={blankLimits.letters}
            value={next.blanks?.[blank.id] ?? ''}
            onChange={({ target }) => desk.writeBlank(next.id, blank.id, target.value)}
          />
        ))}
      {received && !next && (
        <Button
          tone="neutral"
          onClick={() => {
            write(received.text, received.blanks)
            words.current?.focus()
          }}
        >
          {t('takeWords')}
        </Button>
      )}
      <AudienceBadge id={`${id}-audience`} audience={audience} allowed={allowed} onChange={onChange} />
      <p id={`${id}-kept`} className="quiet">
        {t('kept')}
      </p>
    </div>
  )
}
