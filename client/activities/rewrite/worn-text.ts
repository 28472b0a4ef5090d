import { withoutEndlessSigns } from '#shared/text/in-line.ts'
import type { Language } from '#shared/board/document.ts'
import { wornWords } from '#shared/statements/worn-words.ts'
import type { SayQuestion } from './worn-marks.ts'

/** Writes words into an element, with the worn ones underlined. Under the pointer each shows its question. */
export function writeWorn(place: HTMLElement, words: string, language: Language, say: SayQuestion): void {
  const parts: (string | HTMLElement)[] = []
  let at = 0
  for (const { start, end, question } of wornWords(words, language)) {
    const mark = document.createElement('span')
    mark.className = 'worn-word'
    mark.title = say(question)
    mark.textContent = withoutEndlessSigns(words.slice(start, end))
    parts.push(withoutEndlessSigns(words.slice(at, start)), mark)
    at = end
  }
  place.replaceChildren(...parts, withoutEndlessSigns(words.slice(at)))
}
