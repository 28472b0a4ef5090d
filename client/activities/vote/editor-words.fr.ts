import type { en } from './editor-words.en.ts'

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
