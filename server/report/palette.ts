import type { Tint } from '#shared/board/note.ts'

/** The light values of the style's tokens: paper is printed on white, by day. */
export const tintColours: Readonly<Record<Tint, string>> = {
  sand: '#ece3d0',
  sun: '#f7e6a6',
  apricot: '#f8d9bd',
  rose: '#f6d3d6',
  lilac: '#e3d8f2',
  sky: '#cfe2f4',
  mint: '#cdeae0',
  sage: '#dbe6c8',
}

export const colours = { ink: '#1b2333', soft: '#475062', line: '#d8d0c0', accent: '#c2401c' } as const
