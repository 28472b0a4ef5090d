import { useStore } from '@nanostores/react'
import { EyeOff } from 'lucide-react'
import { WriteOperation } from '#shared/activities/write/activity.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { isPlanned } from '../../panels/host/use-agenda.ts'
import { returnFocus } from '../../panels/host/return-focus.ts'
import { BarButton } from '../../panels/ui/bar-button.tsx'
import { narrowQuery, useMedia } from '../../panels/ui/use-media.ts'
import { beginDialog } from './write-entries.ts'
import { writeFirstWords } from './first-words.ts'

/** The button that begins private writing, for facilitators. */
export function WriteButton() {
  const t = useWords(writeFirstWords)
  const { model, shell } = useBoard()
  const maySetWriting = useMay(WriteOperation.setWriting)
  const isPrivate = useStore(model.writing).mode === 'private'
  useStore(model.agenda)
  const isNarrow = useMedia(narrowQuery)
  if (!maySetWriting || isPrivate || isPlanned(model) || isNarrow) return null
  return (
    <BarButton
      ref={returnFocus}
      label={t('begin')}
      icon={<EyeOff />}
      onClick={() => shell.open(beginDialog)}
    />
  )
}
