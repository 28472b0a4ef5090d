import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  title: 'Vote',
  hint: 'A secret or named vote with dots or points. What is shortlisted goes on.',
  prompt: 'Place your dots on what we should take further.',
  autoPrompt: 'Vote for what we should take further.',
  scorePrompt: 'Give each item 0 to 3 points: how far does it take us?',
  agreementPrompt: 'How far can you agree to this, from 0 to 5?',
  target: 'Vote on',
  notes: 'Notes',
  clusters: 'Groups',
  scale: 'How people vote',
  scaleAuto: 'Up to eight voters: 0 to 3 points each. More voters: dots',
  scaleDots: 'With dots',
  scaleScore: 'With 0 to 3 points each',
  scaleAgreement: 'Agreement, 0 to 5',
  dots: 'Dots per person',
  automatic: 'A quarter of the items',
  number: 'A number of your own',
  secrecy: 'Secret or named',
  secret: 'Secret',
  named: 'Named',
}

export const fr = {
  title: 'Voter',
  hint: 'Un vote secret ou public : des points à placer, ou de 0 à 3 pour chacun. Ce qui est retenu continue.',
  prompt: 'Placez vos points sur ce que nous devrions approfondir.',
  autoPrompt: 'Votez pour ce que nous devrions approfondir.',
  scorePrompt: 'Donnez à chaque élément de 0 à 3 points : jusqu’où nous fait-il avancer ?',
  agreementPrompt: 'Jusqu’où pouvez-vous y adhérer, de 0 à 5 ?',
  target: 'Voter sur',
  notes: 'Les notes',
  clusters: 'Les groupes',
  scale: 'Manière de voter',
  scaleAuto: 'Jusqu’à huit votants : de 0 à 3 pour chacun ; au-delà : des points à placer',
  scaleDots: 'Des points à placer',
  scaleScore: 'De 0 à 3 pour chacun',
  scaleAgreement: 'Accord, de 0 à 5',
  dots: 'Points par personne',
  automatic: 'Un quart des éléments',
  number: 'Un nombre de votre choix',
  secrecy: 'Secret ou public',
  secret: 'Secret',
  named: 'Public',
} satisfies typeof en

/** The sentences about steps of this activity in the editor of the agenda. */
export const editorWords = wordsOf({ en, fr })

/** New steps speak both languages. */
export const stepPrompt = { en: en.prompt, fr: fr.prompt }

/** The sentence of a new step for each way of answering. */
export const promptOf = {
  auto: { en: en.autoPrompt, fr: fr.autoPrompt },
  dots: stepPrompt,
  score: { en: en.scorePrompt, fr: fr.scorePrompt },
  agreement: { en: en.agreementPrompt, fr: fr.agreementPrompt },
} as const
