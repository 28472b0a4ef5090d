import { useStore } from '@nanostores/react'
import { EyeOff } from 'lucide-react'
import { isWritten } from '#shared/board/draft.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { Button } from '../../panels/ui/button.tsx'
import { deskDrawer } from './write-entries.ts'
import { writeWords } from './words.ts'

/** The button to the notes that this person has kept back at the reveal. */
export function KeptNotes() {
  const t = useWords(writeWords)
  const { model, shell } = useBoard()
  const count = useStore(model.desk.drafts).filter(isWritten).length
  if (count === 0) return null
  return (
    <Button icon={<EyeOff />} isWide onClick={() => shell.drawer.set(deskDrawer)}>
      {t('left', { count })}
    </Button>
  )
}
