import type { Tint } from '../board/note.ts'
import type { Point } from '../geometry/rect.ts'
import { tintOf } from './colour.ts'
import {
  Gathered,
  mostGroups,
  mostThings,
  fieldsOf,
  jsonOf,
  listOf,
  pointIn,
  stringIn,
  type Imported,
  type Fields,
} from './imported.ts'

/** The beginning of the HTML of tldraw's clipboard, in all its versions. */
const tldrawMark = /<(?:tldraw|div data-tldraw)[^<>]{0,200}>/u

/** Shapes of shapes, and marks of texts: nobody nests more. */
const deepest = 20

/** Words of tldraw's clipboard: each note, text and shape with words is a note. */
export function notesOfTldraw(html: string): Imported | undefined {
  const content = contentOf(html)
  if (!Array.isArray(content?.['shapes'])) return undefined
  const shapes = listOf(content['shapes'], mostThings)
  const found = new Gathered()
  found.count('tooMany', content['shapes'].length - shapes.length)
  const byId = new Map(shapes.map((shape) => [stringIn(shape, 'id'), shape]))
  const frames = new Map(
    shapes
      .filter(({ type }) => type === 'frame')
      .slice(0, mostGroups)
      .map((frame) => [stringIn(frame, 'id'), found.addGroup(fieldsOf(frame['props'])['name'])]),
  )
  for (const shape of shapes) {
    const { type } = shape
    if (type !== 'arrow' && type !== 'frame' && type !== 'group') {
      const props = fieldsOf(shape['props'])
      const tint = colourOf(shape, props)
      const { at, group } = placeOf(shape, byId, frames)
      found.add(
        stringIn(shape, 'id'),
        stringIn(props, 'text') || wordsIn(props['richText'], deepest) || stringIn(props, 'url'),
        {
          ...(at && { at }),
          ...(tint && { tint }),
          ...(group !== undefined && { group }),
        },
      )
    }
  }
  const bindings = listOf(content['bindings'], mostThings)
  const endOf = (arrow: Fields, terminal: string) => {
    const end = bindings.find(
      (each) => each['fromId'] === arrow['id'] && fieldsOf(each['props'])['terminal'] === terminal,
    )
    return end ? stringIn(end, 'toId') : ''
  }
  for (const shape of shapes.filter(({ type }) => type === 'arrow').slice(0, mostArrows))
    found.connect(endOf(shape, 'start'), endOf(shape, 'end'))
  return found.imported()
}

/** Arrows that are followed to their ends. */
const mostArrows = 1_000

/** The first two versions pack all of it; the third has the pictures beside a packed rest. */
function contentOf(html: string): Fields | undefined {
  const start = tldrawMark.exec(html)
  if (!start) return undefined
  const body = html.slice(start.index + start[0].length)
  const rest =
    /^\s*\{[^<]*?(?:"|&quot;)otherCompressed(?:"|&quot;)\s*:\s*(?:"|&quot;)([A-Za-z0-9+/=]+)/u.exec(body)?.[1]
  if (rest !== undefined) return fieldsOf(jsonOf(unpacked(rest) ?? ''))
  const whole = /^\s*([A-Za-z0-9+/=]+)\s*</u.exec(body)?.[1]
  return whole === undefined ? undefined : fieldsOf(fieldsOf(jsonOf(unpacked(whole) ?? ''))['data'])
}

/** Black is the colour that everything has at first: no choice of anybody. */
function colourOf({ type }: Fields, props: Fields): Tint | undefined {
  const colour = stringIn(props, 'color')
  const isFilled = type === 'note' || (props['fill'] !== undefined && props['fill'] !== 'none')
  return isFilled && colour !== 'black' ? tintOf(colour) : undefined
}

/** A shape's place counts from the shape that holds it. */
function placeOf(
  shape: Fields,
  byId: ReadonlyMap<string, Fields>,
  frames: ReadonlyMap<string, number>,
): { readonly at: Point | undefined; readonly group: number | undefined } {
  let { at } = pointIn(shape)
  let group: number | undefined
  let outer = byId.get(stringIn(shape, 'parentId'))
  for (let depth = 0; outer && depth < deepest; depth += 1) {
    group ??= frames.get(stringIn(outer, 'id'))
    const { at: corner } = pointIn(outer)
    if (at && corner) at = { x: at.x + corner.x, y: at.y + corner.y }
    outer = byId.get(stringIn(outer, 'parentId'))
  }
  return { at, group }
}

/** The words of a text with marks: each paragraph is a line. */
function wordsIn(value: unknown, depth: number): string {
  const { type, text, content } = fieldsOf(value)
  if (typeof text === 'string') return text
  if (type === 'hardBreak') return '\n'
  if (depth === 0) return ''
  const parts = listOf(content, mostThings).map((part) => wordsIn(part, depth - 1))
  return parts.join(type === 'paragraph' ? '' : '\n')
}

/** The longest text that is unpacked: of an ordinary clipboard it is a hundredth. */
const mostLetters = 5_000_000

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const valueOf = new Map(Array.from(alphabet).map((sign, value) => [sign, value]))

/**
 * Unpacks what lz-string's `compressToBase64` has packed, which tldraw puts on the clipboard. The package itself unpacks without
 * a limit, and four kilobytes can become gigabytes. Undefined for anything else, and for a text that would be too long.
 */
export function unpacked(packed: string): string | undefined {
  const bits = new Bits(packed)
  const words: string[] = ['', '', '']
  let width = 2
  const first = literal(bits, bits.read(2))
  if (first === undefined) return undefined
  words.push(first)
  const parts = [first]
  let before = first
  let length = first.length
  let room = 4
  width = 3
  // A code is as wide as the number of known words needs. The packer has one word less than the list here.
  const grow = () => {
    room -= 1
    if (room > 0) return
    room = 2 ** width
    width += 1
  }
  for (;;) {
    const code = bits.read(width)
    if (code === undefined) return undefined
    if (code === 2) return parts.join('')
    let index = code
    if (code < 2) {
      const sign = literal(bits, code)
      if (sign === undefined) return undefined
      index = words.push(sign) - 1
      grow()
    }
    const word = words[index] ?? (index === words.length ? before + before.charAt(0) : undefined)
    if (word === undefined || word === '') return undefined
    length += word.length
    if (length > mostLetters) return undefined
    parts.push(word)
    words.push(before + word.charAt(0))
    grow()
    before = word
  }
}

/** A sign that has not come before: 8 or 16 bits. */
function literal(bits: Bits, code: number | undefined): string | undefined {
  const value = code === 0 ? bits.read(8) : code === 1 ? bits.read(16) : undefined
  return value === undefined ? undefined : String.fromCharCode(value)
}

/** Six bits of each sign, the highest first; the bits of a number come with its lowest first. */
class Bits {
  readonly #packed: string
  #at = 0

  constructor(packed: string) {
    this.#packed = packed
  }

  /** Undefined behind the end, and at a sign of another alphabet. */
  read(count: number): number | undefined {
    let value = 0
    for (let bit = 0; bit < count; bit += 1) {
      const sign = valueOf.get(this.#packed.charAt(Math.floor(this.#at / 6)))
      if (sign === undefined) return undefined
      value += ((sign >> (5 - (this.#at % 6))) & 1) * 2 ** bit
      this.#at += 1
    }
    return value
  }
}
