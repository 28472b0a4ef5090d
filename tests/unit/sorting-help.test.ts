import { expect, test } from 'vitest'
import { draftGroups } from '#shared/sorting/draft-groups.ts'
import { cloudOf, commonWords, notesWithWord } from '#shared/sorting/gather.ts'
import { placesFor, type KnownGroup } from '#shared/sorting/place-for.ts'
import { readWords } from '#shared/sorting/sorted-note.ts'
import { unmentioned } from '#shared/sorting/unmentioned.ts'
import { notesReadIn } from '#client/activities/read/same-ideas.tsx'
import { aimOf } from '#client/panels/host/written.ts'
import { stepsOf } from '#shared/agenda/steps.ts'
import { builtInTemplate } from '#tests/support/built-in-template.ts'
import { shortBrainstorm } from '#tests/support/agendas.ts'
import { seededRandom } from '#tests/support/random.ts'

const notesOf = (...texts: readonly string[]) => texts.map((text) => ({ id: text, text }))
const groupOf = (id: string, ...texts: readonly string[]): KnownGroup => ({
  id,
  title: '',
  notes: notesOf(...texts),
})

const trust = groupOf(
  'trust',
  'La confiance des élus',
  'Mériter la confiance',
  'Confiance entre équipes',
  'Perdre la confiance coûte cher',
  'Une confiance qui dure',
)
const data = groupOf(
  'data',
  'Protéger les données des familles',
  'Zéro fuite de données',
  'Données sauvegardées',
  'Les données restent ici',
  'Des données ouvertes',
)
const scattered = [
  groupOf('a', 'Répondre vite', 'Des mots simples', 'Un seul guichet', 'Moins de papier', 'Le bon service'),
  groupOf('b', 'Apprendre ensemble', 'Le droit à l’erreur', 'Former les jeunes', 'Rire', 'Nos anciens'),
]

test('a word is known by its stem in the language of its note, without small words', () => {
  const stems = ['Toutes les élèves écoutées', 'Écouter l’élève'].map(
    (text) => readWords({ id: '', text }, 'en').stems,
  )
  expect(stems[0]).toEqual(stems[1])
  expect([...readWords({ id: '', text: 'We listen to the 2 families of 2030' }, 'fr').stems]).toEqual([
    'listen',
    'famili',
    '2030',
  ])
  expect(readWords({ id: '', text: 'Budget' }, 'fr').language).toBe('fr')
})

test('a note is given the group whose words it has, with these words as the reason', () => {
  const { isOpen, places } = placesFor(
    notesOf('Gagner la confiance des habitants', 'Sécuriser chaque donnée', 'Un logo'),
    [trust, data],
    'fr',
  )
  expect(isOpen).toBe(true)
  expect(places).toEqual([
    { note: 'Gagner la confiance des habitants', group: 'trust', words: [['confiance', 'confiance']] },
    { note: 'Sécuriser chaque donnée', group: 'data', words: [['donnée', 'données']] },
  ])
})

test('a word that has another in it is a reason, too', () => {
  const { places } = placesFor(notesOf('Cyberconfiance'), [trust, data], 'fr')
  expect(places).toEqual([
    { note: 'Cyberconfiance', group: 'trust', words: [['cyberconfiance', 'confiance']] },
  ])
})

test('a note between two groups is given none', () => {
  expect(placesFor(notesOf('Confiance et données'), [trust, data], 'fr').places).toEqual([])
})

test('the title of a group tells as its notes do', () => {
  const titled = { ...trust, title: 'Parole tenue' }
  expect(placesFor(notesOf('Tenir parole'), [titled, data], 'fr').places).toEqual([
    {
      note: 'Tenir parole',
      group: 'trust',
      words: [['parole', 'parole']],
    },
  ])
})

test('nothing is proposed where words do not tell the groups of placed notes', () => {
  const { isOpen, placed, told, places } = placesFor(notesOf('Répondre vite'), scattered, 'fr')
  expect({ isOpen, placed, places }).toEqual({ isOpen: false, placed: 10, places: [] })
  expect(told).toBeLessThan(5)
})

test('nothing is proposed with one group, or with few notes in groups', () => {
  const few = [trust, data].map((group) => ({ ...group, notes: group.notes.slice(0, 4) }))
  const one = { ...trust, notes: [...trust.notes, ...data.notes] }
  for (const groups of [few, [one], []]) {
    expect(placesFor(notesOf('Confiance'), groups, 'fr')).toMatchObject({ isOpen: false, places: [] })
  }
})

test('a word gathers the notes that have it in some form, whatever its accents', () => {
  const notes = notesOf(
    'Écouter les agents',
    'Des voix écoutées',
    'Une école',
    'ECOUTER',
    'Listening',
    'We listen',
  )
  expect(notesWithWord('écoute', notes, 'fr')).toEqual(['Écouter les agents', 'Des voix écoutées', 'ECOUTER'])
  expect(notesWithWord(' listened ', notes, 'en')).toEqual(['Listening', 'We listen'])
  expect(notesWithWord(' ', notes, 'fr')).toEqual([])
})

test('the words of most notes come first, each in its most frequent form', () => {
  const notes = notesOf('One client', 'The clients', 'Our clients wait', 'We wait', 'Alone')
  expect(commonWords(notes, 'en').map(({ word, notes: having }) => [word, having.length])).toEqual([
    ['clients', 3],
    ['wait', 2],
  ])
})

test('a cloud has all words of few notes, and of more those of two notes, each counted once a note', () => {
  const told = (...texts: readonly string[]) =>
    cloudOf(
      texts.map((text, index) => ({ id: String(index), text })),
      'en',
    ).map(({ word, notes }) => [word, notes.length])
  expect(told('Trust, trust and TRUST', 'Courage', '')).toEqual([
    ['courage', 1],
    ['trust', 1],
  ])
  expect(told('La clarté', 'le courage', 'Clarte et les élèves')).toContainEqual(['clarte', 2])
  expect(told('D’abord la radio dans un virage', 'écran').map(([word]) => word)).toEqual([
    'écran',
    'radio',
    'virage',
  ])
  const words = ['trust', 'courage', 'speed', 'care', 'radio']
  const random = seededRandom(31)
  const notes = Array.from({ length: 40 }, () => [random.pick(words), 'the', random.pick(words)])
  const counts = words.map((word) => [word, notes.filter((note) => note.includes(word)).length] as const)
  expect(told('Lonely', ...notes.map((note) => note.join(' ')))).toEqual(
    counts.toSorted(([a, many], [b, more]) => more - many || (a < b ? -1 : 1)),
  )
})

test('texts of endless words, of signs and of letters without words do not hold up a cloud', () => {
  const hostile = [
    'a'.repeat(100_000),
    'é\u0301'.repeat(50_000),
    'un '.repeat(40_000),
    '\u200d'.repeat(50_000),
    '🧭'.repeat(20_000),
    ...Array.from({ length: 60 }, (_, index) =>
      Array.from({ length: 500 }, (__, n) => `w${n * index}`).join(' '),
    ),
  ]
  const cloud = cloudOf(
    hostile.map((text, index) => ({ id: String(index), text })),
    'fr',
  )
  expect(cloud).toHaveLength(24)
  for (const { word } of cloud) expect(word.length).toBeLessThanOrEqual(30)
})

test('notes that share words become draft groups; a note without a neighbour stays alone', () => {
  const trusting = notesOf('Confiance', 'La confiance des élus', 'Mériter la confiance')
  const ofData = notesOf('Données ouvertes', 'Zéro fuite de données', 'Sécurité des données')
  const notes = [...trusting, ...ofData, ...notesOf('Un logo')]
  const { isOpen, groups } = draftGroups(notes, 'fr')
  expect(isOpen).toBe(true)
  expect(groups.map(({ words, notes: together }) => [words[0], new Set(together)])).toEqual([
    ['confiance', new Set(trusting.map(({ id }) => id))],
    ['données', new Set(ofData.map(({ id }) => id))],
  ])
  expect(draftGroups(notes, 'fr')).toEqual({ alike: 6 / 7, isOpen, groups })
})

test('no groups are drawn up where few notes are like another one', () => {
  const notes = scattered.flatMap((group) => group.notes)
  expect(draftGroups(notes, 'fr')).toMatchObject({ isOpen: false, groups: [] })
  expect(draftGroups([], 'fr')).toEqual({ alike: 0, isOpen: false, groups: [] })
})

test('a stakeholder is found by the words that tell its name from others, in the singular or the plural', () => {
  const names = notesOf(
    'La presse',
    'Bénévoles',
    'Médecins de ville',
    'Les agents du guichet',
    'Airlines',
    'Élèves',
    'Infirmières',
    'Les autres',
  )
  const texts = [
    'Que le bénévole et son médecin aident en ville',
    'partout où la press passe',
    'For every airline',
    'un agent',
    'un infirmier',
  ]
  expect(unmentioned(names, texts, 'fr')).toEqual(['Les agents du guichet', 'Élèves'])
  expect(unmentioned(names, [], 'fr')).toEqual(names.slice(0, -1).map(({ id }) => id))
})

test.each([
  ['Personnes âgées', 'Aider les personnes handicapées'],
  ['Clients internes', 'Pour nos clients externes'],
  ['Night staff', 'Staff learn by day'],
  ['Maires', 'Que la mairie réponde'],
  ['IT', 'It works'],
  ['US', 'Trust us'],
  ['IT', 'IT WORKS FOR ALL OF US'],
  ['The night cleaner', 'Our network holds day and night'],
  ['Night staff', 'Day and night, nobody waits'],
  ['Small companies', 'Small things matter'],
  ['People living nearby', 'Nearby and in time'],
  ['People who live beside the works', 'The works end before they live beside them'],
])('"%s" is not found in "%s"', (name, text) => {
  expect(unmentioned(notesOf(name), [text], 'en')).toEqual([name])
})

test.each([
  ['Staff', 'Our staff learn'],
  ['IT', 'Ask the I.T. desk'],
  ['U.S.', 'In the US'],
  ['D.S.I.', 'LA DSI RÉPOND À TOUS'],
  ['LES ÉLUS', 'Un élu répond'],
  ['Bénévole·s', 'Avec les bénévoles'],
])('"%s" is found in "%s"', (name, text) => {
  expect(unmentioned(notesOf(name), [text], 'fr')).toEqual([])
})

test.each([
  ['en', 'The night cleaner', 'the cleaner who works at night'],
  ['en', 'Night nurses and doctors', 'a doctor sleeps at night'],
  ['en', 'Parents working nights', 'parents who work nights are heard'],
  ['en', 'Cleaning staff', 'cleaning is done by our staff'],
  ['fr', 'The night cleaner', 'the night cleaner comes home'],
  ['fr', 'Jeunes élus', 'nos élus les plus jeunes'],
  ['fr', 'Les agents de nuit', 'un agent veille la nuit'],
  ['fr', 'La boulangère du quai', 'la boulangère ouvre le quai'],
  ['fr', 'Infirmières et aides-soignants', 'une infirmière, un aide soignant'],
] as const)('%s: "%s" is found in "%s"', (board, name, text) => {
  expect(unmentioned(notesOf(name), [text], board)).toEqual([])
})

// The noun says who it is: what stands beside it does not.
test.each([
  ['fr', 'The night cleaner', 'We watch day and night over the lines'],
  ['fr', 'Les agents de nuit', 'Une ville qui marche jour et nuit'],
  ['fr', 'La boulangère du quai', 'Un quai propre'],
  ['fr', 'Petites entreprises', 'Les petites choses'],
  ['fr', 'Nouveaux arrivants', 'De nouveaux trains'],
  ['fr', 'Les patients de nuit', 'Une lumière la nuit'],
  ['fr', 'Ceux qui viendront après nous', 'Nous d’abord'],
  ['en', 'Managers of the site', 'A site that works'],
] as const)('%s: "%s" is not found in "%s"', (board, name, text) => {
  expect(unmentioned(notesOf(name), [text], board)).toEqual([name])
})

test('the same idea is looked for among the notes that a step reads, written or lying in the phases that it takes from', () => {
  const notes = [
    { id: 'proposal', step: 'why/write', area: null },
    { id: 'moved here', area: 'why/write/proposals' },
    { id: 'earlier', step: 'start/write', area: 'start/write/drives' },
    { id: 'elsewhere', area: null },
  ]
  const read = (from?: string) =>
    notesReadIn(from === undefined ? {} : { input: [{ from, take: 'notes', show: 'pour' }] }, notes)
  expect(read('why/show').map(({ id }) => id)).toEqual(['proposal', 'moved here'])
  expect(read('whyever/show')).toEqual(notes)
  expect(read()).toEqual(notes)
})

test('a step aims at its own number of notes, and a pass at that of the notes that go round', () => {
  const phases = builtInTemplate('purpose-day').phases.filter(({ id }) => id === 'why')
  const template = { ...shortBrainstorm, phases }
  expect(stepsOf(template).map((placed) => aimOf(template, placed))).toEqual([
    { path: 'why/write', target: 20 },
    { path: 'why/write', target: 20 },
    { path: 'why/write', target: 20 },
    undefined,
  ])
})

test('of a name that never ends the beginning is looked for', () => {
  const endless = `${'nights '.repeat(90)}${'valleys '.repeat(500)}`
  expect(unmentioned([{ id: 'a', text: endless }], ['All our nights'], 'en')).toEqual([])
  expect(unmentioned([{ id: 'a', text: endless }], ['All our valleys'], 'en')).toEqual(['a'])
})
