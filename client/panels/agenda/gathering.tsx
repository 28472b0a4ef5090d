import { Suspense } from 'react'
import type { Agenda } from '#shared/agenda/agenda.ts'
import { useWords } from '../../i18n/use-words.ts'
import { lazyPart } from '../host/entries.tsx'
import { DeskFigures, ExpectedField } from './desk-figures.tsx'
import { useHere } from './use-here.ts'
import { agendaWords } from './words.ts'

const GatheringEar = lazyPart(async () => (await import('./ear-part.tsx')).GatheringEar)

/** The desk before the start: who is still to come, in numbers. */
export function Gathering({ agenda: { expected } }: { readonly agenda: Agenda }) {
  const t = useWords(agendaWords)
  const here = useHere()
  return (
    <section className="desk-column" aria-label={t('desk.label')}>
      <DeskFigures
        rows={[
          { name: t('desk.here'), value: here },
          { name: t('desk.expected'), value: <ExpectedField expected={expected} /> },
        ]}
      />
      <Suspense fallback={null}>
        <GatheringEar here={here} expected={expected} />
      </Suspense>
    </section>
  )
}
