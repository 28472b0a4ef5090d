import { useStore } from '@nanostores/react'
import { useEffect } from 'react'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { isStageAside } from '../../panels/host/stage-aside.ts'
import { Button } from '../../panels/ui/button.tsx'
import { useInColumn } from '../../panels/host/column.ts'
import { Workbench } from './workbench.tsx'
import { rewriteWords } from './words.ts'

/** The task with the statements. On a phone, the statements themselves. */
export function RewriteTask({ placed }: { readonly placed: PlacedStep }) {
  const t = useWords(rewriteWords)
  const inColumn = useInColumn()
  const aside = useStore(isStageAside)
  const isAtTables = useStore(useBoard().model.tables) !== null
  useEffect(() => () => isStageAside.set(false), [])
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
          <Button tone="neutral" onClick={() => isStageAside.set(!aside)}>
            {t(aside ? 'showStatements' : 'showBoard')}
          </Button>
        </>
      )}
    </div>
  )
}

function Help({ isAtTables }: { readonly isAtTables: boolean }) {
  const t = useWords(rewriteWords)
  return <p className="rewrite-task__help">{t(isAtTables ? 'helpTables' : 'help')}</p>
}
