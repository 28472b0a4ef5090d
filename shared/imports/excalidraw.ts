import type { Tint } from '../board/note.ts'
import { tintOf } from './colour.ts'
import {
  Gathered,
  mostGroups,
  mostThings,
  fieldsOf,
  listOf,
  pointIn,
  stringIn,
  type Imported,
  type Fields,
} from './imported.ts'

const linear: ReadonlySet<unknown> = new Set(['arrow', 'line'])

/** Words of a drawing of Excalidraw, from its clipboard or its file: each text is a note in the colour of the shape around it. */
export function notesOfExcalidraw(value: unknown): Imported | undefined {
  const { type, elements } = fieldsOf(value)
  if (typeof type !== 'string' || !type.startsWith('excalidraw') || !Array.isArray(elements)) return undefined
  const all = listOf(elements, mostThings).filter(({ isDeleted }) => isDeleted !== true)
  const found = new Gathered()
  found.count('tooMany', Math.max(0, elements.length - mostThings))
  const byId = new Map(all.map((element) => [stringIn(element, 'id'), element]))
  const frames = new Map(
    all
      .filter((element) => element['type'] === 'frame')
      .slice(0, mostGroups)
      .map((frame) => [stringIn(frame, 'id'), found.addGroup(frame['name'])]),
  )
  const worded = new Set<Fields>()
  for (const element of all) {
    if (element['type'] !== 'text') continue
    const around = byId.get(stringIn(element, 'containerId'))
    if (around) worded.add(around)
    // The words on an arrow go with it.
    if (linear.has(around?.['type'])) continue
    const shape = around ?? element
    const tint = fillOf(shape)
    const group = frames.get(stringIn(shape, 'frameId'))
    found.add(stringIn(shape, 'id'), element['originalText'] ?? element['text'], {
      ...pointIn(shape),
      ...(tint && { tint }),
      ...(group !== undefined && { group }),
    })
  }
  for (const element of all) {
    const kind = element['type']
    if (kind === 'arrow') found.connect(endOf(element, 'startBinding'), endOf(element, 'endBinding'))
    else if (kind !== 'text' && kind !== 'frame' && !worded.has(element)) found.count('drawings')
  }
  return found.imported()
}

/** The thing at one end of an arrow; empty where it ends on nothing. */
function endOf(arrow: Fields, end: string): string {
  return stringIn(fieldsOf(arrow[end]), 'elementId')
}

function fillOf(shape: Fields): Tint | undefined {
  const fill = stringIn(shape, 'backgroundColor')
  return fill === 'transparent' ? undefined : tintOf(fill)
}
