import type { Tint } from '../board/note.ts'
import type { Point } from '../geometry/rect.ts'
import { tintOf } from './colour.ts'
import { Gathered, mostGroups, mostThings, type Imported } from './imported.ts'
import { fieldsOf, jsonOf, listOf, pointIn, stringIn, type Fields } from './json.ts'
import { unpacked } from './lz.ts'

/** The beginning of the HTML of tldraw's clipboard, in all its versions. */
export const tldrawMark = /<(?:tldraw|div data-tldraw)[^<>]{0,200}>/u

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
