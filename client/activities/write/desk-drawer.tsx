import { useStore } from '@nanostores/react'
import { ImagePlus, Redo2, Undo2, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import type { Closable } from '../../panels/host/feature.ts'
import { focusBoard } from '../../panels/host/return-focus.ts'
import { LateWords } from '../../panels/host/late-words.tsx'
import { lateTextsOf } from '../../panels/host/late-texts.ts'
import { choosePhotos } from '../../panels/ui/choose-photos.ts'
import { Button, IconButton } from '../../panels/ui/button.tsx'
import { DeskNotes } from './desk-notes.tsx'
import { writeWords } from './words.ts'
import { hostWords } from '../../panels/host/words.ts'

/**
 * The drawer "Your notes": own drafts while people write in private; after the reveal those that it left. To close it keeps
 * them all.
 */
export function DeskDrawer({ onClose }: Closable) {
  const t = useWords(writeWords)
  const tHost = useWords(hostWords)
  const { model } = useBoard()
  const { desk } = model
  const isPrivate = useStore(model.writing).mode === 'private'
  const mayWrite = useMay(Operation.keepDesk)
  const canUndo = useStore(desk.undo.canUndo)
  const canRedo = useStore(desk.undo.canRedo)
  const close = () => {
    onClose()
    focusBoard()
  }
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    const aside = place.current
    /** In the drawer the keys of undo belong to the drafts, also beside its fields. */
    const press = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase()
      if ((!event.ctrlKey && !event.metaKey) || event.altKey || (key !== 'z' && key !== 'y')) return
      event.preventDefault()
      if (key === 'y' || event.shiftKey) desk.undo.redo()
      else desk.undo.undo()
    }
    aside?.addEventListener('keydown', press)
    return () => aside?.removeEventListener('keydown', press)
  }, [desk])
  return (
    <aside className="drawer desk" aria-label={t('yours')} ref={place}>
      <header className="drawer__head apart">
        <h2 className="drawer__title">{t('yours')}</h2>
        <span className="desk__tools">
          <IconButton
            label={t('common.undo')}
            icon={<Undo2 />}
            side="left"
            disabled={!canUndo}
            onClick={desk.undo.undo}
          />
          <IconButton
            label={t('common.redo')}
            icon={<Redo2 />}
            side="left"
            disabled={!canRedo}
            onClick={desk.undo.redo}
          />
          <IconButton label={t('common.close')} icon={<X />} side="left" onClick={close} />
        </span>
      </header>
      <div className="drawer__body">
        <LateWords texts={useStore(lateTextsOf(model))} isFolded={false} />
        <DeskNotes />
      </div>
      {mayWrite && isPrivate && (
        <footer className="drawer__foot">
          <Button
            icon={<ImagePlus />}
            onClick={() => choosePhotos((files) => model.photos.bring(files, model.camera.view()))}
          >
            {tHost('addPhotos')}
          </Button>
          <Button tone="accent" onClick={() => desk.begin()}>
            {t('new')}
          </Button>
        </footer>
      )}
    </aside>
  )
}
