import type { Palette } from '../style/palette.ts'

/** Everything about looks that the painter does not find in the scene. */
export interface CanvasStyle {
  readonly palette: Palette
  readonly isDark: boolean
  readonly words: CanvasWords
}

/** In the person's language. */
export interface CanvasWords {
  readonly board: string
  /** How to move about with the keyboard. */
  readonly boardHint: string
  readonly list: string
  readonly note: string
  readonly emptyNote: string
  readonly clusterTitle: string
  readonly untitledCluster: string
  readonly clusterLabel: (title: string, notes: number) => string
  readonly selected: (count: number) => string
  readonly deletedByOther: string
  readonly putBack: string
  readonly rank: (rank: number) => string
}

/** Above these zooms notes are drawn with more detail: bars for lines, then text. Measured: see the bench. */
export const detail = { bars: 0.1, text: 0.3, marks: 0.45 } as const

/** Text smaller than this on screen is drawn as bars: nobody can read it. CSS pixels. */
export const smallestText = 4.5
