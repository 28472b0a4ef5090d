import { AgendaState, type Agenda } from '#shared/agenda/agenda.ts'
import { fill } from '#shared/agenda/fill.ts'
import { ownPaceSteps } from '#shared/agenda/own-pace.ts'
import { phaseSeconds } from '#shared/agenda/steps.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { AheadSteps } from './ahead.tsx'
import { Purpose } from './purpose.tsx'
import { Reached } from './reached.tsx'
import { Said } from './said.tsx'
import { TakeHome } from './take-home.tsx'
import { agendaWords } from './words.ts'

/** Before the start the way that lies ahead; after the end what has been reached. */
export function CalmPage({ agenda }: { readonly agenda: Agenda }) {
  const t = useWords(agendaWords)
  const { template, answers, now } = agenda
  const language = currentLanguage()
  if (now.state === AgendaState.ended) {
    return (
      <section className="calm">
        <p className="calm__lead">{t('thanks')}</p>
        <Purpose />
        <TakeHome />
        <Reached />
      </section>
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
