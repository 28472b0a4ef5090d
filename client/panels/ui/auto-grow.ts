import type { KeyboardEvent } from 'react'
import { isComposing } from '../../tools/input/composing.ts'

/** The words of each field when it was last measured: measuring forces a layout. */
const seen = new WeakMap<HTMLTextAreaElement, string>()

/**
 * Makes a field as high as its words, within the limits of its style. For browsers without `field-sizing`,
 * such as Safari before 26.2.
 */
export function autoGrow(field: HTMLTextAreaElement | null): void {
  if (!field || CSS.supports('field-sizing', 'content') || seen.get(field) === field.value) return
  seen.set(field, field.value)
  const { style, parentElement: around } = field
  // The scrolling parent keeps its height meanwhile: it would lose its position otherwise.
  if (around) around.style.minHeight = `${around.offsetHeight}px`
  style.height = 'auto'
  style.height = `${field.scrollHeight}px`
  if (around) around.style.minHeight = ''
}

/** In a field whose words are added: Enter adds them, Shift+Enter breaks the line. Enter also ends an IME composition. */
export function addOnEnter(event: KeyboardEvent, add: () => void): void {
  if (event.key !== 'Enter' || event.shiftKey || isComposing(event.nativeEvent)) return
  event.preventDefault()
  add()
}
