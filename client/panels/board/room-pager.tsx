import { ChevronLeft, ChevronRight, Presentation } from 'lucide-react'
import { useEffect } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { turnPage, useTurnedPages } from '../host/room-pages.tsx'
import { IconButton } from '../ui/button.tsx'
import { isWriting } from '../ui/keys.ts'
import { boardWords } from './words.ts'
import './room-pager.css'

/**
 * For facilitators: turns the pages of projectors. So do PageDown and PageUp, as long as there is a page to turn to; then
 * they lead on and back.
 */
export function RoomPager() {
  const t = useWords(boardWords)
  const { model, shell } = useBoard()
  const shown = useTurnedPages(model)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, metaKey, altKey, shiftKey } = event
      const by = key === 'PageDown' ? 1 : key === 'PageUp' ? -1 : undefined
      if (by === undefined || ctrlKey || metaKey || altKey || shiftKey) return
      if (isWriting(target) || shell.dialog.get() !== null) return
      if (turnPage(model, by)) event.preventDefault()
    }
    window.addEventListener('keydown', press, { capture: true })
    return () => window.removeEventListener('keydown', press, { capture: true })
  }, [model, shell])
  if (!shown) return null
  const { page, pages } = shown
  const told = t('room.page', { page: page + 1, pages })
  const turn = (by: 1 | -1) => () => void turnPage(model, by)
  return (
    <section className="room-pager" aria-label={t('room.label')} title={told}>
      <Presentation aria-hidden="true" />
      <output className="visually-hidden">{told}</output>
      <IconButton
        label={t('room.before')}
        icon={<ChevronLeft />}
        aria-disabled={page === 0}
        onClick={turn(-1)}
      />
      <span className="tabular" aria-hidden="true">
        {page + 1} / {pages}
      </span>
      <IconButton
        label={t('room.next')}
        icon={<ChevronRight />}
        aria-disabled={page === pages - 1}
        onClick={turn(1)}
      />
    </section>
  )
}
