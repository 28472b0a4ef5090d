import type { en } from './agreement-words.en.ts'

export const fr = {
  scaleAgreement: 'Accord de 0 à 5',
  agreementHint:
    'Chacun dit de 0 à 5 jusqu’où il est d’accord, ou reste sans avis. Le vote est toujours secret ; un 0 s’explique.',
  heardAgreement:
    'Un vote est ouvert. {{question}} Dites de 0 à 5 jusqu’où vous êtes d’accord, ou restez sans avis.',
  answered: 'Réponses : {{done}} sur {{of}}',
  agreementPromise:
    'Votre réponse reste secrète, et vous pouvez la changer jusqu’à la clôture. La répartition des réponses apparaît ensuite, à partir de trois votants.',
  agreeWith: 'Votre réponse pour « {{option}} »',
  answer0: 'J’ai une objection',
  answer1: 'Pas encore : il manque beaucoup',
  answer2: 'Pas encore : il manque quelque chose',
  answer3: 'Cela me convient',
  answer4: 'J’y adhère',
  answer5: 'J’y tiens',
  pass: 'Sans avis',
  passLong: 'Je suis sans avis',
  reason: 'Que faudrait-il changer ?',
  reasonHint: 'Chacun la lira avec le résultat, sans nom sauf si vous la signez.',
  sign: 'Signer de mon nom',
  reasonKeep: 'Garder cette explication',
  reasonKept: 'Votre explication est gardée jusqu’à la clôture.',
  agreedHeading: 'Accord',
  median: 'Médiane {{median}}',
  noMedian: 'Sans réponse',
  answers_one: '{{count}} réponse',
  answers_other: '{{count}} réponses',
  passes_one: '{{count}} sans avis',
  passes_other: '{{count}} sans avis',
  notAgreed: 'pas encore d’accord',
  objected: 'pas d’accord : un 0 est ouvert',
  reasons: 'Objections',
  agreedRule: 'Accord : la médiane est de 3 ou plus, et personne n’a répondu 0.',
} satisfies typeof en
