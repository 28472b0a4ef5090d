import type { ReactNode } from 'react'
import { Operation } from '#shared/workshop/policy.ts'
import type { Version } from '#shared/board/versions.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useMay } from '../../panels/host/board-context.tsx'
import { LiveWords } from '../../panels/wording/live-words.tsx'
import { WordingField } from '../../panels/wording/wording-field.tsx'
import { consentWords } from './words.ts'
import './step-task.css'

interface AmendmentProps {
  readonly version: Pick<Version, 'statement'>
  readonly children?: ReactNode
}

/** The amendment, which everybody who may writes together. */
export function Amendment({ version: { statement }, children }: AmendmentProps) {
  const t = useWords(consentWords)
  const mayWrite = useMay(Operation.writeStatement)
  return (
    <section className="consent__form" aria-label={t('amendLabel')}>
      <h2>{t('amendLabel')}</h2>
      {mayWrite ? (
        <WordingField statement={statement} label={t('amendLabel')}>
          {children}
        </WordingField>
      ) : (
        <LiveWords statement={statement} />
      )}
      <p className="field__hint">{t('amendHint')}</p>
    </section>
  )
}
