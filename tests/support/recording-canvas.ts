import type { CanvasWords } from '#client/canvas/style.ts'
import type { Sheet } from '#client/canvas/surface.ts'

export const canvasWords: CanvasWords = {
  board: '',
  boardHint: '',
  list: '',
  note: '',
  emptyNote: '',
  photoNote: (caption, { alt = 'no words' }) => `${caption} [${alt}]`,
  clusterTitle: '',
  untitledCluster: 'Untitled',
  openSigned: 'Everybody',
  blanks: (blanks = {}) => Object.values(blanks).join(' · '),
  groupOf: (words) => `Group “${words}”`,
  loose: 'Not in a group',
  elsewhere: 'Elsewhere',
  areaTitle: ({ en = '' }) => en,
  locked: (item: string) => item,
  ownDots: (item) => item,
  ownPoints: (item, points) => `${item}, your points: ${points}`,
  votable: (item) => item,
  addedLater: 'added later',
  reacted: (name, sign, note) => `${name}: ${sign} ${note}`,
  arrowsTo: (things) => `arrow to ${things.join(', ')}`,
  clusterLabel: (title) => title,
  selected: String,
  deletedByOther: '',
  goneNowAt: () => '',
  unsaved: '',
  putBack: '',
  clusterGone: '',
  titleAsNote: '',
  rank: (rank) => `Rank ${rank}`,
  joining: { group: '', add: '', merge: '' },
}

interface Call {
  readonly name: string
  readonly args: readonly unknown[]
}

/** A context that draws nothing and remembers what it was asked to. */
export function recordingCanvas(): {
  readonly sheet: Sheet
  readonly calls: Call[]
  /** The colour of each line, in order. */
  readonly strokes: unknown[]
} {
  const calls: Call[] = []
  const strokes: unknown[] = []
  const values = new Map<PropertyKey, unknown>()
  const context = new Proxy({} as CanvasRenderingContext2D, {
    get: (_, name) => {
      if (values.has(name)) return values.get(name)
      return (...args: unknown[]) => {
        calls.push({ name: String(name), args })
        if (name === 'stroke') strokes.push(values.get('strokeStyle'))
        return name === 'measureText' ? { width: String(args[0]).length * 8 } : undefined
      }
    },
    set: (_, name, value) => {
      values.set(name, value)
      return true
    },
  })
  return { calls, strokes, sheet: { context, pixels: { x: 0, y: 0, width: 800, height: 600 }, ratio: 1 } }
}
