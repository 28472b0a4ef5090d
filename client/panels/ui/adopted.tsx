import { GitFork } from 'lucide-react'
import { inBrief } from '#shared/board/brief.ts'
import { adoptionInWords } from '#shared/blocks/adoption.ts'
import type { Adoption } from '#shared/workshop/adoption.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { Button } from './button.tsx'
import { Sentence } from './sentence.tsx'
import './adopted.css'

export const en = {
  purpose: 'Our purpose',
  origin: 'What it grew from',
}

export const fr = {
  purpose: 'Notre raison d’être',
  origin: 'D’où elle vient',
} satisfies typeof en

/** The sentences about an adopted sentence. */
export const adoptedWords = wordsOf({ en, fr })

interface AdoptedProps {
  readonly adoption: Adoption
  /** Opens what the sentence grew from. A screen without a hand at it has no button. */
  readonly onOrigin?: () => void
}

/** The adopted sentence: how it was decided, when, with how many voices. */
export function Adopted({ adoption, onOrigin }: AdoptedProps) {
  const t = useWords(adoptedWords)
  const { text, language } = adoption
  const { facts, reason } = adoptedInWords(adoption)
  return (
    <div className="adopted">
      <p className="adopted__title">{t('purpose')}</p>
      <Sentence text={text} language={language}>
        {facts}
      </Sentence>
      {reason !== null && (
        <p className="adopted__reason quiet" dir="auto">
          {inBrief(reason)}
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

/** "Adopted by consent on 28 November 2026 · 8 of 9 voices", the reason, and the digest of the words. */
export function adoptedInWords(adoption: Adoption) {
  const { way, when, facts, reason, digest } = adoptionInWords(adoption, { language: currentLanguage() })
  return { facts: [`${way} ${when}`, ...facts].join(' · '), reason, digest }
}
