import { useState, useId } from 'react'
import { useWords, useCommonWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { useOutcome } from '../host/outcome.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { peopleWords } from './words.ts'
import { Avatar } from '../ui/avatar.tsx'
import { NameField } from './name-field.tsx'
import './me-form.css'
import { Check } from 'lucide-react'
import { colourIndexes } from '#shared/workshop/role.ts'

export function MeDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(peopleWords)
  const { model } = useBoard()
  const report = useOutcome()
  const [name, setName] = useState(model.me.get().name)
  const [colour, setColour] = useState(model.me.get().colour)
  return (
    <Dialog
      title={t('me')}
      size="small"
      isForm
      onClose={onClose}
      footer={
        <Button tone="accent" type="submit" form="me">
          {t('saveMe')}
        </Button>
      }
    >
      <form
        id="me"
        onSubmit={(event) => {
          event.preventDefault()
          report(model.commands.changeMe(name.trim(), colour), onClose)
        }}
      >
        <MeForm name={name} colour={colour} onName={setName} onColour={setColour} />
      </form>
    </Dialog>
  )
}

interface MeFormProps {
  readonly name: string
  /** Undefined: the server chooses one. */
  readonly colour: number | undefined
  readonly onName: (name: string) => void
  readonly onColour: (colour: number) => void
}

/** Fields for a first name, or none, and a colour, with the avatar that others will see. */
function MeForm({ name, colour, onName, onColour }: MeFormProps) {
  return (
    <div className="me-form">
      <div className="me-form__name">
        <Avatar name={name} colour={colour} size="large" />
        <NameField value={name} onChange={onName} />
      </div>
      <ColourChoice value={colour} onChange={onColour} />
    </div>
  )
}

interface ColourChoiceProps {
  readonly value: number | undefined
  readonly onChange: (colour: number) => void
}

/** A choice among the twelve colours of people, by number and name. */
function ColourChoice({ value, onChange }: ColourChoiceProps) {
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
