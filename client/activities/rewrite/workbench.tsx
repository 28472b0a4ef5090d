import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useStore } from '@nanostores/react'
import { useWords } from '../../i18n/use-words.ts'
import type { StatementFacts } from '../../model/contract/statements.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useStatementsInStep } from '../../panels/host/use-statements.ts'
import { chosenFor } from './chosen-for.ts'
import { StatementCard } from './statement-card.tsx'
import { UnmentionedHere } from './unmentioned-here.tsx'
import { useMayWrite } from './use-seat.ts'
import { WorkbenchTools } from './workbench-tools.tsx'
import { rewriteWords } from './words.ts'
import './workbench.css'

/** The statements side by side; on a narrow page one below the other. */
export function Workbench({ placed }: { readonly placed: PlacedStep }) {
  const t = useWords(rewriteWords)
  const { model } = useBoard()
  const all = useStatementsInStep(placed.path)
  const own = useStore(model.tables) && model.ownTable()
  // The statement of one's own table comes first.
  const statements = all.toSorted((a, b) => turnOf(b, own) - turnOf(a, own))
  const mayWrite = useMayWrite()
  // Nothing stands before the words.
  const chosen = chosenFor(placed.step, useStore(model.voting.rounds))
  const writable = statements.filter(mayWrite).map(({ id }) => id)
  const remark = chosen > statements.length && (
    <p className="workbench__chosen">{t('chosen', { count: statements.length, of: chosen })}</p>
  )
  return (
    <section className="workbench" aria-label={t('workbench')}>
      {statements.length === 0 ? (
        <p className="workbench__nothing">{t('nothing')}</p>
      ) : (
        <>
          {statements.map((statement) => (
            <StatementCard key={statement.id} statement={statement} writable={writable} />
          ))}
          {remark}
          <WorkbenchTools />
          <UnmentionedHere statements={statements} />
        </>
      )}
    </section>
  )
}

function turnOf({ tables = [] }: StatementFacts, own: number | null): number {
  return own !== null && tables.includes(own) ? 1 : 0
}
