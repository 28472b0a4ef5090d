import type { LeftOut } from '#shared/workshop/merged-draft.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Button } from '../ui/button.tsx'
import { purposeWords } from './words.ts'

interface MeanwhileProps {
  /** Somebody else has saved other texts. */
  readonly isEdited: boolean
  /** Their words that found no place. */
  readonly leftOut: readonly LeftOut[]
  readonly onLoad: () => void
}

/** Says that somebody else has changed the texts meanwhile, and brings them together. */
export function Meanwhile({ isEdited, leftOut, onLoad }: MeanwhileProps) {
  const t = useWords(purposeWords)
  return (
    <>
      <div className="purpose__meanwhile" role="alert">
        {isEdited && (
          <>
            <p>{t('edited')}</p>
            <Button tone="accent" onClick={onLoad}>
              {t('load')}
            </Button>
          </>
        )}
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
