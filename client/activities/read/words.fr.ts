import type { en } from './words.en.ts'

export const fr = {
  same: 'La même idée ?',
  sameHint: 'Ces notes se ressemblent. L’ordinateur compare des lettres ; le sens, c’est vous qui en jugez.',
  noneAlike: 'Aucune note ne ressemble à une autre.',
  bothSay: 'Mots communs : {{words}}.',
  almostLetters: 'Écrites presque de la même façon.',
  merge: 'Fusionner en une note',
  keepBoth: 'Garder les deux',
  questions: 'Demander pour comprendre',
  questionsHint: 'Votre question apparaît aussitôt chez tout le monde, sans nom.',
  about: 'À propos de « {{note}} »',
  question: 'Votre question',
  ask: 'Demander sans nom',
  answer: 'Votre réponse',
  giveAnswer: 'Répondre sans nom',
  aloud: 'Répondu de vive voix',
  askAgain: 'Reposer la question',
  removeQuestion: 'Supprimer la question',
  isAloud: 'Réponse donnée de vive voix.',
} satisfies typeof en
