import { useStore } from '@nanostores/react'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { StageSwitch } from '../../panels/host/stage-switch.tsx'
import { useInColumn } from '../../panels/host/column.ts'
import { Workbench } from './workbench.tsx'
import { rewriteWords } from './words.ts'

/** The task with the statements. On a phone, the statements themselves. */
export function RewriteTask({ placed }: { readonly placed: PlacedStep }) {
  const t = useWords(rewriteWords)
  const inColumn = useInColumn()
  const isAtTables = useStore(useBoard().model.tables) !== null
  return (
    <div className="rewrite-task">
      {inColumn ? (
        <>
          <Workbench placed={placed} />
          <Help isAtTables={isAtTables} />
        </>
      ) : (
        <>
          <Help isAtTables={isAtTables} />
          <StageSwitch tone="neutral" toStage={t('showStatements')} toBoard={t('showBoard')} />
        </>
      )}
    </div>
  )
}

function Help({ isAtTables }: { readonly isAtTables: boolean }) {
  const t = useWords(rewriteWords)
  return <p className="rewrite-task__help">{t(isAtTables ? 'helpTables' : 'help')}</p>
}
