import { phaseSeconds } from '#shared/agenda/steps.ts'
import type { Agenda } from '#shared/agenda/agenda.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Pinned } from './pinned.tsx'
import { Reached } from './reached.tsx'
import { Said } from './said.tsx'
import type { StepView } from './view.ts'
import { agendaWords } from './words.ts'
import './between-phases.css'

/** For the whole room, between two phases: what was reached, and what comes. */
export function NewPhase({ agenda, view }: { readonly agenda: Agenda; readonly view: StepView }) {
  const t = useWords(agendaWords)
  const { phase, phaseNumber, phases, purpose, placed } = view
  const minutes = Math.round(phaseSeconds(placed.phase, agenda.answers) / 60)
  const place = t('phaseOf', { number: phaseNumber, total: phases })
  return (
    <section className="between__words" aria-label={place}>
      <Reached since={agenda.now.since} />
      <Pinned step={placed.step} most={mostPinned} />
      <p className="between__place">
        {minutes > 0 ? `${place} · ${t('minutes', { count: minutes })}` : place}
      </p>
      <h2 className="between__title">
        <Said sentence={phase} />
      </h2>
      {purpose && (
        <p className="between__purpose">
          <Said sentence={purpose} />
        </p>
      )}
    </section>
  )
}

/** So many things can be read at a glance. Not measured. */
const mostPinned = 5
