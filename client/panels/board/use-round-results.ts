import { useEffect } from 'react'
import { useFirstTranslation } from '../../i18n/use-first-translation.ts'
import { Role } from '#shared/workshop/role.ts'
import { phoneQuery } from '../ui/use-media.ts'
import { useBoard } from '../host/board-context.tsx'

/** When a vote closes, its totals stand on the board for everyone, and a message leads to the ranking; viewers see it at once. */
export function useRoundResults(): void {
  const { t } = useFirstTranslation()
  const { model, shell } = useBoard()
  useEffect(() => {
    const { voting, ui, notices } = model
    return voting.open.listen((now, before) => {
      if (now !== undefined) return ui.shownRound.set(null)
      const closed = voting.rounds.get().find((round) => round.id === before?.id && round.state === 'closed')
      if (!closed) return
      if (closed.totals !== null) ui.shownRound.set(closed.id)
      if (shell.drawer.get() === 'votes') return
      // Who looks on is often a projector, and nobody is at its keyboard.
      if (model.role === Role.viewer && !window.matchMedia(phoneQuery).matches) {
        return shell.drawer.set('votes')
      }
      notices.show({
        text: t('vote.closed'),
        tone: 'calm',
        action: { label: t('vote.results'), run: () => shell.drawer.set('votes') },
      })
    })
  }, [model, shell, t])
}
