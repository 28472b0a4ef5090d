import { useState, type ReactNode } from 'react'
import type { Agenda } from '#shared/agenda/agenda.ts'
import { findStep } from '#shared/agenda/steps.ts'
import { templateLimits } from '#shared/agenda/template.ts'
import { shortProgress, toldProgress } from '../../i18n/told-progress.ts'
import { useWords } from '../../i18n/use-words.ts'
import { aimOf, useWritten, type Aim } from '../host/written.ts'
import { Steady } from '../ui/steady.tsx'
import { phoneQuery, useMedia } from '../ui/use-media.ts'
import { useBoard } from '../host/board-context.tsx'
import { useRunCommand } from '../host/use-activity.ts'
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

export interface DeskFigure {
  readonly name: string
  readonly value: ReactNode
}

/** Numbers with their names below. */
export function DeskFigures({ rows }: { readonly rows: readonly DeskFigure[] }) {
  return (
    <dl className="desk-figures tabular">
      {rows.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The number of people who should come, to type over. Empty: nobody says. */
export function ExpectedField({ expected }: { readonly expected: number | null }) {
  const t = useWords(agendaWords)
  const { model } = useBoard()
  const run = useRunCommand()
  /** The digits until they are sent. */
  const [typed, setTyped] = useState<string | null>(null)
  const save = () => {
    setTyped(null)
    const people = typed === null ? expected : countOf(typed)
    if (people !== expected && model.agenda.get()) run({ kind: 'agenda.expect', people })
  }
  return (
    <input
      className="desk-figures__field"
      inputMode="numeric"
      autoComplete="off"
      aria-label={t('desk.expectedHow')}
      title={t('desk.expectedHow')}
      placeholder="–"
      maxLength={String(templateLimits.people).length}
      value={typed ?? expected ?? ''}
      onChange={({ target }) => setTyped(target.value.replaceAll(/\D/gu, ''))}
      onBlur={save}
      onKeyDown={({ key }) => {
        if (key === 'Enter') save()
        if (key === 'Escape') setTyped(null)
      }}
    />
  )
}

/** Null for none. */
function countOf(typed: string): number | null {
  const count = Math.min(templateLimits.people, Number(typed))
  return count >= 1 ? count : null
}
