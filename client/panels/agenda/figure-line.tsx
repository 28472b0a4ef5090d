import type { ReactNode } from 'react'
import type { Agenda } from '#shared/agenda/agenda.ts'
import { findStep } from '#shared/agenda/steps.ts'
import { shortProgress, toldProgress } from '../../i18n/told-progress.ts'
import { useWords } from '../../i18n/use-words.ts'
import { aimOf, useWritten, type Aim } from '../host/written.ts'
import { Steady } from '../ui/steady.tsx'
import { phoneQuery, useMedia } from '../ui/use-media.ts'
import { Said } from './said.tsx'
import { useFigures } from './use-agenda-view.tsx'
import type { StepView } from './view.ts'
import { agendaWords } from './words.ts'
import './clock.css'
import './phase-marks.css'

/** How far people are, and never who: how many notes they have written of those that are aimed at, and how many are done. */
export function FigureLine({ agenda }: { readonly agenda: Agenda }) {
  useWords(agendaWords)
  const figures = useFigures(agenda)
  const placed = findStep(agenda.template, agenda.now.step)
  const aim = placed && aimOf(agenda.template, placed)
  // Beside the marks and the clock of a phone there is room for two numbers.
  const isShort = useMedia(phoneQuery)
  const text = figures && ('text' in figures ? figures.text : toldProgress('done', figures))
  return (
    <>
      {aim && <Written {...aim} />}
      {text !== null && figures && figures.of > 0 && (
        <span className="agenda-figures tabular">
          {isShort ? (
            <>
              <span aria-hidden="true">{shortProgress(figures)}</span>
              <span className="visually-hidden">{text}</span>
            </>
          ) : (
            <Steady texts={[text]}>{text}</Steady>
          )}
        </span>
      )}
    </>
  )
}

function Written({ path, target }: Aim) {
  const t = useWords(agendaWords)
  const count = useWritten(path)
  if (count === null) return null
  const text = t(count > target ? 'writtenBeyond' : 'written', { count, target })
  return (
    <span className="agenda-figures agenda-figures--written tabular">
      <Steady texts={[text]}>{text}</Steady>
    </span>
  )
}

interface PhaseMarksProps {
  readonly view: StepView
  /** In place of the title of the phase. */
  readonly children?: ReactNode
}

/** A mark for each phase, the current one tall, and its title. */
export function PhaseMarks({ view, children }: PhaseMarksProps) {
  const { phase, phaseNumber: number, phases: total } = view
  const t = useWords(agendaWords)
  return (
    <>
      <span className="visually-hidden">{t('phaseOf', { number, total })}</span>
      <span className="phase-marks" aria-hidden="true">
        {Array.from({ length: total }, (_, index) => (
          <span key={index} data-at={index + 1 === number ? 'now' : index + 1 < number ? 'past' : 'ahead'} />
        ))}
      </span>
      {children ?? (
        <p className="phase-title one-line">
          <Said sentence={phase} />
        </p>
      )}
    </>
  )
}
