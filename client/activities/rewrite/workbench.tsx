import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useStatementsInStep } from '../../panels/host/use-statements.ts'
import { StatementCard } from './statement-card.tsx'
import { rewriteWords } from './words.ts'
import './workbench.css'

/** The statements side by side; on a narrow page one below the other. */
export function Workbench({ placed }: { readonly placed: PlacedStep }) {
  const t = useWords(rewriteWords)
  const statements = useStatementsInStep(placed.path)
  return (
    <section className="workbench" aria-label={t('workbench')}>
      {statements.length === 0 ? (
        <p className="workbench__nothing">{t('nothing')}</p>
      ) : (
        statements.map((statement) => <StatementCard key={statement.id} statement={statement} />)
      )}
    </section>
  )
}
