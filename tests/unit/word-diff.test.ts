import { expect, test } from 'vitest'
import { array, assert, constantFrom, property, string } from 'fast-check'
import { isApart, wordDiff } from '#shared/statements/word-diff.ts'
import type { Language } from '#shared/board/document.ts'

/** [-removed-], {+added+}; a moved phrase as [~…~] and {~…~}. */
function marked(before: string, after: string, language: Language): string {
  return wordDiff(before, after, language)
    .map(({ kind, text, isMoved }) => {
      if (kind === 'same') return text
      const sign = isMoved ? '~' : kind === 'added' ? '+' : '-'
      return kind === 'added' ? `{${sign}${text}${sign}}` : `[${sign}${text}${sign}]`
    })
    .join('')
}

test.each([
  // An article is a word of its own.
  [
    'Que l’équipe ouvre le guichet.',
    'Que l’astreinte ouvre le guichet.',
    'Que l’[-équipe-]{+astreinte+} ouvre le guichet.',
  ],
  [
    'Que l’équipe ouvre le guichet.',
    'Que cette équipe ouvre le guichet.',
    'Que[- l’-]{+ cette+} équipe ouvre le guichet.',
  ],
  [
    'Nous voulons qu’une naissance se déclare.',
    'Nous voulons que chaque naissance se déclare.',
    'Nous voulons[- qu’une-]{+ que chaque+} naissance se déclare.',
  ],
  // Words with an apostrophe inside stay whole.
  ['Dès aujourd’hui.', 'Dès demain.', 'Dès[- aujourd’hui-]{+ demain+}.'],
  // Apostrophes and spaces are not words.
  [
    "L'écran s'allume : enfin !",
    'L’écran s’allume\u00a0: enfin\u202f!',
    'L’écran s’allume\u00a0: enfin\u202f!',
  ],
  [
    'Une promesse\u00a0: le dossier est là.',
    'Une promesse\u00a0: jamais d’attente, le dossier est là\u202f!',
    'Une promesse\u00a0:{+ jamais d’attente,+} le dossier est là[-.-]{+\u202f!+}',
  ],
  // A capital that begins a sentence is not a change; a name is.
  [
    'Chaque matin, nous ouvrons la porte aux habitants.',
    'Nous ouvrons la porte aux habitants chaque matin.',
    '[~Chaque matin, ~]Nous ouvrons la porte aux habitants{~ chaque matin~}.',
  ],
  ['Pour la mairie de Metz.', 'Pour la mairie de metz.', 'Pour la mairie de[- Metz-]{+ metz+}.'],
  [
    'Rendre chaque service clair.',
    'Ensemble, Rendre chaque service clair.',
    '{+Ensemble,+} Rendre chaque service clair.',
  ],
  [
    'Ensemble, Rendre chaque service clair.',
    'Rendre chaque service clair.',
    '[-Ensemble, -]Rendre chaque service clair.',
  ],
  // Words that went do not stick to the next one.
  ['Nos belles équipes ouvrent.', 'Équipes ouvrent.', '[-Nos belles -]Équipes ouvrent.'],
  ['L’ancienne équipe ouvre.', 'L’équipe ouvre.', 'L’[-ancienne -]équipe ouvre.'],
  // Two numbers are two changes, and a time is one.
  [
    'Un dossier en 2 h 30 pour 900 familles.',
    'Un dossier en 3 h 15 pour 1 200 familles.',
    'Un dossier en[- 2 h 30-]{+ 3 h 15+} pour[- 900-]{+ 1 200+} familles.',
  ],
  // Small words between changes are read with them.
  [
    'Un outil simple pour les agents.',
    'Une porte ouverte pour tous les parents.',
    '[-Un outil simple pour les agents-]{+Une porte ouverte pour tous les parents+}.',
  ],
] as const)('compares French word by word: %s', (before, after, expected) => {
  expect(marked(before, after, 'fr')).toBe(expected)
})

test.each([
  [
    'We serve our customers.',
    'We serve the patients of our valley.',
    'We serve[- our customers-]{+ the patients of our valley+}.',
  ],
  [
    "We don't wait for the team's leader.",
    'We don’t wait for the crew’s leader.',
    "We don’t wait for the[- team's-]{+ crew’s+} leader.",
  ],
  [
    'Before the patient arrives, the file is there.',
    'The file is there before the patient arrives.',
    '[~Before the patient arrives, ~]The file is there{~ before the patient arrives~}.',
  ],
  [
    'It costs $4.20 (about €4).',
    'It costs $3.50 (about €3).',
    'It costs $[-4.20-]{+3.50+} (about €[-4-]{+3+}).',
  ],
  // Pictures are no words.
  ['🚀 for us 🎉 now.', '🌱 for us 🌳 now.', '[-🚀-]{+🌱+} for us[- 🎉-]{+ 🌳+} now.'],
  ['In 30 minutes.', 'In 3 minutes.', 'In[- 30-]{+ 3+} minutes.'],
  ['', 'So that nobody waits.', '{+So that nobody waits.+}'],
  ['So that nobody waits.', '', '[-So that nobody waits.-]'],
] as const)('compares English word by word: %s', (before, after, expected) => {
  expect(marked(before, after, 'en')).toBe(expected)
})

test('nothing of the later text is lost, whatever the two texts are', () => {
  const word = constantFrom(
    'l’',
    'qu’',
    'nous',
    'Nous',
    'écran',
    '\u00a0:',
    ',',
    '. ',
    ' ',
    '\n',
    'a',
    '12',
    '🧭',
    'é',
  )
  const text = array(word, { maxLength: 40 }).map((words) => words.join(''))
  assert(
    property(text, text, constantFrom('fr', 'en'), (before, after, language) => {
      const pieces = wordDiff(before, after, language)
      const of = (...kinds: readonly string[]) =>
        pieces.flatMap(({ kind, text: part }) => (kinds.includes(kind) ? [part] : [])).join('')
      expect(of('same', 'added')).toBe(after)
      const plain = (some: string) => some.replaceAll(/\s/gu, '').toLowerCase()
      expect(plain(of('same', 'removed'))).toBe(plain(before))
    }),
  )
})

test('a text compared with itself has no change', () => {
  assert(
    property(string({ unit: 'grapheme' }), (text) => {
      expect(wordDiff(text, text, 'fr').every(({ kind }) => kind === 'same')).toBe(true)
    }),
  )
})

test('words that were made to be costly are compared as fast as others', () => {
  const before = process.cpuUsage()
  for (let version = 0; version < 20; version++)
    expect(wordDiff('a '.repeat(1_200), 'b '.repeat(1_200), 'en').map(({ kind }) => kind)).toEqual([
      'removed',
      'added',
      'same',
    ])
  // Compared to their end, these take twelve seconds.
  expect(process.cpuUsage(before).user / 1_000_000).toBeLessThan(4)
})

test.each([
  // Words for words do not touch.
  ['Que l’équipe ouvre.', 'Que l’astreinte ouvre.', ['astreinte']],
  // A comma touches the word before it.
  ['Nous ouvrons le guichet (le soir).', 'Nous ouvrons le guichet, même le soir.', []],
  ['Nous ouvrons. Enfin.', 'Nous ouvrons, enfin.', []],
] as const)('%s → %s: what is shown with a space of its own before it', (before, after, apart) => {
  const pieces = wordDiff(before, after, 'fr')
  expect(pieces.filter((piece, index) => isApart(piece, pieces[index - 1])).map(({ text }) => text)).toEqual(
    apart,
  )
})
