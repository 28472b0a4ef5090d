import type { Agenda } from '#shared/agenda/agenda.ts'
import { useWords } from '../../i18n/use-words.ts'
import { DeskFigures, ExpectedField } from './desk-figures.tsx'
import { DeskHint } from './desk-hint.tsx'
import { useHere } from './use-here.ts'
import { gatheringHint } from './view.ts'
import { agendaWords } from './words.ts'

/** The desk before the start: who is still to come, in numbers. */
export function Gathering({ agenda: { expected } }: { readonly agenda: Agenda }) {
  const t = useWords(agendaWords)
  const here = useHere()
  return (
    <section className="desk-column" aria-label={t('desk.label')}>
      <DeskHint hint={gatheringHint(here, expected)} here={here} expected={expected} />
      <DeskFigures
        rows={[
          { name: t('desk.here'), value: here },
          { name: t('desk.expected'), value: <ExpectedField expected={expected} /> },
        ]}
      />
    </section>
  )
}
