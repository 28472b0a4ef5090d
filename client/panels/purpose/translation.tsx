import type { Language } from '#shared/board/document.ts'
import type { PurposePreview } from '#shared/wire/purpose-page.ts'
import { purposeLimits, type PurposeDraft } from '#shared/workshop/purpose-page.ts'
import { useWords } from '../../i18n/use-words.ts'
import { purposeWords } from './words.ts'
import { useId } from 'react'

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
            language={other}
            limit={purposeLimits.translation}
            value={draft.translations[text] ?? ''}
            onChange={(translation) => translate(text, translation)}
          />
        ))}
    </details>
  )
}

interface TextAreaProps {
  readonly label: string
  readonly hint?: string
  /** Of the words in it. */
  readonly language: Language
  readonly limit: number
  readonly rows?: number
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A labelled field for some lines. */
export function TextArea({ label, hint, language, limit, rows = 2, value, onChange }: TextAreaProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={rows}
        lang={language}
        dir="auto"
        maxLength={limit}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className="field__hint">
          {hint}
        </p>
      )}
    </div>
  )
}
