import { Check } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { colourIndexes } from './person-name.ts'

/** The twelve colours of cursors and avatars, by number and name. */
export function ColourChoice({ value, onChange }: { value: number; onChange: (colour: number) => void }) {
  const { t } = useTranslation()
  const name = useId()
  return (
    <fieldset className="colour-choice">
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
    </fieldset>
  )
}
