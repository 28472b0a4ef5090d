import { Circle, CircleAlert, CircleCheck, CircleDashed } from 'lucide-react'
import { useId, type CSSProperties } from 'react'
import { asShown } from '#shared/board/brief.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import type { OnRing } from './rings.tsx'
import { mapWords } from './words.ts'
import './ripples.css'

interface RipplesProps {
  readonly people: readonly OnRing[]
  readonly titles: readonly string[]
  /** The step asks for needs: those without one say so, too. */
  readonly asksNeeds: boolean
}

/** Names of one ring in the page. The others are on the board. Not measured. */
const mostListed = 60

/** Everybody on the map, ring after ring away from us: names stand between the lines, with the need that one knows. */
export function Ripples({ people, titles, asksNeeds }: RipplesProps) {
  const t = useWords(mapWords)
  const hasNeeds = asksNeeds || people.some(({ needs }) => needs > 0)
  const agreed = people.filter(({ isAgreed }) => isAgreed).length
  const facts = [
    t('people', { count: people.length }),
    ...(agreed > 0 ? [t('agreedNeeds', { count: agreed })] : []),
  ]
  return (
    <>
      <p className="ripples__facts quiet tabular">{facts.join(' · ')}</p>
      <div className="ripples">
        <p className="ripples__us">{t('us')}</p>
        {titles.map((title, ring) => (
          <Ring
            key={title}
            title={title}
            people={people.filter((one) => one.ring === ring)}
            hasNeeds={hasNeeds}
          />
        ))}
      </div>
    </>
  )
}

interface RingProps {
  readonly title: string
  readonly people: readonly OnRing[]
  readonly hasNeeds: boolean
}

function Ring({ title, people, hasNeeds }: RingProps) {
  const t = useWords(mapWords)
  const language = useContentLanguage()
  const id = useId()
  const shown = people.slice(-mostListed)
  return (
    <section className="ripples__ring" aria-labelledby={id}>
      <h3 id={id} className="quiet">
        {title}
      </h3>
      <ul>
        {shown.map((one, index) => (
          <li key={one.id} style={{ '--at': (index + 0.5) / shown.length } as CSSProperties}>
            {hasNeeds && <Mark one={one} />}
            <strong lang={language} dir="auto">
              {asShown(one.name)}
            </strong>
            {hasNeeds && <Need one={one} />}
          </li>
        ))}
      </ul>
      {shown.length < people.length && <p className="quiet">{t('newest', { count: mostListed })}</p>}
    </section>
  )
}

const marks = { agreed: CircleCheck, objection: CircleAlert, none: CircleDashed, open: Circle } as const

function Mark({ one: { isAgreed, hasObjection, need } }: { readonly one: OnRing }) {
  const state = isAgreed ? 'agreed' : hasObjection ? 'objection' : need === '' ? 'none' : 'open'
  const Icon = marks[state]
  return <Icon className="ripples__mark" data-state={state} aria-hidden="true" />
}

/** The agreed need, or the first one; how far it is stands behind it. */
function Need({ one: { isAgreed, hasObjection, need, needs } }: { readonly one: OnRing }) {
  const t = useWords(mapWords)
  const language = useContentLanguage()
  if (need === '') return <span className="quiet">{t('noNeed')}</span>
  return (
    <span className="quiet">
      <span lang={language} dir="auto">
        {asShown(need)}
      </span>
      {needs > 1 && ` · ${t('more', { count: needs - 1 })}`}
      {isAgreed && <span className="visually-hidden"> · {t('agreed')}</span>}
      {!isAgreed && hasObjection && <span className="ripples__waits"> · {t('objection')}</span>}
    </span>
  )
}
