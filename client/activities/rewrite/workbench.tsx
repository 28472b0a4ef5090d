import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useStatementsInStep } from '../../panels/host/use-statements.ts'
import { StatementCard } from './statement-card.tsx'
import { UnmentionedHere } from './unmentioned-here.tsx'
import { useMayWrite } from './use-seat.ts'
import { WorkbenchTools } from './workbench-tools.tsx'
import { rewriteWords } from './words.ts'
import './workbench.css'

/** The statements side by side; on a narrow page one below the other. */
export function Workbench({ placed }: { readonly placed: PlacedStep }) {
  const t = useWords(rewriteWords)
  const statements = useStatementsInStep(placed.path)
  const mayWrite = useMayWrite()
  const writable = statements.filter(mayWrite).map(({ id }) => id)
  return (
    <section className="workbench" aria-label={t('workbench')}>
      {statements.length === 0 ? (
        <p className="workbench__nothing">{t('nothing')}</p>
      ) : (
        <>
          <WorkbenchTools />
          {statements.map((statement) => (
            <StatementCard key={statement.id} statement={statement} writable={writable} />
          ))}
          <UnmentionedHere statements={statements} />
        </>
      )}
    </section>
  )
}
