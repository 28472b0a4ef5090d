import { useEffect } from 'react'
import { isWriting } from '../ui/keys.ts'
import { useBoard } from './board-context.tsx'

/** Where the keys are already at home: what has opened, and messages above it. */
const ownKeys = '[role="dialog"], [role="alertdialog"], [role="region"]'

/** The keys of the interface around the canvas: find, commands, help. Those of the canvas are the tools' own. */
export function useShortcuts(): void {
  const { model, shell } = useBoard()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isCommand = event.ctrlKey || event.metaKey
      const key = event.key.toLowerCase()
      if (isCommand && !event.shiftKey && !event.altKey && key === 'f') {
        event.preventDefault()
        shell.isFinding.set(true)
      } else if (isCommand && !event.shiftKey && !event.altKey && key === 'k') {
        event.preventDefault()
        shell.dialog.set(shell.dialog.get()?.kind === 'commands' ? null : { kind: 'commands' })
      } else if (key === '?' && !isCommand && !isWriting(event.target) && shell.dialog.get() === null) {
        event.preventDefault()
        shell.dialog.set({ kind: 'help' })
      }
    }
    /** What is typed while a dialog or the search is still being fetched is not meant for the board under it. */
    const hold = (event: KeyboardEvent) => {
      const isOpening =
        shell.dialog.get() !== null ||
        model.ui.viewing.get() !== null ||
        (shell.isFinding.get() && !document.querySelector('.find-bar'))
      if (!isOpening || (event.target instanceof Element && event.target.closest(ownKeys))) return
      event.stopImmediatePropagation()
      if (event.key === 'Escape') {
        shell.dialog.set(null)
        model.ui.viewing.set(null)
        shell.isFinding.set(false)
      }
      // The browser's own keys, such as reloading, stay what they are.
      if (!event.ctrlKey && !event.metaKey && event.key !== 'Tab') event.preventDefault()
    }
    window.addEventListener('keydown', hold, { capture: true })
    window.addEventListener('keydown', onKey)
    return () => {
      window.removeEventListener('keydown', hold, { capture: true })
      window.removeEventListener('keydown', onKey)
    }
  }, [model, shell])
}
