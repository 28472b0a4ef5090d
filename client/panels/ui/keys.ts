/** How the command key is written on this device. */
const isApple = /Mac|iPhone|iPad/.test(navigator.platform)
export const modifier = isApple ? '⌘' : 'Ctrl '
export const alt = isApple ? '⌥' : 'Alt '

/** Is the person writing, so that single letters are text? */
export function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=radio], [type=checkbox]), textarea, select'))
  )
}
