import { Suspense } from 'react'
import { AgendaState, type Agenda } from '#shared/agenda/agenda.ts'
import { fill } from '#shared/agenda/fill.ts'
import { ownPaceSteps } from '#shared/agenda/own-pace.ts'
import { phaseSeconds } from '#shared/agenda/steps.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { lazyPart } from '../host/entries.tsx'
import { AheadSteps } from './ahead.tsx'
import { Said } from './said.tsx'
import { agendaWords } from './words.ts'

const EndPoster = lazyPart(async () => (await import('./end-poster.tsx')).EndPoster)

/** Before the start the way that lies ahead; after the end what the group leaves with. */
export function CalmPage({ agenda }: { readonly agenda: Agenda }) {
  const t = useWords(agendaWords)
  const { template, answers, now } = agenda
  const language = currentLanguage()
  if (now.state === AgendaState.ended) {
    return (
      <Suspense fallback={null}>
        <EndPoster agenda={agenda} />
      </Suspense>
    )
  }
  return (
    <section className="calm">
      <AheadSteps agenda={agenda} />
      {template.about && (
        <p className="calm__lead">
          <Said sentence={fill(template.about, language, answers)} />
        </p>
      )}
      <p className="calm__soon">{t(ownPaceSteps(template).length > 0 ? 'later' : 'soon')}</p>
      <ol className="calm__phases">
        {template.phases.map((phase) => {
          const minutes = Math.round(phaseSeconds(phase, answers) / 60)
          return (
            <li key={phase.id}>
              <span className="calm__phase">
                <Said sentence={fill(phase.title, language, answers)} />
              </span>
              {minutes > 0 && (
                <span className="calm__minutes tabular">{t('minutes', { count: minutes })}</span>
              )}
              {phase.purpose && (
                <span className="calm__purpose">
                  <Said sentence={fill(phase.purpose, language, answers)} />
                </span>
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
