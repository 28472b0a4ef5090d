import { useStore } from '@nanostores/react'
import { Maximize, Redo2, Undo2 } from 'lucide-react'
import { useWords } from '../../i18n/use-words.ts'
import { mayWrite } from '#shared/workshop/policy.ts'
import { fitAll } from '../../tools/view.ts'
import { useBoard } from '../host/board-context.tsx'
import { IconButton } from '../ui/button.tsx'
import { hostWords } from '../host/words.ts'

/** Tools at the thumb on a phone's canvas: undo, redo, fit. The bar of a selection takes their place. */
export function PhoneTools() {
  const t = useWords(hostWords)
  const { model } = useBoard()
  const canUndo = useStore(model.undo.canUndo)
  const canRedo = useStore(model.undo.canRedo)
  const isChosen = useStore(model.ui.selection).size > 0
  const editing = useStore(model.ui.editing)
  if ((isChosen && mayWrite(model.role)) || editing !== null) return null
  return (
    <div className="phone-tools panel" role="toolbar" aria-label={t('tools')}>
      {mayWrite(model.role) && (
        <>
          <IconButton
            label={t('common.undo')}
            icon={<Undo2 />}
            side="top"
            disabled={!canUndo}
            onClick={model.undo.undo}
          />
          <IconButton
            label={t('common.redo')}
            icon={<Redo2 />}
            side="top"
            disabled={!canRedo}
            onClick={model.undo.redo}
          />
        </>
      )}
      <IconButton label={t('fit')} icon={<Maximize />} side="top" onClick={() => fitAll(model)} />
    </div>
  )
}
