import { Role } from '#shared/workshop/role.ts'
import type { OpenBoard } from '../../panels/host/feature.ts'
import { isLed } from '../../panels/host/use-agenda.ts'
import { isPhone } from '../../panels/ui/use-media.ts'
import { votesDrawer } from './votes-entry.ts'
import { voteFirstWords } from './first-words.ts'

/** True when a message says that a vote is closed, with a way to the ranking. Where the result shows by itself, none does. */
export function closesWithMessage({ model, shell }: Pick<OpenBoard, 'model' | 'shell'>): boolean {
  // In a step of an agenda the task shows the result.
  if (shell.drawer.get() === votesDrawer || isLed(model)) return false
  return !isLookingOn(model)
}

/** A viewer is often a projector without a person at the keyboard. */
function isLookingOn({ role }: Pick<OpenBoard['model'], 'role'>): boolean {
  return role === Role.viewer && !isPhone()
}

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
    if (isLookingOn(model) && !isLed(model)) return show()
    if (!closesWithMessage({ model, shell })) return
    notices.show({
      text: voteFirstWords.t('closed'),
      tone: 'calm',
      action: { label: voteFirstWords.t('results'), run: show },
    })
  })
}
