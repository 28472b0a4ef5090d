import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Statement } from '../../panels/ui/statement.tsx'
import { useRings, type OnRing } from './use-rings.ts'
import { mapWords } from './words.ts'
import './without.css'

/** Those for whom nobody has named a need, and those without an agreed one: exactly, at any moment. */
export function Without({ people }: { readonly people: readonly OnRing[] }) {
  const t = useWords(mapWords)
  const withoutNeed = people.filter(({ needs }) => needs === 0)
  const withNeed = people.filter(({ needs }) => needs > 0)
  const withoutAgreed = withNeed.filter(({ isAgreed }) => !isAgreed)
  if (people.length === 0) return null
  return (
    <>
      {withoutNeed.length === 0 ? (
        <p className="map-without__all">{t('allHave')}</p>
      ) : (
        <People title={t('without')} people={withoutNeed} />
      )}
      {withNeed.length > 0 && withoutAgreed.length === withNeed.length && (
        <p className="map-without__all">{t('noneAgreed')}</p>
      )}
      {withNeed.length > 0 && withoutAgreed.length === 0 && (
        <p className="map-without__all">{t(withoutNeed.length === 0 ? 'allAgreed' : 'othersAgreed')}</p>
      )}
      {withoutAgreed.length > 0 && withoutAgreed.length < withNeed.length && (
        <People title={t('withoutAgreed')} people={withoutAgreed} />
      )}
    </>
  )
}

/** For facilitators, in every step of the phase from the one that asks for needs. */
export function WithoutOnDesk({ placed: { path, step } }: { readonly placed: PlacedStep }) {
  const people = useRings(path)
  if (step.activity !== 'map' || step.asks !== 'needs' || people.length === 0) return null
  return (
    <div className="map-without">
      <Without people={people} />
    </div>
  )
}

function People({ title, people }: { readonly title: string; readonly people: readonly OnRing[] }) {
  return (
    <section className="map-without__part">
      <h3>{title}</h3>
      <p>
        <Statement text={people.map(({ name }) => name).join(', ')} />
      </p>
    </section>
  )
}
