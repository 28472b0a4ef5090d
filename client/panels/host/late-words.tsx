import { useStore } from '@nanostores/react'
import { useId, useState } from 'react'
import { fill } from '#shared/agenda/fill.ts'
import { findStep } from '#shared/agenda/steps.ts'
import { Audience, isSigned } from '#shared/workshop/audience.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Button } from '../ui/button.tsx'
import { AudienceBadge } from './audience-badge.tsx'
import { useBoard } from './board-context.tsx'
import { bringLate, keepLate, removeLate, showLate, lateTextWords } from './decide-late.ts'
import type { LateText } from './late-texts.ts'
import './late-words.css'

interface LateWordsProps {
  readonly texts: readonly LateText[]
  /** Its author is in the middle of something: one line, which opens. */
  readonly isFolded: boolean
}

/** The texts that the group went on without, one after the other, and what their author can do with each. */
export function LateWords({ texts, isFolded }: LateWordsProps) {
  const t = useWords(lateTextWords)
  // As it was when the first text came: it neither opens nor closes under a hand.
  const [isOpen, setIsOpen] = useState(!isFolded)
  const [first] = texts
  if (!first) return null
  return (
    <details
      className="late-words"
      open={isOpen}
      onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
    >
      <summary>{t('notShown', { count: texts.length })}</summary>
      <LateOne key={first.id} late={first} />
    </details>
  )
}

function LateOne({ late }: { readonly late: LateText }) {
  const t = useWords(lateTextWords)
  const { model } = useBoard()
  const id = useId()
  const phase = usePhaseOf(late.step)
  const nextPhase = usePhaseOf(late.next?.kind === 'field' ? late.next.step : undefined)
  return (
    <section className="late-words__one" aria-labelledby={id}>
      <h3 id={id} className="late-words__heading headline">
        {t('heading')}
      </h3>
      {phase !== undefined && <p className="late-words__hint">{t('writtenIn', { phase })}</p>}
      <blockquote className="late-words__text said" dir="auto" aria-label={t('yours')}>
        {[late.text, ...late.blanks].filter((words) => words.trim() !== '').join('\n')}
      </blockquote>
      {/* Until its author decides, it stays with them. */}
      <AudienceBadge id={`${id}-audience`} audience={Audience.onlyMe} />
      {late.mayShow && (
        <>
          <Button isWide aria-describedby={`${id}-alone`} onClick={() => showLate(model, late)}>
            {t(isSigned(late.audience) ? 'showSigned' : 'show')}
          </Button>
          <p id={`${id}-alone`} className="late-words__hint">
            {t('alone')}
          </p>
        </>
      )}
      {late.next && (
        <Button isWide onClick={() => bringLate(model, late)}>
          {nextPhase === undefined ? t('bring') : t('bringToField', { phase: nextPhase })}
        </Button>
      )}
      <Button isWide onClick={() => keepLate(model, late)}>
        {t('keep')}
      </Button>
      <Button tone="quiet" isWide onClick={() => removeLate(model, late)}>
        {t('remove')}
      </Button>
      <p className="late-words__hint">{t('otherwise')}</p>
    </section>
  )
}

function usePhaseOf(step: string | undefined): string | undefined {
  const agenda = useStore(useBoard().model.agenda)
  const placed = agenda && step !== undefined ? findStep(agenda.template, step) : undefined
  return placed && agenda ? fill(placed.phase.title, currentLanguage(), agenda.answers).text : undefined
}
