import { useEffect } from 'react'
import { isWriting } from '../ui/keys.ts'
import { useBoard } from './board-context.tsx'

/** The keys of the interface around the canvas: find, commands, help. Those of the canvas are the tools' own. */
export function useShortcuts(): void {
  const { shell } = useBoard()
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
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [shell])
}
