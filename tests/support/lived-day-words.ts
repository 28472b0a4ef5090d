/** What thirty people wrote in a purpose day, in French, as such days go. */
export const team = 'la direction numérique'

export const objects: readonly (readonly [object: string, kept: string])[] = [
  [
    'Ma première clé de salle serveur : je l’ai gardée pour me souvenir que nous ouvrons des portes.',
    'Ouvrir',
  ],
  ['Un carnet de recettes : ma mère notait ce qui marchait, et pour qui.', 'Noter'],
  ['Une lampe frontale, parce que je répare ce que personne ne voit.', 'Éclairer'],
  ['Le dessin de ma fille : « papa fait marcher les écrans des docteurs ».', 'Enfants'],
  ['Un tournevis de poche. On me l’emprunte tout le temps.', 'Prêter'],
  ['Une boussole cassée : elle indique le nord une fois sur deux, comme nous certains jours.', 'Le nord'],
  ['Mon badge de stagiaire, 2009. Je ne savais rien et on m’a répondu.', 'Répondre'],
  ['Une photo de la cantine : c’est là que j’apprends ce qui ne va pas.', 'Écouter'],
  ['Un fil rouge, celui des câbles que je déroule la nuit.', 'La nuit'],
  ['Une tasse ébréchée offerte par une infirmière du troisième.', 'Merci'],
]

/** By field: the words of a note, its kind and the group in which it ends. */
export const startingPoints: readonly (readonly [
  field: 'drives' | 'expected',
  kind: 'hope' | 'experience' | 'conviction' | 'expectation',
  group: number | null,
  text: string,
])[] = [
  [
    'drives',
    'experience',
    0,
    'La nuit où l’accueil des urgences est reparti en douze minutes, et où le chef de service est descendu nous le dire.',
  ],
  [
    'drives',
    'experience',
    0,
    'Une secrétaire a pu finir sa journée à l’heure parce que le courrier partait tout seul.',
  ],
  ['drives', 'experience', 0, 'Le premier rendez-vous pris en ligne par une patiente sourde.'],
  ['drives', 'experience', 0, 'Nous avons rendu deux heures par semaine à trente assistantes.'],
  ['drives', 'conviction', 1, 'Un outil que personne ne comprend est une panne qui dure.'],
  ['drives', 'conviction', 1, 'On ne dit jamais « c’est l’informatique » à quelqu’un qui attend.'],
  ['drives', 'conviction', 1, 'Expliquer fait partie de la réparation.'],
  ['drives', 'conviction', 1, 'Si je ne peux pas l’expliquer à ma grand-mère, ce n’est pas fini.'],
  ['drives', 'hope', 2, 'Dans trois ans, plus aucun soignant ne ressaisit deux fois la même chose.'],
  ['drives', 'hope', 2, 'Que l’on vienne nous voir avant d’acheter, et plus après.'],
  ['drives', 'hope', 2, 'Dire « j’y étais » le jour où les trois hôpitaux ont partagé leurs dossiers.'],
  ['drives', 'hope', 2, 'Que les nouveaux aient envie de rester plus de deux ans.'],
  ['drives', 'conviction', 3, 'La sécurité n’est pas une option que l’on coche à la fin.'],
  [
    'drives',
    'conviction',
    3,
    'Nous gardons ce qu’il y a de plus intime chez des gens qui n’ont pas choisi d’être là.',
  ],
  ['drives', 'experience', 3, 'Le jour de l’attaque, nous avons tenu parce que nous nous connaissions.'],
  ['expected', 'expectation', 4, 'Une aide-soignante : « Que ça marche quand j’ai les mains prises. »'],
  ['expected', 'expectation', 4, 'Un médecin de garde : « Une réponse maintenant, même si c’est non. »'],
  ['expected', 'expectation', 4, 'Le standard : « Savoir quoi dire aux gens pendant que vous cherchez. »'],
  ['expected', 'expectation', 4, 'Une cadre : « Me prévenir avant, et non pendant. »'],
  ['expected', 'expectation', 5, 'La direction : « Arrêter ce qui ne sert plus. »'],
  ['expected', 'expectation', 5, 'Les finances : « Comprendre ce que nous payons. »'],
  ['expected', 'expectation', 5, 'Un chef de pôle : « Choisir, et nous dire pourquoi. »'],
  ['expected', 'expectation', 6, 'Une patiente : « Ne pas raconter quatre fois mon histoire. »'],
  ['expected', 'expectation', 6, 'Le fils d’un résident : « Avoir des nouvelles sans déranger. »'],
  ['expected', 'expectation', 6, 'Un médecin de ville : « Recevoir le compte rendu avant le patient. »'],
  ['expected', 'expectation', null, 'Un fournisseur : « Un seul interlocuteur. »'],
  ['drives', 'hope', null, 'Une salle de pause avec des fenêtres.'],
]

export const groupTitles = [
  'Nous aimons rendre du temps à ceux qui soignent',
  'Expliquer fait partie du métier',
  'Nous voulons compter avant la décision, et non après',
  'Ce qui nous est confié est intime',
  'On attend de nous une réponse, tout de suite, et vraie',
  'On attend de nous des choix',
  'Une histoire ne se raconte qu’une fois',
] as const

export const stakeholders: readonly (readonly [ring: 'near' | 'through' | 'far', name: string])[] = [
  ['near', 'Les infirmières et infirmiers'],
  ['near', 'Les secrétaires médicales'],
  ['near', 'Les médecins de garde'],
  ['near', 'Le standard'],
  ['near', 'Les cadres de santé'],
  ['near', 'Les aides-soignantes'],
  ['through', 'Les patients hospitalisés'],
  ['through', 'Les familles'],
  ['through', 'Les médecins de ville'],
  ['through', 'Les pharmacies du quartier'],
  ['through', 'Les écoles d’infirmières'],
  ['far', 'Les résidents des maisons de retraite'],
  ['far', 'Les contribuables du département'],
  ['far', 'Les chercheurs qui liront nos données'],
  ['far', 'Les soignants qui nous succéderont'],
]

/** Whose need it is, by the place in the list above, and the answers from 0 to 5. */
export const needs: readonly (readonly [who: number, text: string, answers: readonly number[]])[] = [
  [
    0,
    'Les infirmières ont besoin d’un seul mot de passe afin de rester au lit du patient ; aujourd’hui elles en tapent onze par garde.',
    [0, 0, 1, 3, 10, 15],
  ],
  [
    2,
    'Les médecins de garde ont besoin d’une réponse en dix minutes afin de décider ; aujourd’hui ils appellent trois numéros.',
    [0, 1, 2, 4, 12, 10],
  ],
  [
    1,
    'Les secrétaires ont besoin de ne saisir qu’une fois afin de parler aux gens ; aujourd’hui elles recopient.',
    [0, 0, 0, 5, 9, 15],
  ],
  [
    6,
    'Les patients ont besoin que leur histoire les suive afin de ne pas la répéter ; aujourd’hui ils la racontent quatre fois.',
    [0, 0, 1, 2, 8, 18],
  ],
  [
    7,
    'Les familles ont besoin de nouvelles simples afin de ne pas déranger ; aujourd’hui elles appellent aux heures de soin.',
    [0, 2, 4, 9, 8, 5],
  ],
  [
    8,
    'Les médecins de ville ont besoin du compte rendu le jour de la sortie afin de prendre le relais ; aujourd’hui il arrive après trois semaines.',
    [0, 0, 3, 6, 11, 9],
  ],
  [
    4,
    'Les cadres ont besoin d’être prévenues afin de réorganiser ; aujourd’hui elles l’apprennent par la panne.',
    [2, 2, 5, 8, 8, 4],
  ],
]

export const proposals: readonly string[] = [
  'Rendre du temps à ceux qui soignent, pour que chaque patient soit entendu une fois, et bien.',
  'Tenir ouvertes, jour et nuit, les portes que le soin doit franchir.',
  'Répondre vrai, tout de suite, à ceux qui ont les mains prises.',
  'Faire qu’une histoire racontée une fois suffise à tous ceux qui soignent.',
  'Garder ce que les gens ont de plus intime comme si c’était le nôtre.',
  'Choisir peu d’outils, et les faire tenir, pour que soigner redevienne simple.',
  'Être là avant la panne, pour que le soin ne l’attende jamais.',
  'Rendre à chaque soignante deux heures par semaine, et le prouver.',
  'Expliquer jusqu’à ce que ce soit simple, pour que personne ne subisse un écran.',
  'Relier l’hôpital, la ville et la maison, pour que personne ne soit le facteur de son dossier.',
  'Veiller la nuit pour que d’autres soignent le jour.',
  'Accompagner la transformation numérique de l’établissement par des solutions innovantes.',
  'Faire disparaître l’informatique du chemin de ceux qui soignent.',
  'Donner à chaque patient une histoire qui le précède.',
  'Dire non plus tôt, pour que nos oui tiennent.',
  'Protéger le silence d’une chambre : moins d’alertes, mieux choisies.',
  'Former chaque nouveau soignant en une heure, et non en un mois.',
  'Faire de chaque panne une leçon que l’on n’apprend qu’une fois.',
  'Mettre la réponse là où se pose la question.',
  'Être les gardiens discrets du temps des autres.',
  'Rendre aux soignants le regard : moins d’écran, plus de visages.',
]

export const questions: readonly (readonly [proposal: number, text: string, answer: string | null])[] = [
  [
    0,
    'Entendu par qui ? Par nous aussi ?',
    'Par le soignant. Nous rendons le temps, nous n’écoutons pas à leur place.',
  ],
  [
    3,
    'Et si le patient ne veut pas que tout le monde sache ?',
    'Il choisit qui lit. La phrase doit le dire autrement.',
  ],
  [12, 'Disparaître, ce n’est pas un peu triste ?', null],
]

export const parked: readonly string[] = [
  'Remplacer les imprimantes du deuxième étage',
  'Une application mobile pour les congés',
  'Embaucher deux personnes pour la nuit',
]

/** The versions of each statement, first to last; the proposal that it grew from. */
export const statements: readonly {
  readonly proposal: number
  readonly versions: readonly string[]
}[] = [
  {
    proposal: 0,
    versions: [
      'Rendre du temps à ceux qui soignent, pour que chaque patient soit entendu une fois, et bien.',
      'Rendre à ceux qui soignent le temps que nos outils leur prennent, pour qu’une histoire racontée une fois suffise.',
      'Rendre à ceux qui soignent le temps que les écrans leur prennent, jour et nuit, pour qu’aucun patient n’ait à raconter deux fois son histoire.',
    ],
  },
  {
    proposal: 2,
    versions: [
      'Répondre vrai, tout de suite, à ceux qui ont les mains prises.',
      'Répondre vrai, à toute heure, à celles et ceux qui ont les mains prises et quelqu’un devant eux.',
    ],
  },
  { proposal: 3, versions: ['Faire qu’une histoire racontée une fois suffise à tous ceux qui soignent.'] },
]

/** Other organisations, and how many said that the sentence would still be true: yes, almost, no. */
export const otherNames: readonly (readonly [name: string, yes: number, almost: number, no: number])[] = [
  ['la direction numérique de la ville', 2, 5, 21],
  ['le service informatique de la banque', 0, 2, 27],
  ['un éditeur de logiciels de santé', 6, 8, 14],
]

export const swapReasons: readonly (readonly [name: number, answer: number, reason: string])[] = [
  [2, 2, 'Un bon éditeur dirait la même chose, et le vendrait.'],
  [0, 0, 'La ville n’a pas de nuit.'],
]

export const who: readonly string[] = [
  'Les quatre cents soignants de nuit, et les onze mille patients qu’ils voient chaque année.',
  'La secrétaire du troisième, qui recopie les rendez-vous de la ville.',
]

/** Answers from 0 to 5 in the first round of consent and in the second. */
export const consent: readonly (readonly number[])[] = [
  [2, 0, 1, 4, 12, 9],
  [0, 0, 1, 3, 11, 14],
]

export const objections: readonly (readonly [text: string, name: string | null, reply: string])[] = [
  [
    '« Nos outils » : c’est nous accuser. Ce sont souvent ceux que l’on nous a imposés.',
    'Nadia',
    'La deuxième version dit « les écrans » : elle nomme le temps perdu, et non un coupable.',
  ],
  [
    'Et la nuit ? La moitié de l’équipe travaille quand les autres dorment.',
    null,
    '« Jour et nuit » est entré dans la phrase.',
  ],
]

export const missing = 'Je ne vois pas encore ce que j’arrête de faire lundi.'

export const principles: readonly (readonly [
  choice: string,
  over: string,
  shows: string,
  betrays: string,
])[] = [
  [
    'une réponse vraie dans l’heure',
    'la réponse complète',
    'le médecin de garde saura quoi faire pendant que nous cherchons',
    'nous laisserons quelqu’un attendre pour ne pas avoir l’air de ne pas savoir',
  ],
  [
    'un outil que tous comprennent',
    'l’outil le plus riche',
    'une nouvelle infirmière l’utilisera sans nous appeler',
    'nous répondrons « c’est dans la formation »',
  ],
  [
    'le secret du patient',
    'le confort de tous',
    'nous refuserons un accès à quelqu’un d’important',
    'nous ouvrirons une porte « pour dépanner »',
  ],
  [
    'arrêter un projet',
    'aller au bout sans personne',
    'un comité nous remerciera d’avoir dit stop',
    'nous compterons les projets au lieu des heures rendues',
  ],
]

export const commitments: readonly (readonly [text: string, who: string, when: string])[] = [
  ['Passer une nuit par mois au troisième étage, pour voir.', 'Yann', '2026-12-15'],
  ['Fermer deux applications que personne n’ouvre.', '', '2027-01-31'],
  ['Répondre à chaque appel avant de fermer le ticket.', 'Sofia', ''],
  ['Écrire ce que nous arrêtons, et l’afficher.', '', ''],
]

export const lastWords: readonly string[] = [
  'Fière',
  'Entendu',
  'Fatigué, content',
  'Confiance',
  'Au travail',
  'Enfin',
]

export const trades = [
  { id: 'network', title: { en: 'Networks and servers', fr: 'Réseaux et serveurs' } },
  { id: 'support', title: { en: 'Support', fr: 'Support aux services' } },
  { id: 'projects', title: { en: 'Projects', fr: 'Projets' } },
] as const
