import { useEffect, useRef } from 'react'
import type { LeftOut } from '#shared/workshop/merged-draft.ts'
import { useWords } from '../../i18n/use-words.ts'
import { purposeWords } from './words.ts'

interface MeanwhileProps {
  /** Somebody else has saved other texts. */
  readonly isEdited: boolean
  /** Their words that found no place. */
  readonly leftOut: readonly LeftOut[]
}

/** Says that somebody else has changed the texts meanwhile, and which of their words found no place. */
export function Meanwhile({ isEdited, leftOut }: MeanwhileProps) {
  const t = useWords(purposeWords)
  const notice = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // The form is long: the notice comes into sight.
    if (isEdited) notice.current?.focus()
  }, [isEdited])
  return (
    <>
      <div ref={notice} className="purpose__meanwhile" role="alert" tabIndex={-1}>
        {isEdited && t('edited')}
      </div>
      {leftOut.length > 0 && (
        <section className="purpose__left" aria-label={t('leftOut')}>
          <p>{t('leftOut')}</p>
          <ul>
            {leftOut.map(({ part, text }, index) => (
              <li key={index}>
                <span className="field__hint">{t(`parts.${part}`)}</span> {text}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
