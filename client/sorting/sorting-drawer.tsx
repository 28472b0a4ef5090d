import { X } from 'lucide-react'
import { Operation } from '#shared/workshop/policy.ts'
import { useWords } from '../i18n/use-words.ts'
import { useMay } from '../panels/host/board-context.tsx'
import type { Closable } from '../panels/host/feature.ts'
import { focusBoard } from '../panels/host/focus-board.ts'
import { IconButton } from '../panels/ui/button.tsx'
import { scrollByKeys } from '../panels/ui/scroll-by-keys.ts'
import { DraftPart } from './draft-part.tsx'
import { GatherPart } from './gather-part.tsx'
import { PlacePart } from './place-part.tsx'
import { useSortingThread } from './use-sorted.ts'
import { sortingWords } from './words.ts'
import './sorting-drawer.css'

/** The help with sorting: proposals with their reasons, each behind its gate. Nothing moves by itself. */
export function SortingDrawer({ onClose }: Closable) {
  const t = useWords(sortingWords)
  const thread = useSortingThread()
  const mayGather = useMay(Operation.gatherNote)
  const close = () => {
    onClose()
    focusBoard()
  }
  return (
    <aside className="drawer sorting" aria-label={t('heading')}>
      <header className="drawer__head">
        <h2 className="drawer__title">{t('heading')}</h2>
        <IconButton label={t('common.close')} icon={<X />} side="left" onClick={close} />
      </header>
      <div className="drawer__body" ref={scrollByKeys}>
        <p className="sorting__hint">{t('hint')}</p>
        {mayGather && <PlacePart thread={thread} />}
        <GatherPart thread={thread} />
        {mayGather && <DraftPart thread={thread} />}
      </div>
    </aside>
  )
}
