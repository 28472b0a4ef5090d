import type { ReactNode } from 'react'
import type { Command } from '#shared/wire/command.ts'
import { Audience } from '#shared/workshop/audience.ts'
import { useWords } from '../../i18n/use-words.ts'
import { TextArea } from '../../panels/host/text-area.tsx'
import { useRunCommand } from '../../panels/host/use-activity.ts'
import { useBegun } from '../../panels/host/use-begun.ts'
import { Button } from '../../panels/ui/button.tsx'
import { focusOnArrival } from '../../panels/ui/focus.ts'
import { consentWords } from './words.ts'
import './step-task.css'

interface OpenFormProps {
  /** Of the memory of begun words. */
  readonly name: string
  /** Before anything is begun. */
  readonly text?: string
  readonly label: string
  readonly limit: number
  /** What the words become; null: something is missing. */
  readonly commandOf: (said: string) => Command | null
  readonly button: string
  readonly onDone: () => void
  /** A press has opened it: another one closes it. Left out, it always stands there. */
  readonly isOpened?: boolean
  readonly children?: ReactNode
}

/** Words of a facilitator that everybody reads at once, on the stage. */
export function OpenForm({
  name,
  text = '',
  label,
  limit,
  commandOf,
  button,
  onDone,
  isOpened = false,
  children,
}: OpenFormProps) {
  const t = useWords(consentWords)
  const run = useRunCommand()
  const { begun, write, clear } = useBegun({ step: null, name, audience: Audience.open, text })
  const command = commandOf(begun.text.trim())
  const done = () => {
    clear()
    onDone()
  }
  return (
    <form
      className={children === undefined ? 'consent__reply stack' : 'consent__form'}
      ref={isOpened ? focusOnArrival : null}
      onSubmit={(event) => {
        event.preventDefault()
        if (command) run(command, done)
      }}
    >
      {children}
      <TextArea
        label={label}
        maxLength={limit}
        audience={Audience.open}
        value={begun.text}
        onChange={(words) => write({ text: words })}
      />
      <div className="consent__presses">
        <Button type="submit" tone="neutral" aria-disabled={command === null}>
          {button}
        </Button>
        {children !== undefined && (
          <Button tone="quiet" onClick={onDone}>
            {t('cancel')}
          </Button>
        )}
      </div>
    </form>
  )
}
