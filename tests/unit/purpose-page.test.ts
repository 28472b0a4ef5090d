import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { reportActivities } from '#server/activities/report-sections.ts'
import {
  languagesOf,
  purposeContent,
  purposeSource,
  type PurposeContent,
  type PurposeSource,
} from '#server/board-file/purpose-content.ts'
import { sentenceOrigins, type SentenceOrigins } from '#server/board-file/lineage-account.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { purposeHtml, withdrawnHtml, type PageFacts } from '#server/purpose/page-html.ts'
import { withFrenchSpaces } from '#shared/text/french-spaces.ts'
import { secondSide } from '#server/report/purpose-words.ts'
import { purposePdf } from '#server/report/purpose-pdf.ts'
import { emptyDraft, type PurposeDraft } from '#shared/workshop/purpose-page.ts'
import { dayLeader, dayVoter, livedDay } from '#tests/support/lived-day.ts'
import { readPdf } from '#tests/support/pdf-text.ts'

const text = 'Nous gardons l’eau <claire> & « vivante ».'
const source: PurposeSource = {
  purpose: {
    text,
    hash: 'ab'.repeat(32),
    language: 'fr',
    at: Date.UTC(2026, 10, 24, 12),
    kind: 'consent',
    voices: { answered: 25, entitled: 27 },
  },
  name: 'Régie des eaux',
  people: [
    { id: 'p1', who: 'Les riverains', needs: ['Se baigner'] },
    { id: 'p2', who: 'La presse', needs: [] },
    { id: 'p3', who: 'Les écoles', needs: ['Voir une source'] },
  ],
  principles: [
    { choice: 'Mesurer', over: 'promettre', shows: 'un relevé est affiché.', betrays: 'un relevé manque.' },
  ],
  story: {
    startedAt: Date.UTC(2026, 10, 24, 8),
    endedAt: Date.UTC(2026, 10, 24, 16),
    people: 27,
    notes: 143,
    first: 'Gérer durablement.',
    versions: 4,
  },
  offers: [],
  living: { promises: [], cases: [], welcome: [], stories: [], strangers: null },
}
const draft: PurposeDraft = {
  ...emptyDraft,
  meanings: [
    { phrase: 'l’eau <claire>', means: 'On y voit le fond.' },
    { phrase: 'le fleuve', means: 'D’une phrase plus ancienne.' },
  ],
  promises: ['Une réponse le jour même.'],
  reviewOn: '2027-11-30',
}
const facts: PageFacts = {
  language: 'fr',
  version: { number: 2, at: Date.UTC(2026, 11, 3, 12) },
  versions: [
    { number: 1, at: Date.UTC(2026, 10, 25, 12) },
    { number: 2, at: Date.UTC(2026, 11, 3, 12) },
  ],
  addresses: {
    serif: '/serif',
    emblem: null,
    paper: '/paper',
    inLanguage: (language) => `?lang=${language}`,
    version: (number) => `/v/${number}`,
    newest: '/newest',
    welcome: '/welcome',
    own: '/own',
    file: (name) => `/v/2/${name}`,
    picture: (id) => `/v/2/${id}.jpg`,
    abroad: null,
  },
}

const origins: SentenceOrigins = {
  phrases: ['gardons l’eau'],
  of: (phrase) => ({ sources: [`${phrase}, dit une note`], voices: 3 }),
}

function contentOf(changes: Partial<PurposeDraft> = {}, of: Partial<PurposeSource> = {}): PurposeContent {
  const page = { emblem: null, zone: 'Europe/Paris', origins }
  const content = purposeContent({ ...source, ...of }, { ...draft, ...changes }, page)
  if (!content) throw new Error('no content')
  return content
}

test('without an adopted sentence there is no page', () => {
  expect(
    purposeContent({ ...source, purpose: null }, draft, { emblem: null, zone: undefined, origins }),
  ).toBeUndefined()
})

test('a page has what the board says and what facilitators add, and no phrase that is not in the sentence', () => {
  const content = contentOf()
  expect(content.name).toBe('Régie des eaux')
  expect(content.meanings.map(({ phrase }) => phrase)).toEqual(['l’eau <claire>'])
  // Without a choice: everybody with a need.
  expect(content.people).toEqual([
    { who: 'Les riverains', needs: ['Se baigner'] },
    { who: 'Les écoles', needs: ['Voir une source'] },
  ])
  expect(contentOf({ people: ['p2', 'gone', 'p1'], name: 'Nous' })).toMatchObject({
    name: 'Nous',
    people: [{ who: 'La presse' }, { who: 'Les riverains' }],
  })
})

test('a lived day gives the page its sentence, its people, its principles and its story, as its account has them', () => {
  const doc = livedDay('fr')
  const board = snapshotOf(doc)
  // Three more have opened the board since: they did not work on that day.
  const account = reportActivities.accountOf(board, { participants: 33, now: Date.UTC(2026, 10, 25) })
  const day = purposeSource(board, account, { shown: [], strangers: null })
  const page = { origins: sentenceOrigins(board), emblem: null, zone: 'Europe/Paris' }
  const content = purposeContent(day, emptyDraft, page)
  expect(content?.purpose).toMatchObject({
    text: account.purpose?.text,
    hash: createHash('sha256')
      .update(account.purpose?.text ?? '')
      .digest('hex'),
    kind: 'consent',
    voices: { answered: 29, entitled: 30 },
  })
  expect(content?.principles).toEqual(
    account.principles.map(({ choice, over, shows, betrays }) => ({ choice, over, shows, betrays })),
  )
  expect(content?.principles.length).toBeGreaterThanOrEqual(4)
  expect(content?.people.slice(0, 2)).toEqual([
    { who: 'Les infirmières et infirmiers', needs: [expect.stringContaining('un seul mot de passe')] },
    { who: 'Les secrétaires médicales', needs: [expect.stringContaining('ne saisir qu’une fois')] },
  ])
  expect(content?.story).toMatchObject({
    people: 30,
    versions: 3,
    first: expect.stringMatching(/^Rendre du temps/),
  })
  expect(content?.meanings).toEqual([
    {
      phrase: 'Rendre à ceux qui soignent',
      means: '',
      sources: ['Nous aimons rendre du temps à ceux qui soignent'],
      voices: 4,
    },
  ])
  // Nothing of the page names a person of the board.
  for (const person of [dayLeader, dayVoter]) expect(JSON.stringify(content)).not.toContain(person)
})

test('without a word of the facilitators the page says where the phrases came from', () => {
  const { meanings } = contentOf({ meanings: [] })
  expect(meanings).toEqual([
    { phrase: 'gardons l’eau', means: '', sources: ['gardons l’eau, dit une note'], voices: 3 },
  ])
  expect(purposeHtml(contentOf({ meanings: [] }), facts).html).toContain('D’où viennent ses mots')
})

test('French joins the two sides of a principle', () => {
  expect(secondSide('le confort', 'fr')).toEqual({ lead: 'même au détriment du', rest: ' confort' })
  expect(secondSide('attendre', 'fr')).toEqual({ lead: 'même au détriment d’', rest: 'attendre' })
  expect(secondSide('comfort', 'en')).toEqual({ lead: 'even over ', rest: 'comfort' })
})

test('a page counts nobody where facilitators alone wrote, who did not take part', () => {
  const story = { ...source.story, people: 0 }
  const { html } = purposeHtml(contentOf({}, { story }), facts)
  expect(html.replaceAll('\u00A0', ' ')).toContain(
    'Le 24 novembre 2026, 143 idées ont été écrites sur un même tableau.',
  )
})

test('the page shows the exact words, escaped, with their language, and needs no script', () => {
  const { html } = purposeHtml(contentOf(), facts)
  expect(html).toContain('>Nous gardons l’eau &lt;claire&gt; &amp; « vivante ».</h1>')
  expect(html).toMatch(/^<!doctype html>\n<html lang="fr">/)
  expect(html).not.toMatch(/<script|javascript:|https?:/)
  for (const words of [
    'Adoptée par consentement le 24 novembre 2026. 25 personnes sur 27 ont répondu, et aucune objection n’est restée sans réponse.',
    '<dt>l’eau &lt;claire&gt;</dt><dd>On y voit le fond.</dd>',
    '<dd class="from">3 voix au plus derrière ces mots · « l’eau &lt;claire&gt;, dit une note »</dd>',
    'Mesurer <span class="over"><span class="even">même au détriment de </span>promettre</span>',
    'On l’aura trahi le jour où</span> un relevé manque.',
    'un relevé manque.',
    'Une réponse le jour même.',
    'Le 24 novembre 2026, 27 personnes ont travaillé sur un même tableau et y ont écrit 143 idées.',
    'Gérer durablement.',
    'Version 2, publiée le 3 décembre 2026. Nous la relirons avant le 30 novembre 2027.',
    '<a href="/v/1">Version 1, publiée le 25 novembre 2026</a>',
    'ab'.repeat(32),
  ])
    expect(html.replaceAll('\u00A0', ' ')).toContain(words)
})

test('the page says how the sentence was adopted, and never calls another way a consent', () => {
  const pageOf = (kind: 'override' | 'sponsor', language: 'fr' | 'en') => {
    const purpose = { ...source.purpose!, kind, ...(kind === 'override' && { reason: 'Le conseil attend.' }) }
    const content = contentOf({ translations: { [text]: 'We keep the water clear.' } }, { purpose })
    return purposeHtml(content, { ...facts, language }).html.replaceAll('\u00A0', ' ')
  }
  expect(pageOf('override', 'fr')).toContain(
    'Adoptée le 24 novembre 2026 par décision des animateurs, sans le consentement de tous.',
  )
  expect(pageOf('override', 'fr')).toContain('Le motif donné : « Le conseil attend. »')
  expect(pageOf('sponsor', 'en')).toContain('Adopted by the sponsor on 24 November 2026.')
  for (const kind of ['override', 'sponsor'] as const)
    for (const language of ['fr', 'en'] as const)
      expect(pageOf(kind, language)).not.toMatch(/par consentement|by consent/)
})

test('words that every object has are words, and no translations', () => {
  const ours = { choice: 'constructor', over: 'toString', shows: 'valueOf', betrays: '__proto__' }
  const content = contentOf({ translations: { [text]: 'We keep the water.' } }, { principles: [ours] })
  const { html } = purposeHtml(content, { ...facts, language: 'en' })
  for (const words of Object.values(ours)) expect(html).toContain(words)
  const purpose = source.purpose && { ...source.purpose, text: 'constructor' }
  expect(languagesOf(contentOf({}, { purpose }))).toEqual(['fr'])
})

test('the other language exists once the sentence is translated; untranslated words say their language', () => {
  expect(languagesOf(contentOf())).toEqual(['fr'])
  const content = contentOf({ translations: { [text]: 'We keep the water clear.', Mesurer: 'Measuring' } })
  expect(languagesOf(content)).toEqual(['fr', 'en'])
  const { html } = purposeHtml(content, { ...facts, language: 'en' })
  expect(html).toContain('<html lang="en">')
  expect(html).toContain('>We keep the water clear.</h1>')
  expect(html).toContain('Translation. The group adopted the sentence in French.')
  expect(html).toContain(
    'Measuring <span class="over" lang="fr"><span class="even">même au détriment de </span>promettre</span>',
  )
  expect(html).toContain('<a href="?lang=fr" lang="fr" hreflang="fr">Français</a>')
})

test('an earlier version says that there is a newer one, and a preview that nobody else sees it', () => {
  const first = { ...facts, version: facts.versions[0] ?? null }
  expect(purposeHtml(contentOf(), first).html).toContain('Il en existe une plus récente.')
  expect(purposeHtml(contentOf(), { ...facts, version: null }).html).toContain('Aperçu.')
  expect(withdrawnHtml('en').html).toMatch(
    /This page was withdrawn\.[^]*lang="fr">Cette page a été retirée\./,
  )
})

test('the sheet of paper is one tagged page, however much there is, with the exact words', async () => {
  const many = Array.from({ length: 24 }, (_, index) => ({
    id: `p${index}`,
    who: `Personne ${index} avec un nom plutôt long`,
    needs: ['Un besoin qui se dit en une phrase assez longue pour deux lignes', 'Un autre besoin'],
  }))
  const [principle] = source.principles
  const large = contentOf(
    { people: many.map(({ id }) => id), promises: Array(12).fill('Une promesse assez longue. '.repeat(8)) },
    { people: many, principles: Array(7).fill(principle) },
  )
  // Five Hebrew letters with a mark for symbols on each end the compiler's process.
  const hostile = contentOf({
    promises: ['א\u20D0ב\u20D0ג\u20D0ד\u20D0ה\u20D0 '.repeat(9), `a${'\u0301'.repeat(250)}`],
  })
  for (const content of [contentOf(), large, hostile]) {
    const bytes = await purposePdf(content, {
      language: 'fr',
      number: 2,
      at: facts.version?.at ?? 0,
      address: 'https://example.org/purpose/x',
      emblem: null,
    })
    const pdf = await readPdf(bytes)
    expect(pdf.pages).toHaveLength(1)
    expect(pdf.isTagged).toBe(true)
    expect(pdf.language).toBe('fr')
    const plain = (words: string) => words.replaceAll(/\s+/g, '')
    expect(plain(pdf.pages[0] ?? '')).toContain(plain(text))
    expect(plain(pdf.pages[0] ?? '')).toContain('promettre')
    expect(pdf.roles).toContain('H1')
  }
})

test('no line begins with a French sign, and the adopted sentence keeps the spaces that were typed', () => {
  const typed = 'Et la nuit ? « Oui : la nuit » ; et 10:30, a :b'
  expect(withFrenchSpaces(typed).replaceAll('\u00A0', '_')).toBe(
    'Et la nuit_? «_Oui_: la nuit_»_; et 10:30, a :b',
  )
  const { html } = purposeHtml(contentOf({ promises: ['Une réponse ; vite.'] }), facts)
  expect(html).toContain('<li>Une réponse\u00A0; vite.</li>')
  expect(html).toContain('&amp; « vivante ».</h1>')
})
