import { useStore } from '@nanostores/react'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { Workbench } from './workbench.tsx'
import { rewriteWords } from './words.ts'

/** The statements, then how to work on them. */
export function RewriteTask({ placed }: { readonly placed: PlacedStep }) {
  const t = useWords(rewriteWords)
  const isAtTables = useStore(useBoard().model.tables) !== null
  return (
    <div className="rewrite-task">
      <Workbench placed={placed} />
      <p className="rewrite-task__help">{t(isAtTables ? 'helpTables' : 'help')}</p>
    </div>
  )
}
