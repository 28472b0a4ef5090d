import { useState, type FormEvent } from 'react'
import { areEnough, namesIn } from '#shared/activities/test/names.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useRunCommand } from '../../panels/host/use-activity.ts'
import { Button } from '../../panels/ui/button.tsx'
import { Field } from '../../panels/ui/field.tsx'
import { namesField } from './in-step.ts'
import { testWords } from './words.ts'

/** Without names nothing can be swapped: the facilitator gives them here. */
export function NamesForm({ names }: { readonly names: readonly string[] }) {
  const t = useWords(testWords)
  const run = useRunCommand()
  const [line, setLine] = useState(names.join(', '))
  const [isAsked, setIsAsked] = useState(false)
  const typed = namesIn(line)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!areEnough(typed)) return setIsAsked(true)
    run({ kind: 'test.open', names: [...typed] })
  }
  return (
    <form className="test-task__part" onSubmit={submit}>
      <h3>{t('namesHeading')}</h3>
      <Field
        id={namesField}
        label={t('namesLabel')}
        hint={t('namesHint')}
        error={isAsked && !areEnough(typed) ? t('namesMissing') : undefined}
        value={line}
        onChange={({ target }) => setLine(target.value)}
      />
      <Button type="submit" tone="neutral">
        {t('namesBegin')}
      </Button>
    </form>
  )
}
