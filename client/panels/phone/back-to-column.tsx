import { List } from 'lucide-react'
import { useEffect } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { focusBoard } from '../host/return-focus.ts'
import { BarButton } from '../ui/bar-button.tsx'
import { phoneWords } from './words.ts'

/** In a crowd, the way back from the board to the task alone. */
export function BackToColumn() {
  const t = useWords(phoneWords)
  const { columnView } = useBoard().shell
  useFocusAfter()
  return <BarButton label={t('fromBoard')} icon={<List />} onClick={() => columnView.set('list')} />
}

/** When this part goes with the button that was pressed in it, the focus goes to the board's place. */
export function useFocusAfter(): void {
  useEffect(
    () => () => {
      if (document.activeElement === document.body) focusBoard()
    },
    [],
  )
}
