import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  FoldHorizontal,
  FoldVertical,
  Frame,
  Trash2,
  UnfoldHorizontal,
  UnfoldVertical,
} from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import { titleIn } from '#shared/board/area.ts'
import { titleLimit } from '#shared/board/limits.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { SceneArea } from '../../model/document/scene-areas.ts'
import type { Scene } from '../../model/document/scene.ts'
import { drawnAreasOf } from '../../tools/free.ts'
import { bringIntoView } from '../../tools/view.ts'
import { useBoard } from '../host/board-context.tsx'
import { useSceneList } from '../host/use-scene.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Palette } from '../ui/palette.tsx'
import { areaWords } from './area-words.ts'
import './area-dialog.css'

/** One press moves or sizes an area so far, board units: a fifth of a note. */
const step = 40

/** The areas that people drew, as a list. */
export function AreasDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(areaWords)
  const { model } = useBoard()
  const areas = useSceneList(model.scene, drawnIn, sameShown)
  return (
    <Palette
      title={t('listHeading')}
      placeholder={t('placeholder')}
      none={t('none')}
      choices={areas.map((area) => ({
        id: area.id,
        label: titleIn(area, currentLanguage()) || t('untitled'),
        icon: <Frame />,
        aside: <span className="quiet tabular">{t('notes', { count: countIn(model.scene, area) })}</span>,
        run: () => {
          bringIntoView(model, area.rect)
          model.ui.titling.set(area.id)
        },
      }))}
      onClose={onClose}
    />
  )
}

/** The title of an area, and everything that a hand can do with it. */
export function AreaDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const t = useWords(areaWords)
  const { model } = useBoard()
  const { commands, notices, scene, undo } = model
  const area = scene.areas.get(id)
  const before = area ? titleIn(area, currentLanguage()) : ''
  const [title, setTitle] = useState(before)
  // A press of Enter keeps it twice: when the field loses the focus, and when the dialog closes.
  const kept = useRef(before)
  const keep = () => {
    if (title.trim() === kept.current) return
    kept.current = title.trim()
    commands.titleArea(id, title)
  }
  const close = () => {
    keep()
    onClose()
  }
  const move = (x: number, y: number) => () => commands.moveArea(id, { x, y })
  const size = (dx: number, dy: number) => () => {
    const { width = 0, height = 0 } = scene.areas.get(id)?.rect ?? {}
    commands.sizeArea(id, { width: width + dx, height: height + dy })
  }
  return (
    <Dialog
      title={t('heading')}
      size="small"
      onClose={close}
      onEnter={close}
      footer={
        <>
          <Button
            tone="quiet"
            icon={<Trash2 />}
            onClick={() => {
              commands.removeArea(id)
              const action = { label: t('common.undo'), run: undo.undo }
              notices.show({ tone: 'calm', text: t('removed'), action })
              onClose()
            }}
          >
            {t('remove')}
          </Button>
          <Button tone="accent" onClick={close}>
            {t('done')}
          </Button>
        </>
      }
    >
      <Field
        label={t('title')}
        hint={t('titleHint')}
        value={title}
        maxLength={titleLimit}
        onChange={(event) => setTitle(event.target.value)}
        onBlur={keep}
      />
      <div className="area-dialog__steps">
        <Steps label={t('move')}>
          <IconButton label={t('left')} icon={<ArrowLeft />} onClick={move(-step, 0)} />
          <IconButton label={t('up')} icon={<ArrowUp />} onClick={move(0, -step)} />
          <IconButton label={t('down')} icon={<ArrowDown />} onClick={move(0, step)} />
          <IconButton label={t('right')} icon={<ArrowRight />} onClick={move(step, 0)} />
        </Steps>
        <Steps label={t('size')}>
          <IconButton label={t('wider')} icon={<UnfoldHorizontal />} onClick={size(step, 0)} />
          <IconButton label={t('narrower')} icon={<FoldHorizontal />} onClick={size(-step, 0)} />
          <IconButton label={t('taller')} icon={<UnfoldVertical />} onClick={size(0, step)} />
          <IconButton label={t('lower')} icon={<FoldVertical />} onClick={size(0, -step)} />
        </Steps>
      </div>
    </Dialog>
  )
}

function Steps({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <fieldset aria-label={label} className="area-dialog__group">
      <span aria-hidden="true">{label}</span>
      {children}
    </fieldset>
  )
}

function drawnIn(scene: Scene): readonly SceneArea[] {
  return drawnAreasOf({ scene })
}

function countIn({ notes }: Scene, { id }: SceneArea): number {
  return [...notes.values()].filter(({ area }) => area === id).length
}

function sameShown(a: SceneArea, b: SceneArea): boolean {
  return a === b
}
