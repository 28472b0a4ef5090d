import { GitFork } from 'lucide-react'
import { AdoptionKind, type Adoption } from '#shared/workshop/adoption.ts'
import { dateLocale } from '#shared/text/date-locale.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Button } from './button.tsx'
import { Sentence } from './sentence.tsx'
import { adoptedWords } from './adopted-words.ts'
import './adopted.css'

interface AdoptedProps {
  readonly adoption: Adoption
  /** Opens what the sentence grew from. A screen without a hand at it has no button. */
  readonly onOrigin?: () => void
}

/** The adopted sentence: how it was decided, when, with how many voices. */
export function Adopted({ adoption, onOrigin }: AdoptedProps) {
  const t = useWords(adoptedWords)
  const { text, language, reason } = adoption
  return (
    <div className="adopted">
      <p className="adopted__title">{t('purpose')}</p>
      <Sentence text={text} language={language}>
        {wayOf(adoption)}
      </Sentence>
      {reason !== undefined && (
        <p className="adopted__reason" dir="auto">
          {t('reason', { reason })}
        </p>
      )}
      {onOrigin && (
        <Button tone="quiet" icon={<GitFork />} onClick={onOrigin}>
          {t('origin')}
        </Button>
      )}
    </div>
  )
}

/** "Adopted by consent on 28 November 2026 · 8 of 9 voices". */
export function wayOf({ kind, at, voices, isImported }: Adoption): string {
  const { t } = adoptedWords
  const date = new Intl.DateTimeFormat(dateLocale(currentLanguage()), { dateStyle: 'long' }).format(at)
  const way = {
    [AdoptionKind.consent]: t('byConsent', { date }),
    [AdoptionKind.override]: t('byOverride', { date }),
    [AdoptionKind.sponsor]: t('bySponsor', { date }),
  }[kind]
  const { answered, entitled } = voices
  const counted = entitled > 0 ? t('voices', { answered, entitled }) : ''
  return [way, counted, isImported ? t('imported') : ''].filter((part) => part !== '').join(' · ')
}
