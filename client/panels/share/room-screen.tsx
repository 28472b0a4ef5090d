import { Dialog } from '@base-ui/react/dialog'
import { useStore } from '@nanostores/react'
import { X } from 'lucide-react'
import { typedAddress } from '../../model/basics/address.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { useWakeLock } from '../ui/use-wake-lock.ts'
import { Button } from '../ui/button.tsx'
import { QrCode } from '../ui/qr-code.tsx'
import { shareWords } from './words.ts'
import './room-screen.css'
import { useEffect, useEffectEvent } from 'react'

/** The participants' link as a huge QR code, readable from the last row. Escape leaves it. */
export function RoomScreen({ link, code, onClose }: { link: string; code: string; onClose: () => void }) {
  const t = useWords(shareWords)
  const { model } = useBoard()
  const { title } = useStore(model.meta)
  const count = useStore(model.presence.count)
  const address = typedAddress('/join')
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
            <Dialog.Title className="room-screen__title said">{title || t('roomHeading')}</Dialog.Title>
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

/**
 * Takes the whole screen while the component is there, where the browser allows it (not on an iPhone).
 * `onLeave` runs when the person leaves full screen: Escape does so before any key event.
 */
function useFullScreen(onLeave: () => void): void {
  const leave = useEffectEvent(onLeave)
  useEffect(() => {
    const root = document.documentElement
    let isTaken = false
    let isLeft = false
    const giveBack = async () => {
      try {
        if (document.fullscreenElement === root) await document.exitFullscreen()
      } catch {
        // The person or the page has already left full screen.
      }
    }
    const take = async () => {
      try {
        await root.requestFullscreen()
        isTaken = true
        if (isLeft) await giveBack()
      } catch {
        // Without full screen the window is enough.
      }
    }
    const look = () => {
      // The end of an earlier full screen may still be pending when this one begins.
      if (isTaken && document.fullscreenElement === null) leave()
    }
    document.addEventListener('fullscreenchange', look)
    void take()
    return () => {
      isLeft = true
      document.removeEventListener('fullscreenchange', look)
      void giveBack()
    }
  }, [])
}
