import { Check } from 'lucide-react'
import { useId } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { tints, type Tint } from '#shared/board/note.ts'
import { keepFocus } from './focus.ts'
import { uiWords } from './words.ts'
import './tint-row.css'

interface TintRowProps {
  readonly label: string
  /** Undefined: the selected things differ. */
  readonly value: Tint | undefined
  readonly onChange: (tint: Tint) => void
}

/**
 * The eight tints of notes. Each has a name and the chosen one a tick, so that colour is not the only sign.
 */
export function TintRow({ label, value, onChange }: TintRowProps) {
  const t = useWords(uiWords)
  const name = useId()
  return (
    <div role="radiogroup" aria-label={label} className="tint-row" ref={keepFocus}>
      {tints.map((tint) => (
        <label key={tint} className="tint-row__option" data-hint={t(`tints.${tint}`)} data-side="top">
          <input
            type="radio"
            name={name}
            aria-label={t(`tints.${tint}`)}
            checked={tint === value}
            // A click on the current tint is also an answer: it closes the row.
            onClick={() => tint === value && onChange(tint)}
            onChange={() => onChange(tint)}
          />
          <span className="tint-row__swatch" data-tint={tint} data-paper="">
            {tint === value && <Check aria-hidden="true" />}
          </span>
        </label>
      ))}
    </div>
  )
}
