import { useStore } from '@nanostores/react'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useWords } from '../../i18n/use-words.ts'
import { EvidenceBeside } from '../../panels/blocks/evidence-beside.tsx'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useStatementsInStep } from '../../panels/host/use-statements.ts'
import { LiveStatement } from './live-statement.tsx'
import { useSettledWords } from './use-settled-words.ts'
import { rewriteWords } from './words.ts'
import './projector-statements.css'

/** For the whole room: the statements as they change, or the one that a facilitator has read aloud. */
export function ProjectorStatements({ placed }: { readonly placed: PlacedStep }) {
  const t = useWords(rewriteWords)
  const { model } = useBoard()
  const statements = useStatementsInStep(placed.path)
  const spotlight = useStore(model.spotlight)
  const alone = statements.find(({ id }) => id === spotlight)
  const shown = alone ? [alone] : statements
  const [only] = shown
  if (!only) return null
  return (
    <section
      className="projector-statements"
      data-alone={shown.length === 1 ? '' : undefined}
      aria-label={t('workbench')}
    >
      {shown.map(({ id, number }) => (
        <article key={id} className="projector-statements__one">
          <h3>{t('statement', { number })}</h3>
          <LiveStatement statement={id} />
        </article>
      ))}
      {shown.length === 1 && <EvidenceHere statement={only.id} />}
    </section>
  )
}

function EvidenceHere({ statement }: { readonly statement: string }) {
  const [text = ''] = useSettledWords(statement)
  return <EvidenceBeside sentence={{ id: statement, text }} isRoom />
}
