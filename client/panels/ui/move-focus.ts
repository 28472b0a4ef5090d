import type { KeyboardEvent } from 'react'

/** Arrow keys move the focus between the field and the buttons of a list, in a circle. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  event.preventDefault()
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, li button')]
  const now = stops.findIndex((stop) => stop === document.activeElement)
  stops[(now + step + stops.length) % stops.length]?.focus()
}
