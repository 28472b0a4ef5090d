import type { AreaTitle } from '#shared/board/area.ts'
import type { GroupNameWords } from '#shared/board/group-name.ts'
import { tints, type Blanks, type Tint } from '#shared/board/note.ts'
import type { PhotoWords } from '../i18n/photo-words.ts'
import type { Joining } from '../tools/context.ts'
import type { Palette } from '../style/palette.ts'

/** Everything about looks that the painter does not find in the scene. */
export interface CanvasStyle {
  readonly palette: Palette
  readonly isDark: boolean
  /** Transparent colours mixed beforehand: opaque fills cost a third of blended ones. */
  readonly mixed: {
    readonly bars: Readonly<Record<Tint, string>>
    /** The hairline around a note. */
    readonly edges: Readonly<Record<Tint, string>>
    readonly fields: Readonly<Record<Tint, string>>
    readonly fieldEdges: Readonly<Record<Tint, string>>
    /** The quiet paper of an area, and the hairline around it. */
    readonly area: string
    readonly areaEdge: string
    /** The shadow's edge under a note seen from afar. */
    readonly farShadow: string
  }
  /** Colours as pixels in memory, for specks. */
  readonly packed: {
    readonly paper: number
    readonly dot: number
    readonly area: number
    readonly tints: Readonly<Record<Tint, number>>
    readonly fields: Readonly<Record<Tint, number>>
  }
  readonly words: CanvasWords
}

/** In the person's language. */
export interface CanvasWords extends GroupNameWords {
  readonly board: string
  /** How to move about with the keyboard. */
  readonly boardHint: string
  readonly list: string
  readonly note: string
  readonly emptyNote: string
  /** A note with a picture, as it is read aloud. */
  readonly photoNote: PhotoWords
  readonly clusterTitle: string
  /** Under a note while it is written: everybody sees the words and their author. */
  readonly openSigned: string
  /** The first item of an area. */
  /** The heading of notes outside groups, and of what lies outside areas. */
  readonly loose: string
  readonly elsewhere: string
  /** The words of a note's blanks, in one line. */
  readonly blanks: (blanks: Blanks | undefined) => string
  /** On a note that came when its step was over. */
  readonly addedLater: string
  /** Somebody reacts to a note with a sign. */
  readonly reacted: (name: string, sign: string, note: string) => string
  /** The things to which the arrows of a note lead. */
  readonly arrowsTo: (things: readonly string[]) => string
  readonly areaTitle: (title: AreaTitle) => string
  readonly clusterLabel: (title: string, notes: number) => string
  /** The label of a locked item. */
  readonly locked: (item: string) => string
  /** The label of an item in an open vote: with this person's dots, or without. */
  readonly ownDots: (item: string, count: number) => string
  readonly ownPoints: (item: string, points: number) => string
  readonly votable: (item: string) => string
  readonly selected: (count: number) => string
  readonly deletedByOther: string
  /** Another person has deleted the current item; the label of the next one, if there is one. */
  readonly goneNowAt: (next: string | undefined) => string
  /** Of words begun where they may not be written any more. */
  readonly unsaved: string
  readonly putBack: string
  readonly clusterGone: string
  readonly titleAsNote: string
  readonly rank: (rank: number) => string
  /** The effect of a drop on a note or group. */
  readonly joining: Readonly<Record<Joining, string>>
}

/** Above these zooms notes are drawn with more detail: bars for lines, then text, then corner marks. Measured. */
export const detail = { bars: 0.14, text: 0.3, marks: 0.45 } as const

/** Text smaller than this on screen is drawn as bars: nobody can read it, and it costs most. CSS pixels. */
export const smallestText = 6

export function createStyle(palette: Palette, isDark: boolean, words: CanvasWords): CanvasStyle {
  const each = <T>(colour: (tint: Tint) => T) =>
    Object.fromEntries(tints.map((tint) => [tint, colour(tint)])) as Record<Tint, T>
  const fields = each((tint) => mix(palette.paper, palette.marks[tint], isDark ? 0.16 : 0.14))
  const area = mix(palette.paper, isDark ? palette.ink : palette.surface, isDark ? 0.035 : 0.75)
  return {
    palette,
    isDark,
    words,
    mixed: {
      bars: each((tint) => mix(palette.tints[tint], palette.onNote.ink, 0.42)),
      edges: each((tint) => mix(palette.tints[tint], palette.signs[tint], 0.32)),
      fields,
      fieldEdges: each((tint) => mix(palette.paper, palette.marks[tint], isDark ? 0.5 : 0.45)),
      area,
      areaEdge: mix(palette.paper, palette.ink, isDark ? 0.22 : 0.16),
      farShadow: mix(palette.paper, palette.shadow, isDark ? 0.4 : 0.12),
    },
    packed: {
      paper: pack(palette.paper),
      dot: pack(palette.paperDot),
      area: pack(area),
      tints: each((tint) => pack(palette.tints[tint])),
      fields: each((tint) => pack(fields[tint])),
    },
  }
}

/** #rrggbb as an opaque pixel; browsers run on little-endian machines alone, so red comes last. */
function pack(colour: string): number {
  const value = Number.parseInt(colour.slice(1), 16)
  const red = value >> 16
  const green = (value >> 8) & 0xff
  return (0xff000000 | ((value & 0xff) << 16) | (green << 8) | red) >>> 0
}

/** `share` of `over` on `under`; both as #rrggbb. */
export function mix(under: string, over: string, share: number): string {
  const channel = (at: number) => {
    const [low, high] = [under, over].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16))
    return Math.round((low ?? 0) * (1 - share) + (high ?? 0) * share)
      .toString(16)
      .padStart(2, '0')
  }
  return `#${channel(1)}${channel(3)}${channel(5)}`
}
