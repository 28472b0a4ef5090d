import type { Agenda } from '#shared/agenda/agenda.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Purpose } from './purpose.tsx'
import { Reached } from './reached.tsx'
import { Said } from './said.tsx'
import type { StepView } from './view.ts'
import { agendaWords } from './words.ts'

/** Between two phases, and for people who come later: what has been reached, and what comes now. */
export function PhaseCard({
  agenda,
  view: { phase, purpose },
  isLate = false,
}: {
  readonly agenda: Agenda
  readonly view: StepView
  readonly isLate?: boolean
}) {
  const t = useWords(agendaWords)
  return (
    <section className="phase-card">
      {isLate && <p className="phase-card__purpose">{t('late')}</p>}
      <Purpose />
      <Reached since={agenda.now.since} />
      <h3 className="phase-card__title">
        <Said sentence={phase} />
      </h3>
      {purpose && (
        <p className="phase-card__purpose">
          <Said sentence={purpose} />
        </p>
      )}
    </section>
  )
}
