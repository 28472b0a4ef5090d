import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { focusBoard } from '../host/return-focus.ts'
import { useBoard } from '../host/board-context.tsx'
import { nameOfGroup } from '../host/group-label.ts'
import { closeCoveringDrawer, uncoverBoard } from '../host/look-at.ts'
import { IconButton } from '../ui/button.tsx'
import { FarOut, lookAt, placeOf } from './far-out.tsx'
import { clusterAround, findOnBoard, nothingFound, refound } from './find-on-board.ts'
import { findWords } from './words.ts'
import './find-bar.css'

/** Pause in typing before the board is searched: no visible delay. Not measured. */
const settleMs = 120

/** Longest time until changes by others appear among the results: not every letter needs a search. */
const lateMs = 500

/** The search (Ctrl+F): rings around the results, Enter goes to the next one. */
export function FindBar({ onClose }: { onClose: () => void }) {
  const t = useWords(findWords)
  const { model, shell } = useBoard()
  const bar = useRef<HTMLElement>(null)
  const [query, setQuery] = useState(() => shell.typed.join(''))
  const [{ ids, current }, setFinding] = useState(nothingFound)
  const searched = useRef('')

  useEffect(() => {
    const { scene, ui } = model
    let late: ReturnType<typeof setTimeout> | undefined
    const mark = (found: readonly string[]) => ui.found.set(new Set(found.map((id) => placeOf(scene, id))))
    const refresh = () => {
      late = undefined
      const next = findOnBoard(scene, query)
      setFinding((before) => refound(before, next))
      mark(next)
    }
    const timer = setTimeout(() => {
      searched.current = query
      const next = findOnBoard(scene, query)
      setFinding({ ids: next, current: 0 })
      mark(next)
      if (next[0] !== undefined) lookAt(model, next[0])
    }, settleMs)
    const stop = scene.onChange(() => {
      late ??= setTimeout(refresh, lateMs)
    })
    return () => {
      stop()
      clearTimeout(timer)
      clearTimeout(late)
    }
  }, [model, query])
  useEffect(() => () => model.ui.found.set(new Set()), [model])
  useEffect(() => {
    closeCoveringDrawer(shell)
    uncoverBoard(shell)
  }, [shell])

  const step = (by: number) => {
    if (ids.length === 0) return
    const next = (current + by + ids.length) % ids.length
    setFinding({ ids, current: next })
    const id = ids[next]
    if (id !== undefined) lookAt(model, id)
  }
  const close = () => {
    // Escape right after the last letter selects what these words find, too.
    const id = query === searched.current ? ids[current] : findOnBoard(model.scene, query)[0]
    if (id !== undefined) model.ui.selection.set(new Set([placeOf(model.scene, id)]))
    onClose()
    focusBoard()
  }
  const leave = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close()
  }
  const isSearched = query.trim() !== ''
  const around = clusterAround(model.scene, ids[current] ?? '')
  return (
    <search className="find-bar panel" ref={bar}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          step(1)
        }}
      >
        <input
          type="text"
          aria-label={t('heading')}
          placeholder={t('placeholder')}
          autoComplete="off"
          ref={focusOnce}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            leave(event)
            if (event.key === 'Enter' && event.shiftKey) {
              event.preventDefault()
              step(-1)
            }
          }}
        />
        <output className="find-bar__count tabular">
          {isSearched &&
            (ids.length === 0 ? t('none') : t('position', { current: current + 1, total: ids.length }))}
        </output>
        <IconButton
          label={t('previous')}
          icon={<ChevronUp />}
          disabled={ids.length === 0}
          onClick={() => step(-1)}
          onKeyDown={leave}
        />
        <IconButton
          label={t('next')}
          icon={<ChevronDown />}
          type="submit"
          disabled={ids.length === 0}
          onKeyDown={leave}
        />
        <IconButton label={t('close')} icon={<X />} onClick={close} onKeyDown={leave} />
      </form>
      <output className="find-bar__where">{around && t('inGroup', { title: nameOfGroup(around, t) })}</output>
      <FarOut onMend={() => focusOnce(bar.current?.querySelector('input') ?? null)} />
    </search>
  )
}

function focusOnce(input: HTMLInputElement | null): void {
  input?.focus()
}
