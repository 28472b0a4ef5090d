import type { Language } from '#shared/board/document.ts'

/** Beginnings and ends of the notes that ghosts write. A beginning goes with every end. */
const parts: Readonly<Record<Language, readonly [readonly string[], readonly string[]]>> = {
  en: [
    ['Give back', 'Ask for', 'Make room for', 'Measure', 'Write down', 'Stop losing', 'Share', 'Protect'],
    [
      'an hour of quiet each day',
      'the questions that nobody dares to ask',
      'what our readers tell us',
      'the first draft, before it is perfect',
      'the decisions of the week',
      'the time to check a source',
      'one failure, every Friday',
      'a seat for those who just joined',
    ],
  ],
  fr: [
    ['Rendre', 'Demander', 'Garder', 'Mesurer', 'Mettre par écrit', 'Ne plus perdre', 'Partager', 'Protéger'],
    [
      'une heure de calme par jour',
      'les questions que personne n’ose poser',
      'ce que nous disent nos lecteurs',
      'le premier jet, avant qu’il soit parfait',
      'les décisions de la semaine',
      'le temps de vérifier une source',
      'un échec, chaque vendredi',
      'une place pour ceux qui arrivent',
    ],
  ],
}

/** A sentence for a note. */
export function ghostSentence(language: Language, random: () => number): string {
  const [beginnings, ends] = parts[language]
  const one = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? ''
  return `${one(beginnings)} ${one(ends)}`
}

/** First names of ghosts, by number from 0: as many as a rehearsal may have. */
export const ghostNames = [
  'Ada',
  'Basile',
  'Chloé',
  'Dario',
  'Elif',
  'Farid',
  'Greta',
  'Hugo',
  'Inès',
  'Jonas',
  'Katia',
  'Léon',
  'Malik',
  'Nadia',
  'Oscar',
  'Paula',
  'Quentin',
  'Rosa',
  'Sami',
  'Tilda',
  'Ugo',
  'Vera',
  'Wanda',
  'Xavier',
  'Yasmine',
  'Zeno',
  'Agathe',
  'Bruno',
  'Clara',
  'Demba',
]
