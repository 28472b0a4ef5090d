import { Dialog } from '@base-ui/react/dialog'
import { useStore } from '@nanostores/react'
import { X } from 'lucide-react'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { useWakeLock } from '../ui/use-wake-lock.ts'
import { Button } from '../ui/button.tsx'
import { QrCode } from '../ui/qr-code.tsx'
import { useFullScreen } from './use-full-screen.ts'
import { shareWords } from './words.ts'
import './room-screen.css'

/** The participants' link as a huge QR code, readable from the last row. Escape leaves it. */
export function RoomScreen({ link, code, onClose }: { link: string; code: string; onClose: () => void }) {
  const t = useWords(shareWords)
  const { model } = useBoard()
  const { title } = useStore(model.meta)
  const count = useStore(model.presence.count)
  const address = `${location.host}/join`
  useFullScreen(onClose)
  useWakeLock()
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Popup className="room-screen">
          <div className="room-screen__code">
            <QrCode text={link} label={t('qr')} />
          </div>
          <div className="room-screen__words">
            <Dialog.Title className="room-screen__title">{title || t('roomHeading')}</Dialog.Title>
            <p>{t('roomHint', { address })}</p>
            <p className="room-screen__short">{code}</p>
            <p className="room-screen__count tabular">{t('people.count', { count })}</p>
          </div>
          <Dialog.Close
            render={
              <Button tone="quiet" icon={<X />} className="room-screen__close">
                {t('roomClose')}
              </Button>
            }
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
