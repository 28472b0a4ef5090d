import type { Agenda } from '#shared/agenda/agenda.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Purpose } from './purpose.tsx'
import { Reached } from './reached.tsx'
import { Said } from './said.tsx'
import type { StepView } from './view.ts'
import { agendaWords } from './words.ts'

interface PhaseProps {
  readonly agenda: Agenda
  readonly view: StepView
}

/** Above the first task of a phase: its title, and what it is for. */
export function PhaseLine({ view: { phase, purpose } }: PhaseProps) {
  return (
    <p className="phase-card">
      <strong>
        <Said sentence={phase} />
      </strong>{' '}
      {purpose && <Said sentence={purpose} />}
    </p>
  )
}

/** For people who come later: what has been reached. */
export function LateCard({ agenda }: PhaseProps) {
  const t = useWords(agendaWords)
  return (
    <section className="phase-card">
      <p>{t('late')}</p>
      <Purpose />
      <Reached since={agenda.now.since} />
    </section>
  )
}
