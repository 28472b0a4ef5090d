import { useEffect, useState } from 'react'
import { Operation } from '#shared/workshop/policy.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import { Button } from '../ui/button.tsx'
import { findWords } from './words.ts'
import { centreOf } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { clusterAround } from './find-on-board.ts'

/** Longest time until a change of the board shows here. Not measured. */
const lateMs = 500

/** Notes that lie so far outside that nobody would find them, for a facilitator. */
export function FarOut({ onMend }: { readonly onMend: () => void }) {
  const t = useWords(findWords)
  const { model } = useBoard()
  const { scene, ui, commands } = model
  const [ids, setIds] = useState(scene.farOut)
  const [current, setCurrent] = useState(-1)
  const mayTidy = useMay(Operation.gather)
  useEffect(() => {
    let late: ReturnType<typeof setTimeout> | undefined
    const read = () => {
      late = undefined
      setIds(scene.farOut())
    }
    const stop = scene.onChange(() => {
      late ??= setTimeout(read, lateMs)
    })
    return () => {
      stop()
      clearTimeout(late)
    }
  }, [scene])
  if (!mayTidy || ids.length === 0) return null
  const show = () => {
    const next = (current + 1) % ids.length
    setCurrent(next)
    const id = ids[next]
    if (id === undefined) return
    ui.selection.set(new Set([id]))
    lookAt(model, id)
  }
  /** These buttons go with the last such note: the focus stays in the search. */
  const mend = (change: () => unknown) => {
    change()
    setIds(scene.farOut())
    onMend()
  }
  return (
    <fieldset className="find-bar__far row">
      <legend>{t('farOut', { count: ids.length })}</legend>
      <Button onClick={show}>{t('showFarOut')}</Button>
      <Button onClick={() => mend(commands.bringBack)}>{t('bringBack')}</Button>
      <Button onClick={() => mend(() => commands.remove(ids))}>{t('deleteFarOut')}</Button>
    </fieldset>
  )
}

/** The id under which a result is visible: a note in a collapsed cluster is on the cluster's card. */
export function placeOf(scene: BoardModel['scene'], id: string): string {
  return clusterAround(scene, id)?.id ?? id
}

/** Moves the note to the middle of the view, and keeps a zoom at which it can be read. */
export function lookAt({ scene, camera }: BoardModel, id: string): void {
  const place = placeOf(scene, id)
  const rect = scene.notes.get(place)?.rect ?? scene.clusters.get(place)?.rect
  if (!rect) return
  const zoom = Math.max(0.5, camera.state.get().zoom)
  const { width, height } = camera.screen.get()
  const middle = centreOf(rect)
  const view = { width: width / zoom, height: height / zoom }
  // fit() adds a margin, so a rectangle a little smaller than the view keeps the zoom.
  camera.fit(
    {
      x: middle.x - view.width * 0.4,
      y: middle.y - view.height * 0.4,
      width: view.width * 0.8,
      height: view.height * 0.8,
    },
    { maxZoom: zoom, isCentred: true },
  )
}
