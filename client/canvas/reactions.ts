import { reactionSigns, type Mark, type ReactionSign } from '#shared/wire/mark.ts'
import { inLine } from '#shared/text/in-line.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import type { CanvasWords } from './style.ts'
import './reactions.css'

/** So long after the last one of its kind a reaction is on its note. Milliseconds; reactions.css fades it. */
const shownMs = 4_000
/** More signs on a board at once say nothing. Not measured. */
const mostShown = 60
/** Letters of the note in speech. */
const spokenLetters = 40

interface Bubble {
  readonly on: string
  readonly element: HTMLElement
  count: number
  timer: ReturnType<typeof setTimeout>
}

/** The reactions of people, each on its note for a moment. One is spoken at a time: the others are in the count. */
export function createReactions(
  layer: HTMLElement,
  model: BoardModel,
  words: () => CanvasWords,
  say: (text: string) => void,
): { readonly close: () => void } {
  const { presence, scene, camera } = model
  const bubbles = new Map<string, Bubble>()
  /** The number of the last reaction of each connection; this page is -1. */
  const heard = new Map<number, number>()

  const place = ({ on, element }: Bubble, nth: number) => {
    const rect = scene.notes.get(on)?.rect
    element.hidden = rect === undefined
    if (!rect) return
    const { x, y } = camera.toScreen({ x: rect.x + rect.width, y: rect.y + rect.height })
    element.style.transform = `translate(${x - 56 * (nth + 1) + 8}px, ${y - 18}px)`
  }
  const placeAll = () => {
    const onNote = new Map<string, number>()
    for (const bubble of bubbles.values()) {
      const nth = onNote.get(bubble.on) ?? 0
      onNote.set(bubble.on, nth + 1)
      place(bubble, nth)
    }
  }
  const show = (sign: ReactionSign, on: string, name: string) => {
    const key = `${on} ${sign}`
    const known = bubbles.get(key)
    if (!known && bubbles.size >= mostShown) return
    const bubble = known ?? begin(key, on)
    clearTimeout(bubble.timer)
    bubble.timer = endLater(key)
    bubble.count += 1
    bubble.element.dataset['sign'] = sign
    bubble.element.textContent = bubble.count > 1 ? ` ${bubble.count}` : ''
    // The animation begins again.
    bubble.element.classList.remove('canvas__reaction')
    void bubble.element.offsetWidth
    bubble.element.classList.add('canvas__reaction')
    placeAll()
    const text = inLine(scene.notes.get(on)?.text ?? '', spokenLetters)
    if (name !== '' && text !== '') say(words().reacted(name, reactionSigns[sign], text))
  }
  const begin = (key: string, on: string): Bubble => {
    const element = document.createElement('div')
    layer.append(element)
    const bubble = { on, element, count: 0, timer: endLater(key) }
    bubbles.set(key, bubble)
    return bubble
  }
  const endLater = (key: string) =>
    setTimeout(() => {
      bubbles.get(key)?.element.remove()
      bubbles.delete(key)
    }, shownMs)
  const heed = (index: number, mark: Mark | null | undefined, name: string) => {
    if (mark?.kind !== 'reaction' || heard.get(index) === mark.number) return
    heard.set(index, mark.number)
    if (scene.notes.has(mark.on)) show(mark.sign, mark.on, name)
  }
  const stops = [
    presence.others.listen((others) => {
      for (const { index, mark, name } of others) heed(index, mark, name)
    }),
    presence.mark.listen((mark) => heed(-1, mark, '')),
    camera.state.listen(() => bubbles.size > 0 && placeAll()),
    scene.onChange(() => bubbles.size > 0 && placeAll()),
  ]
  return {
    close: () => {
      for (const stop of stops) stop()
      for (const { element, timer } of bubbles.values()) {
        clearTimeout(timer)
        element.remove()
      }
    },
  }
}
