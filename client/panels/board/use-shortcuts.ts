import { useEffect } from 'react'
import { hasLetterKeys } from '../../model/memory/letter-keys.ts'
import { openSearch } from '../find/open-search.ts'
import { isWriting } from '../ui/keys.ts'
import { useBoard } from '../host/board-context.tsx'

/** Where the keys are already at home: what has opened, and messages above it. */
const ownKeys = '[role="dialog"], [role="alertdialog"], [role="region"]'

/** The keys of the interface around the canvas: find, commands, help. Those of the canvas are the tools' own. */
export function useShortcuts(): void {
  const { model, shell } = useBoard()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isPlainCommand = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey
      const key = event.key.toLowerCase()
      const open = shell.dialog.get()
      // What is written in something that has opened is not exchanged for something else by a key.
      const isFree = open === null && model.ui.viewing.get() === null
      if (isPlainCommand && key === 'f' && isFree) {
        event.preventDefault()
        openSearch(shell)
      } else if (isPlainCommand && key === 'k') {
        event.preventDefault()
        if (isFree) shell.dialog.set({ kind: 'commands' })
        else if (open?.kind === 'commands') shell.dialog.set(null)
      } else if (key === '?' && !event.ctrlKey && !event.metaKey && !isWriting(event.target) && isFree) {
        if (!hasLetterKeys.get()) return
        event.preventDefault()
        shell.dialog.set({ kind: 'help' })
      }
    }
    /** What is pressed while a dialog or the search is still being fetched is not meant for the board under it. */
    const hold = (event: KeyboardEvent) => {
      const isOpening =
        shell.dialog.get() !== null ||
        model.ui.viewing.get() !== null ||
        (shell.isFinding.get() && !document.querySelector('.find-bar'))
      if (!isOpening || isWriting(event.target)) return
      if (event.target instanceof Element && event.target.closest(ownKeys)) return
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
