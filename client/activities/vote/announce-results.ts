import { Role } from '#shared/workshop/role.ts'
import type { OpenBoard } from '../../panels/host/feature.ts'
import { isPhone } from '../../panels/host/column.ts'
import { isLed } from '../../panels/host/use-agenda.ts'
import { votesDrawer } from './votes-entry.ts'
import { voteFirstWords } from './first-words.ts'

/**
 * Shows the totals on the board when a vote closes, for everyone. A message leads to the ranking; viewers get it at
 * once. Returns its own undo.
 */
export function announceResults({ model, shell }: OpenBoard): () => void {
  const { voting, ui, notices } = model
  const show = () => shell.drawer.set(votesDrawer)
  return voting.open.listen((now, before) => {
    if (now !== undefined) return ui.shownRound.set(null)
    const closed = voting.rounds.get().find((round) => round.id === before?.id && round.state === 'closed')
    if (!closed) return
    if (closed.totals !== null) ui.shownRound.set(closed.id)
    // In a step of an agenda the task shows the result.
    if (shell.drawer.get() === votesDrawer || isLed(model)) return
    // A viewer is often a projector without a person at the keyboard.
    if (model.role === Role.viewer && !isPhone()) return show()
    notices.show({
      text: voteFirstWords.t('closed'),
      tone: 'calm',
      action: { label: voteFirstWords.t('results'), run: show },
    })
  })
}
