import { Check } from 'lucide-react'
import { useId } from 'react'
import { useCommonWords } from '../../i18n/use-common-words.ts'
import { colourIndexes } from '#shared/workshop/role.ts'

interface ColourChoiceProps {
  readonly value: number | undefined
  readonly onChange: (colour: number) => void
}

/** A choice among the twelve colours of people, by number and name. */
export function ColourChoice({ value, onChange }: ColourChoiceProps) {
  const t = useCommonWords()
  const name = useId()
  const isGiven = value === undefined
  return (
    <fieldset className="colour-choice" aria-describedby={isGiven ? `${name}-hint` : undefined}>
      <legend>{t('join.colour')}</legend>
      <div className="colour-choice__discs">
        {colourIndexes.map((index) => (
          <label key={index} className="colour-choice__disc" data-colour={index}>
            <input
              type="radio"
              name={name}
              aria-label={t('join.colourNumber', { number: index + 1, name: t(`colours.c${index}`) })}
              checked={index === value}
              onChange={() => onChange(index)}
            />
            {index === value && <Check aria-hidden="true" />}
          </label>
        ))}
      </div>
      {isGiven && (
        <p id={`${name}-hint`} className="field__hint">
          {t('join.colourHint')}
        </p>
      )}
    </fieldset>
  )
}
