import { StateField, type EditorState, type Extension } from '@codemirror/state'
import {
  Decoration,
  EditorView,
  hoverTooltip,
  showTooltip,
  type DecorationSet,
  type Tooltip,
} from '@codemirror/view'
import type { Language } from '#shared/board/document.ts'
import type { WornQuestion } from '#shared/statements/worn-lists.ts'
import { wornWords, type WornWord } from '#shared/statements/worn-words.ts'
import { asShown } from '#shared/board/brief.ts'

/** The question that a worn word raises, as a sentence. */
export type SayQuestion = (question: WornQuestion) => string

interface Worn {
  readonly words: readonly WornWord[]
  readonly marks: DecorationSet
}

const mark = Decoration.mark({ class: 'worn-word' })

/** Underlines the worn words of an editor on this screen alone. Under the pointer or the caret each shows its question. */
export function wornMarks(language: Language, say: SayQuestion): Extension {
  const field = StateField.define<Worn>({
    create: ({ doc }) => read(doc.toString(), language),
    update: (worn, change) => (change.docChanged ? read(change.newDoc.toString(), language) : worn),
    provide: (worn) => EditorView.decorations.from(worn, ({ marks }) => marks),
  })
  const tooltipAt = (state: EditorState, at: number): Tooltip | null => {
    const word = state.field(field).words.find(({ start, end }) => at >= start && at <= end)
    if (!word) return null
    return {
      pos: word.start,
      end: word.end,
      above: true,
      create: () => {
        const dom = document.createElement('div')
        dom.className = 'worn-question'
        dom.textContent = say(word.question)
        return { dom }
      },
    }
  }
  return [
    field,
    hoverTooltip((view, at) => tooltipAt(view.state, at), { hoverTime: 200 }),
    showTooltip.compute(['selection', field], (state) =>
      state.selection.main.empty ? tooltipAt(state, state.selection.main.head) : null,
    ),
  ]
}

function read(text: string, language: Language): Worn {
  const words = wornWords(text, language)
  return { words, marks: Decoration.set(words.map(({ start, end }) => mark.range(start, end))) }
}

/** Writes words into an element, with the worn ones underlined. Under the pointer each shows its question. */
export function writeWorn(place: HTMLElement, words: string, language: Language, say: SayQuestion): void {
  const parts: (string | HTMLElement)[] = []
  let at = 0
  for (const { start, end, question } of wornWords(words, language)) {
    const mark = document.createElement('span')
    mark.className = 'worn-word'
    mark.title = say(question)
    mark.textContent = asShown(words.slice(start, end))
    parts.push(asShown(words.slice(at, start)), mark)
    at = end
  }
  place.replaceChildren(...parts, asShown(words.slice(at)))
}
