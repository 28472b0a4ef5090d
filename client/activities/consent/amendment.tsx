import { ConsentOperation } from '#shared/activities/consent/rights.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { Version } from '#shared/board/versions.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useMay } from '../../panels/host/board-context.tsx'
import { useRunCommand } from '../../panels/host/use-activity.ts'
import { Button } from '../../panels/ui/button.tsx'
import { LiveWords } from '../../panels/wording/live-words.tsx'
import { WordingField } from '../../panels/wording/wording-field.tsx'
import { consentWords } from './words.ts'
import './step-task.css'

/** The amendment, which everybody who may writes together. */
export function Amendment({ version: { id, statement } }: { readonly version: Version }) {
  const t = useWords(consentWords)
  const run = useRunCommand()
  const mayAsk = useMay(ConsentOperation.ask)
  const mayWrite = useMay(Operation.writeStatement)
  return (
    <section className="consent__form" aria-label={t('amendLabel')}>
      <h2>{t('amendLabel')}</h2>
      {mayWrite ? (
        <WordingField statement={statement} label={t('amendLabel')}>
          {mayAsk && (
            <Button tone="quiet" onClick={() => run({ kind: 'consent.draft', version: id, isOpen: false })}>
              {t('cancel')}
            </Button>
          )}
        </WordingField>
      ) : (
        <LiveWords statement={statement} />
      )}
      <p className="field__hint">{t('amendHint')}</p>
    </section>
  )
}
