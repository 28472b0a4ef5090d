import { noteTextLimit } from '#shared/board/limits.ts'
import { cutTo } from '#shared/text/cut.ts'
import type { Workplace } from './command-context.ts'

/** Cuts each text to the length of a note and shows a message about the rest. */
export function fitted(
  texts: readonly string[],
  { notices, say }: Pick<Workplace, 'notices' | 'say'>,
): readonly string[] {
  const kept = texts.map((text) => cutTo(text, noteTextLimit))
  const count = texts.reduce((left, text, index) => left + text.length - (kept[index]?.length ?? 0), 0)
  if (count > 0) {
    notices.show({ tone: 'warn', text: say('notices.lettersLeft', { count, most: noteTextLimit }) })
  }
  return kept
}
