import { useStore } from '@nanostores/react'
import { Suspense, useEffect } from 'react'
import { useCommonWords } from '../../i18n/use-common-words.ts'
import { BoardCanvas } from '../../canvas/board-canvas.tsx'
import { forgetProjector } from '../../model/memory/projector-session.ts'
import { useBoard } from '../host/board-context.tsx'
import { EmptyBoard } from '../board/empty-board.tsx'
import { ConnectionBanner } from '../board/connection-banner.tsx'
import { followAll } from './follow-all.ts'
import { Invitation } from './invitation.tsx'
import { Leave } from './leave.tsx'
import { useHasBegun } from './use-has-begun.ts'
import { useProjectorScenes } from './use-projector-scenes.ts'
import { useRoomView } from './use-room-view.ts'
import { Wall } from './wall.tsx'
import { useSceneFact } from '../host/use-scene.ts'
import { useWakeLock } from '../ui/use-wake-lock.ts'
import './projector.css'

/**
 * The screen of the room: the activity, the board or what a facilitator shows of it, how to join, the result. Nothing to
 * press.
 */
export function Projection() {
  const t = useCommonWords()
  const { model, features } = useBoard()
  const { title, language } = useStore(model.meta)
  const { Prompt, OverBoard, result } = useProjectorScenes()
  const { spotlight, wall, blank } = useRoomView(model)
  const isEmpty = useSceneFact(model.scene, ({ notes }) => notes.size === 0)
  const isUnderWay = Prompt !== undefined || result !== undefined
  const hasBegun = useHasBegun(model, { isUnderWay, hasNotes: !isEmpty })
  const isBeside = !hasBegun && !spotlight
  const shown = spotlight ?? (result ? undefined : (wall ?? blank))
  const kind = spotlight ? 'spotlight' : wall ? 'board' : 'blank'
  const hasEnded = ['revoked', 'gone'].includes(useStore(model.saving))
  useWakeLock()
  useEffect(() => {
    const stops = features.map(({ projector }) => projector?.watch?.(model))
    return () => {
      for (const stop of stops) stop?.()
    }
  }, [model, features])
  useEffect(() => {
    // Cursors help only people who work on the board.
    model.presence.showCursors.set(false)
    return followAll(model)
  }, [model])
  useEffect(() => {
    if (hasEnded) forgetProjector(model.id)
  }, [hasEnded, model])
  return (
    <div className="projector">
      <header className="projector__head">
        <h1 className="projector__title" lang={title === '' ? undefined : language}>
          {title === '' ? t('common.untitledBoard') : title}
        </h1>
        <Suspense fallback={null}>{Prompt && <Prompt />}</Suspense>
        {!isBeside && <Invitation size="small" />}
      </header>
      <ConnectionBanner />
      <div className="projector__middle">
        <main className="projector__board" aria-label={t('board.canvas')}>
          <div className="projector__canvas" inert>
            <BoardCanvas model={model} onPasteRows={() => undefined} />
          </div>
          <EmptyBoard />
          {shown && <Wall key={kind} groups={shown} kind={kind} />}
        </main>
        {result && !spotlight && (
          <Suspense key={result.id} fallback={null}>
            {result.draw()}
          </Suspense>
        )}
        <Suspense fallback={null}>{OverBoard && !spotlight && <OverBoard />}</Suspense>
        {isBeside && !result && <Invitation size={isEmpty ? 'welcome' : 'beside'} />}
      </div>
      <Leave />
    </div>
  )
}
