import { Map as MapIcon, Maximize, Minus, Plus } from 'lucide-react'
import { Suspense, useSyncExternalStore } from 'react'
import { lazy } from '../ui/lazy.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { Camera } from '../../model/view/camera.ts'
import { fitAll, fullSize, zoomBy, zoomStep } from '../../tools/view.ts'
import { IconButton } from '../ui/button.tsx'
import { useBoard } from '../host/board-context.tsx'
import { keepFocus } from '../ui/focus.ts'
import { useMinimap } from './use-minimap.ts'
import { hostWords } from '../host/words.ts'
import { boardWords } from './words.ts'
import './view-controls.css'

const Minimap = lazy(async () => ({ default: (await import('../../canvas/minimap.tsx')).Minimap }))

/** Zoom, fit and the map at the lower right. */
export function ViewControls() {
  const t = useWords(boardWords)
  const tHost = useWords(hostWords)
  const { model, shell } = useBoard()
  const isMapShown = useMinimap()
  const { camera } = model
  return (
    <div className="view-controls">
      {isMapShown && (
        <div className="view-controls__map panel">
          <Suspense fallback={null}>
            <Minimap model={model} />
          </Suspense>
        </div>
      )}
      <div className="view-controls__row panel" role="toolbar" aria-label={tHost('view')} ref={keepFocus}>
        <IconButton
          label={isMapShown ? t('view.hideMinimap') : t('view.showMinimap')}
          icon={<MapIcon />}
          side="top"
          onClick={() => shell.minimap.set(!isMapShown)}
        />
        <IconButton
          label={tHost('fit')}
          icon={<Maximize />}
          side="top"
          shortcut="⇧1"
          onClick={() => fitAll(model)}
        />
        <IconButton
          label={tHost('zoomOut')}
          icon={<Minus />}
          side="top"
          onClick={() => zoomBy(camera, 1 / zoomStep)}
        />
        <ZoomPercent camera={camera} />
        <IconButton
          label={tHost('zoomIn')}
          icon={<Plus />}
          side="top"
          onClick={() => zoomBy(camera, zoomStep)}
        />
      </div>
    </div>
  )
}

function ZoomPercent({ camera }: { camera: Camera }) {
  const t = useWords(boardWords)
  // The zoom alone: a component must not be drawn again while the view is moved.
  const percent = useSyncExternalStore(
    (onChange) => camera.state.listen(onChange),
    () => Math.round(camera.state.get().zoom * 100),
  )
  return (
    <button
      type="button"
      className="view-controls__percent tabular bare"
      aria-label={t('view.zoomReset', { percent })}
      onClick={() => fullSize({ camera })}
    >
      {percent} %
    </button>
  )
}
