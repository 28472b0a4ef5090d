import { beginningOf } from '#shared/board/beginning.ts'
import { shifted } from '#shared/text/merge.ts'
import type { Paper } from '../model/commands/text-session.ts'

/** The parts of a field that the text needs. */
type Field = Pick<HTMLTextAreaElement, 'value' | 'selectionStart' | 'selectionEnd' | 'setSelectionRange'>

/**
 * A field as the paper of an edit. Of a text that would hold the page it has the beginning; the rest stays as it is behind
 * what the person writes.
 */
export function fieldPaper(field: Field): Paper {
  let rest = ''
  return {
    read: () => field.value + rest,
    show: (text) => {
      const hasRest = text.endsWith(rest)
      const before = hasRest ? text.slice(0, text.length - rest.length) : text
      // While somebody writes the end of the field stays where it is, also when lines come or go.
      const isKept = hasRest && beginningOf(before, 2) === before
      const shown = isKept && (rest !== '' || field.value !== '') ? before : beginningOf(text)
      rest = text.slice(shown.length)
      showText(field, shown)
    },
  }
}

/** Shows the text of others in the field; the caret stays beside the same letters. */
function showText(field: Field, text: string): void {
  const before = field.value
  if (before === text) return
  const { selectionStart, selectionEnd } = field
  field.value = text
  const start = shifted(before, text, selectionStart, 'before')
  field.setSelectionRange(start, Math.max(start, shifted(before, text, selectionEnd, 'before')))
}
