import type { Tint } from '#shared/board/note.ts'
import { markColours, signColours, tintColours } from '#shared/board/tint-colours.ts'

/**
 * Colours of the painted board. tokens.css has the same values for the interface; a test compares them.
 * Tints share one lightness (OKLCH 0.915 light, 0.83 dark), so that none stands out. Notes are paper in
 * both themes: dark ink on light tints, which the dark theme dims.
 */
export interface Palette {
  readonly paper: string
  readonly paperDot: string
  readonly ink: string
  readonly inkSoft: string
  readonly inkFaint: string
  readonly accent: string
  readonly onAccent: string
  readonly calm: string
  readonly surface: string
  readonly line: string
  readonly lineStrong: string
  /** A note's shadow, drawn as a few flat steps. */
  readonly shadow: string
  readonly tints: Readonly<Record<Tint, string>>
  /** Stronger hues of the tints, for fields and edges. */
  readonly marks: Readonly<Record<Tint, string>>
  /** The corner mark on each tint. */
  readonly signs: Readonly<Record<Tint, string>>
  /** Ink and other colours on a note. */
  readonly onNote: Readonly<Record<'ink' | 'inkSoft' | 'inkFaint' | 'accent' | 'calm' | 'surface', string>>
  /** Colours of people: twelve hues that also differ in lightness, for colour-blind people. */
  readonly people: readonly string[]
  /** Initials and names on a person's colour. */
  readonly onPerson: string
}

/** In both themes. */
const onNote: Palette['onNote'] = {
  ink: '#1b2333',
  inkSoft: '#475062',
  inkFaint: '#646b79',
  accent: '#c2401c',
  calm: '#0e6762',
  surface: '#ffffff',
}

export const light: Palette = {
  paper: '#f7f3ea',
  paperDot: '#ddd5c4',
  ink: '#1b2333',
  inkSoft: '#475062',
  inkFaint: '#646b79',
  accent: '#c2401c',
  onAccent: '#ffffff',
  calm: '#0e6762',
  surface: '#ffffff',
  line: '#e4ddcf',
  lineStrong: '#857c6c',
  shadow: '#2a2110',
  tints: tintColours,
  marks: markColours,
  signs: signColours,
  onNote,
  people: [
    '#2466c3',
    '#b85207',
    '#257c3a',
    '#b42c92',
    '#007da4',
    '#774826',
    '#6b40c9',
    '#6b6e1f',
    '#06726e',
    '#c51d28',
    '#4d5969',
    '#6c3270',
  ],
  onPerson: '#ffffff',
}

export const dark: Palette = {
  paper: '#111a29',
  paperDot: '#243044',
  ink: '#f4efe6',
  inkSoft: '#c9c8c6',
  inkFaint: '#a3aab8',
  accent: '#ff9166',
  onAccent: '#27120a',
  calm: '#66cfc3',
  surface: '#1a2536',
  line: '#31405a',
  lineStrong: '#8290a8',
  shadow: '#000000',
  tints: {
    sand: '#d5c5aa',
    sun: '#dfc766',
    apricot: '#eabe8e',
    rose: '#eab9be',
    lilac: '#d1bee7',
    sky: '#a3cee7',
    mint: '#94d8c2',
    sage: '#bad0a1',
  },
  marks: {
    sand: '#93846a',
    sun: '#a4812a',
    apricot: '#af7948',
    rose: '#ae737a',
    lilac: '#8f7ca7',
    sky: '#618caa',
    mint: '#509681',
    sage: '#7a8f60',
  },
  signs: {
    sand: '#726140',
    sun: '#7d5e01',
    apricot: '#915100',
    rose: '#904b55',
    lilac: '#6f5789',
    sky: '#31698e',
    mint: '#03755c',
    sage: '#546d31',
  },
  onNote,
  people: [
    '#87b9ff',
    '#ffae83',
    '#8cc994',
    '#fd95dc',
    '#86cceb',
    '#c0987e',
    '#b49eff',
    '#b8bd85',
    '#81bfba',
    '#ff9189',
    '#9ba6b3',
    '#b585b7',
  ],
  onPerson: '#111a29',
}

/** Both themes by their names in theme.ts. */
export const palettes = { light, dark } as const
