import { useEffect } from 'react'
import { hasLetterKeys } from '../../model/memory/letter-keys.ts'
import { useBoard } from '../host/board-context.tsx'
import { isWriting } from '../ui/keys.ts'

/** Places with keys of their own: dialogs, and messages above them. */
const ownKeys = '[role="dialog"], [role="alertdialog"], [role="region"]'

/** The keys of the interface around the canvas, from all features. */
export function useShortcuts(): void {
  const board = useBoard()
  useEffect(() => {
    const { model, shell, features } = board
    const shortcuts = features.flatMap((feature) => feature.shortcuts ?? [])
    const onKey = (event: KeyboardEvent) => {
      const { ctrlKey, metaKey, shiftKey, altKey, target } = event
      const isCommand = (ctrlKey || metaKey) && !shiftKey && !altKey
      const isLetter = !ctrlKey && !metaKey && !altKey && !isWriting(target) && !isInMenu(target)
      const key = event.key.toLowerCase()
      const shortcut = shortcuts.find((one) => one.key === key && (one.isCommand ? isCommand : isLetter))
      if (!shortcut) return
      const open = shell.dialog.get()
      // A key does not replace a dialog: words in it would be lost.
      const isFree = open === null && model.ui.viewing.get() === null
      if (isFree && (shortcut.isCommand || hasLetterKeys.get())) {
        event.preventDefault()
        shortcut.run(board)
      } else if (shortcut.closes) {
        event.preventDefault()
        if (open?.entry === shortcut.closes) shell.dialog.set(null)
      }
    }
    /** A key pressed while a dialog or panel is still being fetched is not meant for the board below. */
    const hold = (event: KeyboardEvent) => {
      const isOpening =
        shell.dialog.get() !== null || model.ui.viewing.get() !== null || shell.awaited.size > 0
      if (!isOpening || isWriting(event.target)) return
      if (event.target instanceof Element && event.target.closest(ownKeys)) return
      event.stopImmediatePropagation()
      if (event.key === 'Escape') {
        shell.dialog.set(null)
        model.ui.viewing.set(null)
        for (const giveUp of shell.awaited) giveUp()
      }
      // The browser's own keys, such as reloading, keep their meaning.
      if (!event.ctrlKey && !event.metaKey && event.key !== 'Tab') event.preventDefault()
    }
    window.addEventListener('keydown', hold, { capture: true })
    window.addEventListener('keydown', onKey)
    return () => {
      window.removeEventListener('keydown', hold, { capture: true })
      window.removeEventListener('keydown', onKey)
    }
  }, [board])
}

/** In a menu a letter goes to the next item that begins with it. */
function isInMenu(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="menu"]') !== null
}
