import { useStore } from '@nanostores/react'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useStatementsInStep } from '../../panels/host/use-statements.ts'
import { LiveStatement } from './live-statement.tsx'
import { rewriteWords } from './words.ts'
import './projector-statements.css'

/** For the whole room: the statements as they change, or the one that a facilitator has read aloud. */
export function ProjectorStatements({ placed }: { readonly placed: PlacedStep }) {
  const t = useWords(rewriteWords)
  const { model } = useBoard()
  const statements = useStatementsInStep(placed.path)
  const spotlight = useStore(model.spotlight)
  const alone = statements.find(({ id }) => id === spotlight)
  if (statements.length === 0) return null
  return (
    <section className="projector-statements" data-alone={alone ? '' : undefined} aria-label={t('workbench')}>
      {(alone ? [alone] : statements).map(({ id, number }) => (
        <article key={id} className="projector-statements__one">
          <h3>{t('statement', { number })}</h3>
          <LiveStatement statement={id} />
        </article>
      ))}
    </section>
  )
}
