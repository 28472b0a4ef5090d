import { List } from 'lucide-react'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { BarButton } from '../ui/bar-button.tsx'
import { useFocusAfter } from './use-focus-after.ts'
import { phoneWords } from './words.ts'

/** In a crowd, the way back from the board to the task alone. */
export function BackToColumn() {
  const t = useWords(phoneWords)
  const { columnView } = useBoard().shell
  useFocusAfter()
  return <BarButton label={t('fromBoard')} icon={<List />} onClick={() => columnView.set('list')} />
}
