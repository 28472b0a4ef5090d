import type { Language } from '#shared/board/document.ts'

/** The people for whom the team of the ghosts works. */
export const ghostPeople: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Readers',
    'Reporters',
    'The print room',
    'Freelancers',
    'Subscribers',
    'Advertisers',
    'The works council',
    'Suppliers',
    'Local schools',
    'Archivists',
    'The night desk',
    'Photographers',
    'Newsagents',
    'Trainees',
    'The management',
    'Translators',
    'Librarians',
    'The help desk',
    'Neighbours',
    'Researchers',
    'Former colleagues',
    'The press council',
    'Teenagers',
    'People who never read us',
  ],
  fr: [
    'Lecteurs',
    'Journalistes',
    'Imprimerie',
    'Pigistes',
    'Abonnés',
    'Annonceurs',
    'Élus du personnel',
    'Fournisseurs',
    'Écoles du quartier',
    'Documentalistes',
    'Équipe de nuit',
    'Photographes',
    'Kiosquiers',
    'Stagiaires',
    'Direction',
    'Traductrices',
    'Bibliothécaires',
    'Assistance',
    'Riverains',
    'Chercheuses',
    'Anciens collègues',
    'Conseil de la presse',
    'Adolescents',
    'Ceux qui ne nous lisent jamais',
  ],
}

/** Three parts of a need. Each goes with every other. */
const parts: Readonly<Record<Language, readonly (readonly string[])[]>> = {
  en: [
    [
      'They need time to check a source',
      'They need one place to ask',
      'They need an answer within the day',
      'They need to see the first draft',
    ],
    [
      'in order to decide on their own',
      'in order to trust what they read',
      'in order to plan their week',
      'in order to help others',
    ],
    ['they wait', 'they ask three times', 'they guess', 'they hear of it too late'],
  ],
  fr: [
    [
      'Ils ont besoin de temps pour vérifier une source',
      'Ils ont besoin d’un seul endroit où demander',
      'Ils ont besoin d’une réponse dans la journée',
      'Ils ont besoin de voir le premier jet',
    ],
    [
      'afin de décider par eux-mêmes',
      'afin de se fier à ce qu’ils lisent',
      'afin de prévoir leur semaine',
      'afin d’aider les autres',
    ],
    ['ils attendent', 'ils demandent trois fois', 'ils devinent', 'ils l’apprennent trop tard'],
  ],
}

const joined: Readonly<Record<Language, (need: string, aim: string, today: string) => string>> = {
  en: (need, aim, today) => `${need} ${aim}; today, ${today}.`,
  fr: (need, aim, today) => `${need} ${aim} ; aujourd’hui, ${today}.`,
}

/** A need of one of them, as the step asks for it. */
export function ghostNeed(language: Language, random: () => number): string {
  const [need = '', aim = '', today = ''] = parts[language].map(
    (choices) => choices[Math.floor(random() * choices.length)],
  )
  return joined[language](need, aim, today)
}
