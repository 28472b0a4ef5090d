import { shifted } from '#shared/text/merge.ts'

/** Shows the text of others in the field; the caret stays beside the same letters. */
export function showText(field: HTMLTextAreaElement, text: string): void {
  const before = field.value
  if (before === text) return
  const { selectionStart, selectionEnd } = field
  field.value = text
  const start = shifted(before, text, selectionStart, 'before')
  field.setSelectionRange(start, Math.max(start, shifted(before, text, selectionEnd, 'before')))
}
