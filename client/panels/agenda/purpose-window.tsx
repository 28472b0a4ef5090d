import { useId } from 'react'
import { despiteLimit } from '#shared/agenda/agenda.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { Audience } from '#shared/workshop/audience.ts'
import { useWords } from '../../i18n/use-words.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { useBoard } from '../host/board-context.tsx'
import { useBegun } from '../host/use-begun.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { moveTo } from './lead.ts'
import { purposeAsked } from './purpose-asked.ts'

export const en = {
  title: 'No purpose is adopted yet',
  why: 'This step says how to reach the purpose. You can go on without one. Your reason stands in the log and in the report.',
  reason: 'Why you go on',
  goOn: 'Go on without a purpose',
}

export const fr = {
  title: 'Aucune raison d’être n’est encore adoptée',
  why: 'Cette étape dit comment atteindre la raison d’être. Vous pouvez continuer sans elle. Votre motif figurera au journal et dans le compte rendu.',
  reason: 'Pourquoi vous continuez',
  goOn: 'Continuer sans raison d’être',
} satisfies typeof en

const purposeWords = wordsOf({ en, fr })

/** Asks why the group goes on without a purpose. */
export function PurposeWindow({ to }: { readonly to: StepPath }) {
  const t = useWords(purposeWords)
  const { model } = useBoard()
  const form = useId()
  const { begun, write, clear } = useBegun({
    step: null,
    name: `without-purpose:${to}`,
    audience: Audience.open,
  })
  const reason = begun.text
  const close = () => purposeAsked.set(null)
  const isReady = reason.trim() !== ''
  return (
    <Dialog
      title={t('title')}
      onClose={close}
      isForm
      footer={
        <Button type="submit" form={form} tone="accent" aria-disabled={!isReady}>
          {t('goOn')}
        </Button>
      }
    >
      <p>{t('why')}</p>
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault()
          if (!isReady) return
          close()
          clear()
          moveTo(model, to, reason.trim())
        }}
      >
        <Field
          label={t('reason')}
          maxLength={despiteLimit}
          value={reason}
          onChange={({ target }) => write({ text: target.value })}
        />
      </form>
    </Dialog>
  )
}
