import { useStore } from '@nanostores/react'
import type { TurnRound } from '#shared/activities/turns/turn-round.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useRunCommand } from '../../panels/host/use-activity.ts'
import { Button } from '../../panels/ui/button.tsx'
import { useNameOf } from './speaker.tsx'
import { turnsWords } from './words.ts'

interface Props {
  readonly round: TurnRound
  /** Facilitators name the table. Everybody else leads the round of their own. */
  readonly table?: number
}

/** Everybody at a table may call the next person, give time, or let a person speak later. */
export function TablePresses({ round: { now, next, change }, table }: Props) {
  const t = useWords(turnsWords)
  const { model } = useBoard()
  const run = useRunCommand()
  const isMine = useStore(model.me).id === now?.person
  const name = useNameOf(next ?? '')
  const press = { change, ...(table !== undefined && { table }) }
  if (now === null && next === null) return null
  const call = now === null ? t('callName', { name }) : t('nextName', { name })
  const words = isMine ? t('finish') : next === null ? t('endLast') : call
  return (
    <div className="turns-task__presses turns-task__presses--table">
      <Button tone="neutral" onClick={() => run({ kind: 'turns.next', ...press })}>
        {words}
      </Button>
      {now !== null && (
        <>
          <Button tone="neutral" onClick={() => run({ kind: 'turns.more', ...press })}>
            {t('more')}
          </Button>
          <Button tone="quiet" onClick={() => run({ kind: 'turns.skip', ...press })}>
            {t('skip')}
          </Button>
        </>
      )}
    </div>
  )
}
