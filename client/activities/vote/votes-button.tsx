import { useStore } from '@nanostores/react'
import { ChartNoAxesColumn } from 'lucide-react'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { toggleDrawer } from '../../panels/host/shell.ts'
import { useIsLed } from '../../panels/host/use-agenda.ts'
import { BarButton } from '../../panels/ui/bar-button.tsx'
import { narrowQuery, useMedia } from '../../panels/ui/use-media.ts'
import { votesDrawer } from './votes-entry.ts'
import { voteFirstWords } from './first-words.ts'

/** Opens the list of votes. */
export function VotesButton() {
  const t = useWords(voteFirstWords)
  const { shell } = useBoard()
  const drawer = useStore(shell.drawer)
  const isNarrow = useMedia(narrowQuery)
  const isLed = useIsLed()
  if (isNarrow || isLed) return null
  return (
    <BarButton
      label={t('heading')}
      icon={<ChartNoAxesColumn />}
      aria-expanded={drawer === votesDrawer}
      onClick={() => toggleDrawer(shell, votesDrawer)}
    />
  )
}
