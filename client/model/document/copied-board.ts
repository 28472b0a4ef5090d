import { readOrigin, tints, type Blanks, type Tint } from '#shared/board/note.ts'
import { noteKinds, type NoteKind } from '#shared/workshop/note-kind.ts'
import { readLook } from '#shared/board/note-look.ts'
import { arrowLimit, noteTextLimit, pasteLimit } from '#shared/board/limits.ts'
import { noteSide } from '#shared/geometry/sizes.ts'
import { readPhoto, type Photo } from '#shared/board/photo.ts'
import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import { boundsOf, type Point } from '#shared/geometry/rect.ts'

export interface ClipboardContent {
  readonly text: string
  readonly html: string
}

/** Notes and clusters as they are copied between boards: no author, no votes, nothing that identifies anybody. */
export interface CopiedBoard {
  /** The number of notes beyond those that can be pasted at once. */
  readonly left?: number
  /** The board that keeps their photos; absent when there are none. */
  readonly board?: string
  readonly clusters: readonly {
    readonly id: string
    readonly title: string
    readonly tint: Tint
    readonly isCollapsed: boolean
  }[]
  readonly notes: readonly {
    readonly text: string
    readonly tint: Tint
    readonly kind: NoteKind
    readonly x: number
    readonly y: number
    readonly cluster: string | null
    readonly blanks?: Blanks
    readonly photo?: Photo
    readonly form?: 'text'
    readonly size?: number
    /** The notes to which its arrows lead, by their places in this list. */
    readonly arrowsTo?: readonly number[]
  }[]
}

const attribute = 'data-boussole'

/** The longest text that the server takes. Two people who write at once can make a note longer than one alone could. */
const longestText = 4 * noteTextLimit

/** Lines for plain editors and spreadsheets, a list for rich ones, with everything for our boards in an attribute of it. */
export function writeClipboard(copied: CopiedBoard): ClipboardContent {
  const ordered = inReadingOrder(copied.notes, ({ x, y }) => ({ x, y, width: noteSide, height: noteSide }))
  const texts = ordered.map(({ text, photo }) => text.trim() || (photo?.alt ?? ''))
  const items = texts.map((text) => `<li>${escape(text).replaceAll('\n', '<br>')}</li>`).join('')
  return {
    text: texts.join(texts.some((text) => text.includes('\n')) ? '\n\n' : '\n'),
    html: `<ul ${attribute}="${escape(JSON.stringify(shortened(copied)))}">${items}</ul>`,
  }
}

/** A paste takes no more notes, and reading all of a large board takes long. */
function shortened(copied: CopiedBoard): CopiedBoard {
  const left = copied.notes.length - pasteLimit
  return left > 0 ? { ...copied, notes: copied.notes.slice(0, pasteLimit), left } : copied
}

/** Reads a copy made by one of our boards; undefined for anything else, so that its text can be pasted instead. */
export function readClipboard({ html }: Pick<ClipboardContent, 'html'>): CopiedBoard | undefined {
  const found = new RegExp(`${attribute}="([^"]*)"`, 'u').exec(html)?.[1]
  if (found === undefined) return undefined
  try {
    return readCopied(JSON.parse(unescape(found)))
  } catch {
    // Cut short, or made by another program.
    return undefined
  }
}

/** The offset that moves the middle of the copied notes to `centre`. */
export function shiftTo(copied: CopiedBoard, centre: Point): Point {
  const bounds = boundsOf(copied.notes.map(({ x, y }) => ({ x, y, width: noteSide, height: noteSide })))
  if (!bounds) return { x: 0, y: 0 }
  return {
    x: Math.round(centre.x - bounds.x - bounds.width / 2),
    y: Math.round(centre.y - bounds.y - bounds.height / 2),
  }
}

function readCopied(value: unknown): CopiedBoard | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { notes, clusters, board, left: more } = value as Record<string, unknown>
  if (!Array.isArray(notes) || !Array.isArray(clusters)) return undefined
  const left = Math.max(0, notes.length - pasteLimit) + (Number.isSafeInteger(more) ? Number(more) : 0)
  const copied = {
    ...(left > 0 && { left }),
    ...(typeof board === 'string' && { board }),
    notes: (notes as unknown[]).slice(0, pasteLimit).flatMap((entry) => readNote(entry)),
    clusters: (clusters as unknown[]).slice(0, pasteLimit).flatMap((entry) => readCluster(entry)),
  }
  return copied.notes.length > 0 ? copied : undefined
}

function readNote(entry: unknown): CopiedBoard['notes'] {
  if (typeof entry !== 'object' || entry === null) return []
  const { text, tint, kind, x, y, cluster, photo: picture, arrowsTo } = entry as Record<string, unknown>
  const { blanks } = readOrigin(entry)
  const { form, size } = readLook(entry)
  const photo = readPhoto(picture)
  if (typeof text !== 'string' || !Number.isFinite(x) || !Number.isFinite(y)) return []
  return [
    {
      text: text.slice(0, longestText),
      tint: tints.find((known) => known === tint) ?? 'sun',
      kind: noteKinds.find((known) => known === kind) ?? 'idea',
      x: Number(x),
      y: Number(y),
      cluster: typeof cluster === 'string' ? cluster : null,
      ...(blanks && { blanks }),
      ...(photo && { photo }),
      ...(form && { form }),
      ...(size !== undefined && { size }),
      ...(Array.isArray(arrowsTo) && {
        arrowsTo: arrowsTo.filter(Number.isSafeInteger).slice(0, arrowLimit),
      }),
    },
  ]
}

function readCluster(entry: unknown): CopiedBoard['clusters'] {
  if (typeof entry !== 'object' || entry === null) return []
  const { id, title, tint, isCollapsed } = entry as Record<string, unknown>
  if (typeof id !== 'string' || typeof title !== 'string') return []
  return [
    {
      id,
      title,
      tint: tints.find((known) => known === tint) ?? 'sand',
      isCollapsed: isCollapsed === true,
    },
  ]
}

const entities = [
  ['&', '&amp;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
] as const

function escape(text: string): string {
  return entities.reduce((escaped, [plain, entity]) => escaped.replaceAll(plain, entity), text)
}

function unescape(text: string): string {
  // Ampersands last: an escaped entity stays the text it was.
  return entities.toReversed().reduce((plain, [char, entity]) => plain.replaceAll(entity, char), text)
}
