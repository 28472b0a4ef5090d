import { Share2 } from 'lucide-react'
import { Operation } from '#shared/workshop/policy.ts'
import { useWords } from '../../i18n/use-words.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import { dialog } from '../host/entries.tsx'
import { useIsLed } from '../host/use-agenda.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { narrowQuery, useMedia } from '../ui/use-media.ts'

export const en = { button: 'Share' }

export const fr = { button: 'Partager' } satisfies typeof en

/** The word of the button in the top bar, which loads with the page. */
const shareFirstWords = wordsOf({ en, fr })

/** The button that opens the links, for people who may manage them. */
export function ShareButton() {
  const t = useWords(shareFirstWords)
  const { shell } = useBoard()
  const mayShare = useMay(Operation.manageLinks)
  const isNarrow = useMedia(narrowQuery)
  const isLed = useIsLed()
  if (!mayShare) return null
  const share = () => shell.open(shareDialog)
  return isNarrow || isLed ? (
    <IconButton label={t('button')} icon={<Share2 />} onClick={share} />
  ) : (
    <Button icon={<Share2 />} onClick={share}>
      {t('button')}
    </Button>
  )
}

export const shareDialog = dialog(async () => (await import('./share-dialog.tsx')).ShareDialog)
