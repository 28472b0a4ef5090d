import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useWords } from '../../i18n/use-words.ts'
import { wayOf } from '../../panels/ui/adopted.tsx'
import { adoptedWords } from '../../panels/ui/adopted-words.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { LiveWords } from '../../panels/wording/live-words.tsx'
import { Answers } from './result.tsx'
import { useConsent, useVersion } from './use-consent.ts'
import { consentWords } from './words.ts'
import './result.css'
import './room.css'

/** In place of the board: the sentence, then the answers to it, then the adopted sentence. */
export function Room({ placed }: { readonly placed: PlacedStep }) {
  const t = useWords(adoptedWords)
  const language = useContentLanguage()
  const words = useWords(consentWords)
  const { current, open, asked, adoption, isDrafting } = useConsent(placed)
  const version = useVersion(current)
  if (!version) return null
  const { text } = version
  const isAsked = !open && !adoption && (asked !== undefined || isDrafting)
  return (
    <div
      className="consent-room"
      data-begun={open !== undefined || isAsked || adoption !== undefined || undefined}
      data-adopted={adoption !== undefined || undefined}
    >
      <div className="consent-room__inner" data-asked={isAsked || undefined}>
        {adoption && <p className="consent-room__title">{t('purpose')}</p>}
        <blockquote
          className="consent-room__sentence"
          style={{ fontSize: `${sizeOf(text) * (isAsked ? besideAnswers : 1)}cqw` }}
          lang={adoption?.language ?? language}
          dir="auto"
        >
          {text}
        </blockquote>
        {adoption && <p className="consent-room__way">{wayOf(adoption)}</p>}
        {adoption?.reason !== undefined && (
          <p className="consent-room__reason" dir="auto">
            {t('reason', { reason: adoption.reason })}
          </p>
        )}
        {isDrafting ? (
          <section className="consent-room__draft">
            <h2>{words('amendLabel')}</h2>
            <LiveWords statement={version.statement} />
          </section>
        ) : (
          isAsked &&
          asked && (
            <div className="consent-room__answers">
              <Answers round={asked} />
            </div>
          )
        )}
      </div>
    </div>
  )
}

/** The sentence has half of the room. */
const besideAnswers = 0.62

/** So that a sentence of twenty words and one of a hundred both fill the room. In hundredths of its width. */
function sizeOf(text: string): number {
  return Math.min(5.6, Math.max(1.9, 52 / Math.sqrt(Math.max(1, text.length))))
}
