import type { Tint } from '#shared/board/note.ts'

export const en = {
  tints: {
    sand: 'Sand',
    sun: 'Sun',
    apricot: 'Apricot',
    rose: 'Rose',
    lilac: 'Lilac',
    sky: 'Sky',
    mint: 'Mint',
    sage: 'Sage',
  } satisfies Record<Tint, string>,
  showRest: 'Show the rest',
  showLess: 'Show less',
  localOnly: 'Links from this address work on this computer only.',
  localElsewhere: 'For phones and other computers, open the board here:',
}
