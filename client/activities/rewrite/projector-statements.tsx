import { useStore } from '@nanostores/react'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useWords } from '../../i18n/use-words.ts'
import { EvidenceBeside } from '../../panels/blocks/evidence-beside.tsx'
import { RoomPages } from '../../panels/blocks/room-pages.tsx'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useStatementsInStep } from '../../panels/host/use-statements.ts'
import { LiveStatement, useSettledWords } from './live-statement.tsx'
import { rewriteWords } from './words.ts'
import './projector-statements.css'

/** Type sizes, rem: the smallest is read from the last row. */
const sizes = [1.5, 1.3, 1.15]

/** For the whole room: the statements as they change, on as many pages as they take, or the one that a facilitator has read aloud. */
export function ProjectorStatements({ placed }: { readonly placed: PlacedStep }) {
  const t = useWords(rewriteWords)
  const { model } = useBoard()
  const statements = useStatementsInStep(placed.path)
  const spotlight = useStore(model.spotlight)
  const alone = statements.find(({ id }) => id === spotlight)
  const [only] = alone ? [alone] : statements
  if (!only) return null
  const all = (alone ? [alone] : statements).map(({ id, number }) => (
    <article key={id} className="projector-statements__one">
      <h2>{t('statement', { number })}</h2>
      <LiveStatement statement={id} />
    </article>
  ))
  const isOne = all.length === 1
  return (
    <section
      className={isOne ? 'projector-statements' : 'projector-statements room-scene__whole'}
      data-alone={isOne ? '' : undefined}
      aria-label={t('workbench')}
    >
      {isOne ? (
        all
      ) : (
        <RoomPages name={`rewrite:${placed.path}`} sizes={sizes} columnWidth="17.5em">
          {all}
        </RoomPages>
      )}
      {isOne && <EvidenceHere statement={only.id} />}
    </section>
  )
}

function EvidenceHere({ statement }: { readonly statement: string }) {
  const [text = ''] = useSettledWords(statement)
  return <EvidenceBeside sentence={{ id: statement, text }} isRoom />
}
