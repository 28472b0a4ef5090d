import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  begin: 'Pass the notes on',
  beforehand: 'Later, one other person reads each note of yours, without your name, and builds on it.',
  beforehandAtTable:
    'Later, one other person of your table reads each note of yours, without your name, and builds on it.',
}

export const fr = {
  begin: 'Faire passer les notes',
  beforehand:
    'Ensuite, une autre personne, une seule, lira chacune de vos notes, sans votre nom, et la prolongera.',
  beforehandAtTable:
    'Ensuite, une autre personne de votre table, une seule, lira chacune de vos notes, sans votre nom, et la prolongera.',
} satisfies typeof en

/** The sentences that load with the scene of the steps. */
export const passStepWords = wordsOf({ en, fr })
