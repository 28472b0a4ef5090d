import { Dialog } from '@base-ui/react/dialog'
import { useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { useActions } from '../host/use-actions.ts'
import type { Action } from '../host/feature.ts'
import { folded } from '../ui/folded.ts'
import { moveFocus } from '../ui/move-focus.ts'
import { commandsWords } from './words.ts'
import '../ui/palette.css'

/** The command palette (Ctrl+K): type part of a name and press Enter, or go down the list with the arrows. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const t = useWords(commandsWords)
  const [query, setQuery] = useState('')
  const wanted = folded(query.trim())
  const actions = useActions().filter(
    (action) => action.id !== 'commands' && folded(action.label).includes(wanted),
  )
  const run = (action: Action | undefined) => {
    if (!action) return
    onClose()
    action.run()
  }
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-veil" />
        <Dialog.Popup className="palette" aria-label={t('heading')} onKeyDown={moveFocus}>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              run(actions[0])
            }}
          >
            <input
              type="text"
              aria-label={t('placeholder')}
              placeholder={t('placeholder')}
              autoComplete="off"
              value={query}
              onChange={(event) => setQuery(event.target.value)}
            />
          </form>
          <ul className="palette__list">
            {actions.map((action) => (
              <li key={action.id}>
                <button type="button" className="menu__item" onClick={() => run(action)}>
                  {action.icon}
                  <span className="menu__words">{action.label}</span>
                  {action.keys && <kbd aria-hidden="true">{action.keys}</kbd>}
                </button>
              </li>
            ))}
          </ul>
          <output className="palette__none">{actions.length === 0 && t('none')}</output>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
