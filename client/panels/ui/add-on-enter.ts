import type { KeyboardEvent } from 'react'
import { isComposing } from '../../tools/input/composing.ts'

/** In a field whose words are added: Enter adds them, Shift+Enter breaks the line. Enter also ends an IME composition. */
export function addOnEnter(event: KeyboardEvent, add: () => void): void {
  if (event.key !== 'Enter' || event.shiftKey || isComposing(event.nativeEvent)) return
  event.preventDefault()
  add()
}
