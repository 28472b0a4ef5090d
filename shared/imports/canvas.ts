import type { Tint } from '../board/note.ts'
import { tintOf } from './colour.ts'
import {
  Gathered,
  mostGroups,
  mostThings,
  fieldsOf,
  listOf,
  numberIn,
  pointIn,
  stringIn,
  type Imported,
  type Fields,
} from './imported.ts'

/** The six named colours of JSON Canvas 1.0: red, orange, yellow, green, cyan, purple. */
const presets: Readonly<Record<string, Tint>> = {
  1: 'rose',
  2: 'apricot',
  3: 'sun',
  4: 'sage',
  5: 'sky',
  6: 'lilac',
}

interface Frame {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly number: number
}

/**
 * The notes and groups of a file of JSON Canvas 1.0 (jsoncanvas.org): texts and links are notes, and lie in the smallest group
 * around their middle. Edges between them are arrows. Files are left out.
 */
export function notesOfCanvas(value: unknown): Imported | undefined {
  const { nodes, edges } = fieldsOf(value)
  if (!Array.isArray(nodes)) return undefined
  const all = listOf(nodes, mostThings)
  const found = new Gathered()
  found.count('tooMany', nodes.length - all.length)
  const frames = all
    .filter(({ type }) => type === 'group')
    .slice(0, mostGroups)
    .flatMap((node): Frame[] => {
      const number = found.addGroup(node['label'], colourOf(node))
      const { at } = pointIn(node)
      return at ? [{ ...at, ...sizeOf(node), number }] : []
    })
    .toSorted((a, b) => a.width * a.height - b.width * b.height)
  for (const node of all) {
    const { type } = node
    if (type === 'file') found.addFile(node['file'])
    else if (type === 'text' || type === 'link') {
      const tint = colourOf(node)
      const group = groupAround(node, frames)
      found.add(stringIn(node, 'id'), node[type === 'text' ? 'text' : 'url'], {
        ...pointIn(node),
        ...(tint && { tint }),
        ...(group !== undefined && { group }),
      })
    }
  }
  for (const edge of listOf(edges, mostThings))
    found.connect(stringIn(edge, 'fromNode'), stringIn(edge, 'toNode'))
  return found.imported()
}

function colourOf(node: Fields): Tint | undefined {
  const colour = stringIn(node, 'color')
  return Object.hasOwn(presets, colour) ? presets[colour] : tintOf(colour)
}

function sizeOf(node: Fields): { readonly width: number; readonly height: number } {
  return { width: numberIn(node, 'width') ?? 0, height: numberIn(node, 'height') ?? 0 }
}

function groupAround(node: Fields, frames: readonly Frame[]): number | undefined {
  const { at } = pointIn(node)
  if (!at) return undefined
  const { width, height } = sizeOf(node)
  const [x, y] = [at.x + width / 2, at.y + height / 2]
  return frames.find(
    (frame) => x >= frame.x && y >= frame.y && x <= frame.x + frame.width && y <= frame.y + frame.height,
  )?.number
}
