/** The command key as this device writes it. */
const isApple = /Mac|iPhone|iPad/.test(navigator.platform)
export const modifier = isApple ? '⌘' : 'Ctrl '
export const alt = isApple ? '⌥' : 'Alt '

/** True while the person types, so that letters are no shortcuts. */
export function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=radio], [type=checkbox]), textarea, select'))
  )
}
