import { useStore } from '@nanostores/react'
import {
  Frame,
  Hand,
  ImagePlus,
  MousePointer2,
  MoveUpRight,
  Pointer,
  Redo2,
  StickyNote,
  Type,
  Undo2,
} from 'lucide-react'
import { Suspense, type ReactNode } from 'react'
import { lazy } from '../ui/lazy.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { ToolName } from '../../model/contract/board-model.ts'
import { isFreeBoard } from '../../tools/free.ts'
import { IconButton } from '../ui/button.tsx'
import { modifier } from '../ui/keys.ts'
import { keepFocus } from '../ui/focus.ts'
import { choosePhotos } from '../ui/choose-photos.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import { freeWords } from '../free/words.ts'
import { hostWords } from '../host/words.ts'
import { boardWords } from './words.ts'
import './tool-rail.css'

const TintRow = lazy(async () => ({ default: (await import('../ui/tint-row.tsx')).TintRow }))

const tools: readonly {
  readonly name: ToolName
  readonly icon: ReactNode
  readonly key: string
  readonly isFree?: true
}[] = [
  { name: 'select', icon: <MousePointer2 />, key: 'V' },
  { name: 'pan', icon: <Hand />, key: 'H' },
  { name: 'note', icon: <StickyNote />, key: 'N' },
  { name: 'text', icon: <Type />, key: 'X', isFree: true },
  { name: 'arrow', icon: <MoveUpRight />, key: 'A', isFree: true },
  { name: 'area', icon: <Frame />, key: 'R', isFree: true },
  { name: 'laser', icon: <Pointer />, key: 'K', isFree: true },
]

const needNotes: ReadonlySet<ToolName> = new Set(['note', 'text', 'arrow', 'area'])

/** The tools, and the tints while the note tool is on. */
export function ToolRail() {
  const t = useWords(boardWords)
  const tHost = useWords(hostWords)
  const tFree = useWords(freeWords)
  const { model, shell } = useBoard()
  const hasOwnUndo = useStore(shell.drawer)?.hasOwnUndo === true
  const tool = useStore(model.ui.tool)
  // The note tool is absent where notes may not be added.
  const mayAdd = useMay(Operation.addNote)
  useStore(model.agenda)
  const isFreeHere = isFreeBoard(model)
  const tint = useStore(model.ui.tint)
  const canUndo = useStore(model.undo.canUndo)
  const canRedo = useStore(model.undo.canRedo)
  return (
    <div className="tool-rail">
      <div
        className="tool-rail__column panel"
        role="toolbar"
        ref={keepFocus}
        aria-label={tHost('tools')}
        aria-orientation="vertical"
      >
        {tools
          .filter(({ name, isFree }) => (mayAdd || !needNotes.has(name)) && (isFreeHere || !isFree))
          .map(({ name, icon, key }) => (
            <IconButton
              key={name}
              label={tFree(`tools.${name}`)}
              {...(isFreeHere
                ? {
                    icon: <ToolIcon icon={icon} word={tFree(`rail.${name}`)} />,
                    className: 'tool-rail__tool',
                  }
                : { icon })}
              shortcut={key}
              side="right"
              isOn={tool === name}
              onClick={() => model.ui.tool.set(name)}
            />
          ))}
        {mayAdd && (
          <IconButton
            label={tHost('addPhotos')}
            icon={<ImagePlus />}
            side="right"
            onClick={() => choosePhotos((files) => model.photos.bring(files, model.camera.view()))}
          />
        )}
        {!hasOwnUndo && (
          <>
            <hr />
            <IconButton
              label={t('common.undo')}
              icon={<Undo2 />}
              shortcut={`${modifier}Z`}
              side="right"
              disabled={!canUndo}
              onClick={model.undo.undo}
            />
            <IconButton
              label={t('common.redo')}
              icon={<Redo2 />}
              shortcut={`${modifier}⇧Z`}
              side="right"
              disabled={!canRedo}
              onClick={model.undo.redo}
            />
          </>
        )}
      </div>
      {tool === 'note' && (
        <div className="tool-rail__tray panel">
          <Suspense fallback={null}>
            <TintRow label={t('tools.tint')} value={tint} onChange={(next) => model.ui.tint.set(next)} />
          </Suspense>
        </div>
      )}
    </div>
  )
}

/** The word below it is part of the button's name. */
function ToolIcon({ icon, word }: { readonly icon: ReactNode; readonly word: string }) {
  return (
    <>
      {icon}
      <span className="tool-rail__word" aria-hidden="true">
        {word}
      </span>
    </>
  )
}
