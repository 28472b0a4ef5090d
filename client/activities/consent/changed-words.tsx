import { inFull } from '#shared/board/brief.ts'
import { wordDiff } from '#shared/statements/word-diff.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import type { ConsentView } from './consent-view.ts'
import { useVersion } from './use-consent.ts'
import { consentWords } from './words.ts'

/** The words about which the room was asked before, of the same sentence. Undefined: it asks for the first time. */
export function useFormerWords({ before, current }: ConsentView): string | undefined {
  const former = useVersion(before?.about ?? null)
  const now = useVersion(current)
  return former && former.statement === now?.statement ? former.text : undefined
}

/** An amended sentence, its new words marked. All together are the sentence, sign for sign. */
export function ChangedWords({ before, text }: { readonly before: string; readonly text: string }) {
  const language = useContentLanguage() ?? 'en'
  return wordDiff(before, text, language).map(({ kind, text: words }, index) => {
    // A piece is its place.
    if (kind === 'removed') return null
    return kind === 'added' ? (
      <ins key={index}>{inFull(words)}</ins>
    ) : (
      <span key={index}>{inFull(words)}</span>
    )
  })
}

/** The words that an amendment has taken out. */
export function RemovedWords({ before, text }: { readonly before: string; readonly text: string }) {
  const t = useWords(consentWords)
  const language = useContentLanguage() ?? 'en'
  const removed = wordDiff(before, text, language).flatMap(({ kind, text: words }) =>
    kind === 'removed' && words.trim() !== '' ? [words.trim()] : [],
  )
  if (removed.length === 0) return null
  return (
    <p className="consent__hint">
      {t('removed')} <del>{removed.join(' … ')}</del>
    </p>
  )
}
