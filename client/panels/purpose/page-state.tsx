import { ExternalLink, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { PurposePageState } from '#shared/wire/purpose-page.ts'
import { longDate } from '#shared/text/long-date.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Button } from '../ui/button.tsx'
import { CopyField } from '../ui/copy-field.tsx'
import { purposeWords } from './words.ts'

interface PageStateProps {
  readonly state: PurposePageState
  readonly onWithdraw: () => void
}

/** Whether the page can be read, where, and how often it was. */
export function PageState({ state: { address, versions, withdrawn, views }, onWithdraw }: PageStateProps) {
  const t = useWords(purposeWords)
  const newest = versions.at(-1)
  if (address === null) {
    return <p>{withdrawn === null ? t('notPublished') : t('withdrawn', { date: dateOf(withdrawn) })}</p>
  }
  return (
    <section className="purpose__state stack" aria-label={t('heading')}>
      {newest && <p>{t('published', { number: newest.number, date: dateOf(newest.at) })}</p>}
      <CopyField label={t('address')} copyLabel={t('copyAddress')} text={address} />
      <Views views={views} />
      <p className="purpose__actions">
        <a className="button button--plain" href={address} target="_blank" rel="noreferrer">
          <ExternalLink aria-hidden="true" />
          <span>{t('openPage')}</span>
        </a>
        <Button tone="quiet" icon={<Undo2 />} onClick={onWithdraw}>
          {t('withdraw')}
        </Button>
      </p>
    </section>
  )
}

const dayMs = 86_400_000
const shownDays = 30

/** Views of the last days, one bar a day. */
function Views({ views }: Pick<PurposePageState, 'views'>) {
  const t = useWords(purposeWords)
  const [today] = useState(() => Date.parse(new Date().toISOString().slice(0, 10)))
  const byDay = new Map(views.map(({ day, count }) => [Date.parse(day), count]))
  const counts = Array.from(
    { length: shownDays },
    (_, index) => byDay.get(today - (shownDays - 1 - index) * dayMs) ?? 0,
  )
  const most = Math.max(1, ...counts)
  const count = counts.reduce((sum, each) => sum + each, 0)
  return (
    <figure className="purpose__views">
      <svg viewBox={`0 0 ${shownDays * 8} 40`} aria-hidden="true">
        {counts.map((each, index) => {
          const height = each === 0 ? 1 : 3 + (each / most) * 37
          return <rect key={index} x={index * 8} y={40 - height} width={6} height={height} rx={1} />
        })}
      </svg>
      <figcaption>
        <span className="tabular">{t('views', { count })}</span>
        <span className="field__hint">{t('viewsHint')}</span>
      </figcaption>
    </figure>
  )
}

function dateOf(at: number): string {
  return longDate(currentLanguage(), at)
}
