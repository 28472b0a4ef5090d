import type { Tint } from './note.ts'

/**
 * Paper colours of notes in the light theme and in print. All have the same lightness (OKLCH 0.915), so
 * that no note stands out. The dark theme has its own (client/style/palette.ts).
 */
export const tintColours: Readonly<Record<Tint, string>> = {
  sand: '#efe1c9',
  sun: '#f8e391',
  apricot: '#ffd8ae',
  rose: '#ffd3d8',
  lilac: '#ebdaff',
  sky: '#c3e9ff',
  mint: '#b7f2de',
  sage: '#d7ebc1',
}

/** Fields. */
export const markColours: Readonly<Record<Tint, string>> = {
  sand: '#a2906e',
  sun: '#b58b15',
  apricot: '#c5803f',
  rose: '#c47a83',
  lilac: '#9e85bb',
  sky: '#6199c0',
  mint: '#48a68b',
  sage: '#829d60',
}

/** The corner mark on each tint. */
export const signColours: Readonly<Record<Tint, string>> = {
  sand: '#867554',
  sun: '#967103',
  apricot: '#a86520',
  rose: '#a65f69',
  lilac: '#836b9f',
  sky: '#467ea3',
  mint: '#268a70',
  sage: '#688246',
}
