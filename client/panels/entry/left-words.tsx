import { begunOf, hasWords } from '../../model/memory/begun.ts'
import { formerVisits } from '../../model/memory/former-visits.ts'
import { useWords } from '../../i18n/use-words.ts'
import { CopyField } from '../ui/copy-field.tsx'
import { entryWords } from './words.ts'

/** Words that a person whose access has ended had begun: they are in this browser alone. */
export function LeftWords({ board }: { readonly board: string }) {
  const t = useWords(entryWords)
  const texts = formerVisits(board)
    .flatMap(({ participant }) => Object.values(begunOf(board, participant.id).get()))
    .filter((begun) => begun.isSent !== true && hasWords(begun))
    .map(({ text, blanks = {} }) => [text, ...Object.values(blanks)].join('\n').trim())
  if (texts.length === 0) return null
  return (
    <section className="card card--narrow" aria-label={t('left')}>
      <h2>{t('left')}</h2>
      <p className="card__words">{t('leftHint')}</p>
      {texts.map((text, index) => (
        <CopyField
          key={index}
          label={t('leftText', { number: index + 1 })}
          copyLabel={t('copyText', { number: index + 1 })}
          text={text}
        />
      ))}
    </section>
  )
}
