import type { en } from './step-words.en.ts'

export const fr = {
  ask: 'Ouvrir la question',
  askAgain: 'Poser à nouveau la question',
  close: 'Clôturer la question',
  reply: 'Répondre aux objections',
  amend: 'Amender la phrase',
  keep: 'Garder la phrase amendée',
  adopt: 'Adopter cette phrase',
  answered: 'réponses',
} satisfies typeof en
