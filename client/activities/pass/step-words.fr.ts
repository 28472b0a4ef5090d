import type { en } from './step-words.en.ts'

export const fr = {
  begin: 'Faire passer les notes',
  beforehand:
    'Ensuite, une autre personne, une seule, lira chacune de vos notes, sans votre nom, et la prolongera.',
  beforehandAtTable:
    'Ensuite, une autre personne de votre table, une seule, lira chacune de vos notes, sans votre nom, et la prolongera.',
} satisfies typeof en
