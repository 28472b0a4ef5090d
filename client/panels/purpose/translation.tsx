import type { Language } from '#shared/board/document.ts'
import type { PurposePreview } from '#shared/wire/purpose-page.ts'
import { purposeLimits, type PurposeDraft } from '#shared/workshop/purpose-page.ts'
import { useWords } from '../../i18n/use-words.ts'
import { purposeWords } from './words.ts'
import { TextArea } from '../host/text-area.tsx'

interface TranslationProps {
  readonly draft: PurposeDraft
  readonly source: PurposePreview
  readonly onChange: (draft: PurposeDraft) => void
}

/** The page in its other language: each of its texts with its translation, the sentence first. */
export function Translation({ draft, source: { language, sentence, texts }, onChange }: TranslationProps) {
  const t = useWords(purposeWords)
  const other: Language = language === 'fr' ? 'en' : 'fr'
  const words = [
    ...texts,
    ...draft.meanings.flatMap(({ phrase, means }) => [phrase, means]),
    ...draft.promises,
  ]
  const translate = (text: string, translation: string) => {
    const { [text]: _, ...others } = draft.translations
    onChange({ ...draft, translations: translation === '' ? others : { ...others, [text]: translation } })
  }
  return (
    <details className="purpose__translation">
      <summary>{t(`translation.${other}`)}</summary>
      <p className="field__hint">{t(`translationHint.${other}`)}</p>
      {[...new Set(words)]
        .filter((text) => text.trim() !== '')
        .map((text) => (
          <TextArea
            key={text}
            label={text === sentence ? t('translationOfSentence') : text}
            lang={other}
            maxLength={purposeLimits.translation}
            value={draft.translations[text] ?? ''}
            onChange={(translation) => translate(text, translation)}
          />
        ))}
    </details>
  )
}
