import type { en } from './words.en.ts'

export const fr = {
  tints: {
    sand: 'Sable',
    sun: 'Soleil',
    apricot: 'Abricot',
    rose: 'Rose',
    lilac: 'Lilas',
    sky: 'Ciel',
    mint: 'Menthe',
    sage: 'Sauge',
  },
} satisfies typeof en
