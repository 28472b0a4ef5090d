import { withoutEndlessSigns } from '#shared/text/endless-signs.ts'
import { behind, voicesOf, type Lineage, type LineageThing } from '#shared/statements/lineage.ts'
import type { Phrase } from '#shared/statements/lineage-phrases.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useContentLanguage } from '../ui/content-language.ts'
import { lineageWords } from './words.ts'
import { inLine } from '#shared/text/in-line.ts'
import { capital } from '#shared/text/letters.ts'

interface SentenceProps {
  readonly phrases: readonly Phrase[]
  readonly pressed: Phrase | null
  readonly lineage: Lineage
  readonly onPress: (phrase: Phrase | null) => void
}

/** The sentence, each phrase a button that says with what it came in. */
export function Sentence({ phrases, pressed, lineage, onPress }: SentenceProps) {
  const t = useWords(lineageWords)
  const language = useContentLanguage()
  const origin = pressed && lineage.get(pressed.origin)
  return (
    <section className="lineage-sentence" aria-label={t('phrases')}>
      <p lang={language} dir="auto">
        {phrases.map((phrase, index) => (
          <span key={phrase.start}>
            {phrase.start > (phrases[index - 1]?.end ?? phrase.start) && ' '}
            <button
              type="button"
              aria-pressed={phrase.start === pressed?.start}
              onClick={() => onPress(phrase.start === pressed?.start ? null : phrase)}
            >
              {withoutEndlessSigns(phrase.text)}
            </button>
          </span>
        ))}
      </p>
      <output className="quiet">
        {pressed && origin
          ? [
              t(`cameWith.${origin.column}`, {
                phrase: pressed.text,
                name: nameOf(origin, t),
              }),
              ...[voicesOf(lineage, behind(lineage, [origin.id]))].flatMap((count) =>
                count > 0 ? [t('voices', { count })] : [],
              ),
            ].join(' ')
          : t('pressPhrase')}
      </output>
    </section>
  )
}

/** A thing in a few words: a version by its numbers, all others by their own words. */
function nameOf({ numbers, text }: LineageThing, t: (typeof lineageWords)['t']): string {
  return numbers ? versionName(numbers, t) : inLine(text)
}

/** A version where a line begins with its name. */
export function versionHead(numbers: readonly [number, number], t: (typeof lineageWords)['t']): string {
  return capital(versionName(numbers, t))
}

function versionName([statement, version]: readonly [number, number], t: (typeof lineageWords)['t']): string {
  return version === 0 ? t('statement', { statement }) : t('version', { statement, version })
}
