import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { centreOf } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../../model/board-model.ts'
import { focusBoard } from '../board/focus-board.ts'
import { useBoard } from '../board/board-context.tsx'
import { makeWay, uncoverBoard } from '../board/look-at.ts'
import { IconButton } from '../ui/button.tsx'
import { findOnBoard } from './find-on-board.ts'
import './find-bar.css'

/** Typing settles for this long before the board is searched (taste: no visible delay). */
const settleMs = 120

/** Ctrl+F: rings around what is found, Enter to go from one to the next. */
export function FindBar({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { model, shell } = useBoard()
  const [query, setQuery] = useState('')
  const [found, setFound] = useState<readonly string[]>([])
  const [current, setCurrent] = useState(0)

  useEffect(() => {
    const timer = setTimeout(() => {
      const next = findOnBoard(model.scene, query)
      setFound(next)
      setCurrent(0)
      model.ui.found.set(new Set(next))
      if (next[0] !== undefined) lookAt(model, next[0])
    }, settleMs)
    return () => clearTimeout(timer)
  }, [model, query])
  useEffect(() => () => model.ui.found.set(new Set()), [model])
  useEffect(() => {
    makeWay(shell)
    uncoverBoard(shell)
  }, [shell])

  const step = (by: number) => {
    if (found.length === 0) return
    const next = (current + by + found.length) % found.length
    setCurrent(next)
    const id = found[next]
    if (id !== undefined) lookAt(model, id)
  }
  const close = () => {
    const id = found[current]
    if (id !== undefined) model.ui.selection.set(new Set([id]))
    onClose()
    focusBoard()
  }
  const isSearched = query.trim() !== ''
  return (
    <search className="find-bar panel">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          step(1)
        }}
      >
        <input
          type="text"
          aria-label={t('find.heading')}
          placeholder={t('find.placeholder')}
          autoComplete="off"
          ref={focusOnce}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') close()
            if (event.key === 'Enter' && event.shiftKey) {
              event.preventDefault()
              step(-1)
            }
          }}
        />
        <output className="find-bar__count tabular">
          {isSearched &&
            (found.length === 0
              ? t('find.none')
              : t('find.position', { current: current + 1, total: found.length }))}
        </output>
        <IconButton
          label={t('find.previous')}
          icon={<ChevronUp />}
          disabled={found.length === 0}
          onClick={() => step(-1)}
        />
        <IconButton
          label={t('find.next')}
          icon={<ChevronDown />}
          type="submit"
          disabled={found.length === 0}
        />
        <IconButton label={t('find.close')} icon={<X />} onClick={close} />
      </form>
    </search>
  )
}

function focusOnce(input: HTMLInputElement | null): void {
  input?.focus()
}

/** Keeps the zoom when it is readable, and goes to where the note is in the middle. */
function lookAt({ scene, camera }: BoardModel, id: string): void {
  const rect = scene.notes.get(id)?.rect ?? scene.clusters.get(id)?.rect
  if (!rect) return
  const zoom = Math.max(0.5, camera.state.get().zoom)
  const { width, height } = camera.screen.get()
  const middle = centreOf(rect)
  const view = { width: width / zoom, height: height / zoom }
  // fit() leaves a margin of its own, so a rectangle a little smaller than the view keeps the zoom.
  camera.fit(
    {
      x: middle.x - view.width * 0.4,
      y: middle.y - view.height * 0.4,
      width: view.width * 0.8,
      height: view.height * 0.8,
    },
    { mostZoom: zoom, isCentred: true },
  )
}
