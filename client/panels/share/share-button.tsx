import { Share2 } from 'lucide-react'
import { Operation } from '#shared/workshop/policy.ts'
import { useFirstTranslation } from '../../i18n/use-first-translation.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { phoneQuery, useMedia } from '../ui/use-media.ts'
import { shareDialog } from './share-entry.ts'

/** The button that opens the links, for people who may manage them. */
export function ShareButton() {
  const { t } = useFirstTranslation()
  const { shell } = useBoard()
  const mayShare = useMay(Operation.manageLinks)
  const isPhone = useMedia(phoneQuery)
  if (!mayShare) return null
  const share = () => shell.open(shareDialog)
  return isPhone ? (
    <IconButton label={t('board.share')} icon={<Share2 />} onClick={share} />
  ) : (
    <Button icon={<Share2 />} onClick={share}>
      {t('board.share')}
    </Button>
  )
}
