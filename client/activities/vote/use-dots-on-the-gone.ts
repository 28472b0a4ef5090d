import { useStore } from '@nanostores/react'
import { useEffect } from 'react'
import type { Round } from '#shared/workshop/round.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { shownSaving } from '../../panels/host/shown-saving.ts'
import { useSceneFact } from '../../panels/host/use-scene.ts'
import { votesDrawer } from './votes-entry.ts'
import { dotsOnTheGone } from './option-label.ts'
import { voteWords } from './words.ts'

/** Tells a voter about own dots on deleted options, and where to take them back, while there are any. */
export function useDotsOnTheGone({ id }: Round): void {
  const t = useWords(voteWords)
  const { model, shell } = useBoard()
  const own = useStore(model.voting.dots)[id] ?? {}
  const isListed = useStore(shell.drawer) === votesDrawer
  const isHere = useStore(shownSaving(model)) !== 'joining'
  const gone = useSceneFact(model.scene, (scene) => dotsOnTheGone(scene, own))
  // Before the board has arrived all options seem deleted. The list shows it by itself.
  const count = isHere && !isListed ? gone : 0
  useEffect(() => {
    if (count === 0) return undefined
    const { notices } = model
    const notice = notices.show({
      text: t('dotsGone', { count }),
      tone: 'plain',
      isLasting: true,
      action: { label: t('list'), run: () => shell.drawer.set(votesDrawer) },
    })
    return () => notices.dismiss(notice)
  }, [count, model, shell, t])
}
