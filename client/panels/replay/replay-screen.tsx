import { Dialog } from '@base-ui/react/dialog'
import { Eraser, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { Operation } from '#shared/workshop/policy.ts'
import { errorSentence } from '../../i18n/error-sentence.ts'
import type { Translate } from '../../i18n/i18n.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { clearReplay } from '../../model/http/api.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Confirm } from '../ui/dialog.tsx'
import { ReplayGaps } from './replay-gaps.tsx'
import { ReplayStage } from './replay-stage.tsx'
import { useReplay, type ReplayState } from './use-replay.ts'
import './replay.css'

/** The replay, over the live board. Escape returns to the board. */
export function ReplayScreen({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { model, asking } = useBoard()
  const mayClear = useMay(Operation.clearReplay)
  const replay = useReplay(asking)
  const [isAsking, setIsAsking] = useState(false)
  const popup = useRef<HTMLDivElement>(null)
  const clear = async () => {
    setIsAsking(false)
    const answer = await clearReplay(asking)
    if (answer.ok) onClose()
    model.notices.show(
      answer.ok
        ? { text: t('replay.cleared'), tone: 'calm' }
        : { text: errorSentence(answer.code), tone: 'warn' },
    )
  }
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Popup ref={popup} className="replay" initialFocus={popup}>
          <header className="replay__head">
            <Dialog.Title className="replay__title">{t('replay.heading')}</Dialog.Title>
            <p className="replay__intro">{t('replay.intro')}</p>
            {(replay.kind === 'ready' || replay.kind === 'lost') && mayClear && (
              <IconButton label={t('replay.clear')} icon={<Eraser />} onClick={() => setIsAsking(true)} />
            )}
            <Dialog.Close
              render={
                <Button tone="quiet" icon={<X />}>
                  {t('replay.close')}
                </Button>
              }
            />
          </header>
          {replay.kind === 'ready' && replay.film.gaps.length > 0 && <ReplayGaps gaps={replay.film.gaps} />}
          {replay.kind === 'ready' ? (
            <ReplayStage film={replay.film} />
          ) : (
            <output className="replay__wait">
              {replay.kind === 'lost' ? <ReplayGaps gaps={replay.gaps} /> : whyNot(replay, t)}
            </output>
          )}
          {isAsking && (
            <Confirm
              title={t('replay.askHeading')}
              text={
                <>
                  <p>{t('replay.ask')}</p>
                  <p>{t('replay.askSafe')}</p>
                </>
              }
              confirm={t('replay.clearConfirm')}
              onCancel={() => setIsAsking(false)}
              onConfirm={() => void clear()}
            />
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function whyNot(replay: Exclude<ReplayState, { kind: 'ready' | 'lost' }>, t: Translate): string {
  switch (replay.kind) {
    case 'waiting':
      return t('replay.waiting')
    case 'empty':
      return replay.isOff ? t('replay.off') : t('replay.empty')
    case 'failed':
      return errorSentence(replay.code)
  }
}
