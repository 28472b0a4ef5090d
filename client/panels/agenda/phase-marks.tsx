import { useWords } from '../../i18n/use-words.ts'
import { Said } from './said.tsx'
import type { StepView } from './view.ts'
import { agendaWords } from './words.ts'
import './phase-marks.css'

/** A mark for each phase, the current one tall, and its title. */
export function PhaseMarks({
  view: { phase, phaseNumber: number, phases: total },
}: {
  readonly view: StepView
}) {
  const t = useWords(agendaWords)
  return (
    <>
      <span className="visually-hidden">{t('phaseOf', { number, total })}</span>
      <span className="phase-marks" aria-hidden="true">
        {Array.from({ length: total }, (_, index) => (
          <span key={index} data-at={index + 1 === number ? 'now' : index + 1 < number ? 'past' : 'ahead'} />
        ))}
      </span>
      <p className="phase-title">
        <Said sentence={phase} />
      </p>
    </>
  )
}
