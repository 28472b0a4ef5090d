import { useId, useState, type FormEvent } from 'react'
import { theirsIn } from '#shared/activities/test/names.ts'
import { theirsLimits } from '#shared/workshop/theirs.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useRunCommand } from '../../panels/host/use-activity.ts'
import { Button } from '../../panels/ui/button.tsx'
import { testWords } from './words.ts'

/** The swap backwards: the facilitator pastes the purposes of others, and the room is asked whether it could sign them. */
export function TheirsForm() {
  const t = useWords(testWords)
  const run = useRunCommand()
  const id = useId()
  const [pasted, setPasted] = useState('')
  const [isAsked, setIsAsked] = useState(false)
  const theirs = theirsIn(pasted)
  const isReady =
    theirs.length > 0 && theirs.length <= theirsLimits.count && theirs.every(({ source }) => source !== '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setIsAsked(true)
    if (isReady) run({ kind: 'test.open', theirs: [...theirs] })
  }
  return (
    <details className="test-task__part test-theirs">
      <summary>{t('theirsHeading')}</summary>
      <form className="test-task__answer" onSubmit={submit}>
        <label htmlFor={id}>{t('theirsLabel')}</label>
        <textarea
          id={id}
          rows={4}
          placeholder={t('theirsExample')}
          value={pasted}
          aria-describedby={`${id}-missing`}
          onChange={({ target }) => {
            setPasted(target.value)
            setIsAsked(false)
          }}
        />
        <output id={`${id}-missing`} className="field__error">
          {isAsked && !isReady && t('theirsMissing')}
        </output>
        <Button type="submit" tone="neutral">
          {t('theirsAsk')}
        </Button>
      </form>
    </details>
  )
}
