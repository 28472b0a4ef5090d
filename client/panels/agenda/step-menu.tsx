import { Menu } from '@base-ui/react/menu'
import { useStore } from '@nanostores/react'
import { EllipsisVertical } from 'lucide-react'
import { useRef } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { IconButton } from '../ui/button.tsx'
import { leadActions } from './lead-actions.tsx'
import { hasSound } from './sound.ts'
import { agendaWords } from './words.ts'
import '../ui/menu.css'

/** Minutes, pause, back, skip, and whatever else a facilitator can do with the step. */
export function StepMenu() {
  const t = useWords(agendaWords)
  const board = useBoard()
  useStore(board.model.agenda)
  useStore(hasSound)
  const place = useRef<HTMLDivElement>(null)
  const actions = leadActions(board).filter(({ isPossible }) => isPossible)
  return (
    <>
      <Menu.Root modal={false}>
        <Menu.Trigger
          render={
            <IconButton label={t('lead.label')} icon={<EllipsisVertical />} className="agenda-bar__menu" />
          }
        />
        <Menu.Portal container={place}>
          <Menu.Positioner side="bottom" align="end" sideOffset={6} className="menu-positioner">
            <Menu.Popup className="menu" aria-label={t('lead.label')}>
              {actions.map(({ id, label, icon, keys, begins, run }, index) => (
                <Menu.Item
                  key={id}
                  className="menu__item"
                  data-begins={(begins && index > 0) || undefined}
                  onClick={run}
                >
                  {icon}
                  <span className="menu__words">{label}</span>
                  {keys && <kbd>{keys}</kbd>}
                </Menu.Item>
              ))}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <div ref={place} />
    </>
  )
}
