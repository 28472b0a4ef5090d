import { expect, test } from 'vitest'
import { encodeStateAsUpdate } from 'yjs'
import type { ReportBlock } from '#shared/blocks/block.ts'
import { accountOf, type AccountFacts } from '#server/board-file/account.ts'
import type { BoardSnapshot } from '#server/board-file/snapshot.ts'
import { renderExport } from '#server/report/render.ts'
import { readPdf } from '#tests/support/pdf-text.ts'
import { sampleBoard } from '#tests/support/sample-board.ts'

const blocks: readonly ReportBlock[] = [
  { kind: 'statement', text: 'Nous rendons l’aide simple', facts: ['24 novembre 2026', '9 voix'] },
  {
    kind: 'distribution',
    heading: 'Nous rendons l’aide simple',
    facts: ['9 réponses'],
    bars: [
      { label: '5 – Je la porte', count: 6, amount: '6 voix', side: 'for' },
      { label: '2 – Il manque quelque chose', count: 2, amount: '2 voix', side: 'between' },
      { label: '0 – Je m’y oppose', count: 1, amount: '1 voix', side: 'against' },
      { label: 'Sans avis', count: 0, amount: '0 voix', side: 'outside' },
    ],
  },
  {
    kind: 'shares',
    heads: ['Nom', 'Part de non'],
    answers: [
      { label: 'Oui', side: 'for' },
      { label: 'Presque', side: 'between' },
      { label: 'Non', side: 'against' },
    ],
    rows: [
      { label: 'La mairie', counts: [1, 2, 6], amount: '67 %' },
      { label: 'La Poste', counts: [0, 0, 9], amount: '100 %' },
    ],
  },
  {
    kind: 'versions',
    versions: [
      { label: 'Version 1', facts: ['10:05'], parts: [{ text: 'Nous aidons', mark: null }] },
      {
        label: 'Version 2',
        facts: [],
        parts: [
          { text: 'Nous ', mark: null },
          { text: 'aidons', mark: 'removed' },
          { text: ' rendons l’aide *simple*', mark: 'added' },
        ],
      },
    ],
  },
  {
    kind: 'quotes',
    heading: 'Objections',
    quotes: [
      {
        text: 'Trop vague\npour moi',
        name: 'Ada',
        about: '0 – Je m’y oppose',
        answers: ['Nous disons qui'],
        remark: '',
      },
      { text: 'Et les enfants ?', name: null, about: '', answers: [], remark: 'Sans réponse' },
    ],
  },
  {
    kind: 'principle',
    choice: 'La réponse rapide',
    joint: 'plutôt que',
    over: 'la réponse parfaite',
    signs: [
      { label: 'On le verra le jour où', text: 'on rappelle le jour même' },
      { label: 'On l’aura trahi le jour où', text: 'on attend le comité' },
    ],
    facts: ['issu de 3 notes'],
  },
  {
    kind: 'table',
    heads: ['Groupe', 'Personnes'],
    rows: [
      ['Accueil', '12'],
      ['Autres | divers', '8'],
    ],
    figures: 1,
  },
  {
    kind: 'evidence',
    heading: 'Ce que l’on sait d’elle',
    items: [
      {
        head: 'Changez le nom : 66 % de « Non »',
        brief: '',
        rows: [{ label: 'une banque', amount: '6 « Non » sur 6', counts: [{ side: 'for', count: 6 }] }],
        texts: ['Pourraient la signer : un festival.'],
        quotes: [],
        about: 'Sur la version 1 : les mots ont changé depuis.',
        isStale: true,
      },
      {
        head: 'Lundi matin',
        brief: '',
        rows: [],
        texts: [],
        quotes: ['Fermer à cinq heures'],
        about: '',
        isStale: false,
      },
    ],
  },
]

const job = {
  kind: 'export',
  update: encodeStateAsUpdate(sampleBoard()),
  paper: 'one',
  language: 'fr',
  participants: 9,
  now: Date.UTC(2026, 10, 24),
} as const
const activitiesWith = (printed: readonly ReportBlock[]) => async () => ({
  sectionsOf: () => [{ title: 'Toutes les formes', blocks: printed }],
  accountOf: (board: BoardSnapshot, facts: AccountFacts) => accountOf(board, facts, {}),
  blocksOf: () => [],
  keptStates: () => ({}),
  printable: (board: BoardSnapshot) => board,
})
const activities = activitiesWith(blocks)

test('every kind of block has its words in Markdown', async () => {
  const markdown = new TextDecoder().decode(
    await renderExport({ ...job, format: 'markdown' }, { activities }),
  )
  const [, section = ''] = /## Toutes les formes\n\n(.*?)\n\n## /su.exec(markdown) ?? []
  expect(section.split('\n').filter((line) => line !== '')).toEqual([
    '> **Nous rendons l’aide simple**',
    '24 novembre 2026 · 9 voix',
    '**Nous rendons l’aide simple**',
    '9 réponses',
    '- 5 – Je la porte — 6 voix',
    '- 2 – Il manque quelque chose — 2 voix',
    '- 0 – Je m’y oppose — 1 voix',
    '- Sans avis — 0 voix',
    '| Nom | Oui | Presque | Non | Part de non |',
    '| --- | ---: | ---: | ---: | ---: |',
    '| La mairie | 1 | 2 | 6 | 67 % |',
    '| La Poste | 0 | 0 | 9 | 100 % |',
    '**Version 1** · 10:05',
    '> Nous aidons',
    '**Version 2**',
    String.raw`> Nous ~~aidons~~ **rendons l’aide \*simple\***`,
    '**Objections**',
    '- Trop vague\\',
    '  pour moi — 0 – Je m’y oppose — Ada',
    '  - Nous disons qui',
    '- Et les enfants ?',
    '  - *Sans réponse*',
    '**La réponse rapide** plutôt que **la réponse parfaite**',
    'issu de 3 notes',
    '- *On le verra le jour où* on rappelle le jour même',
    '- *On l’aura trahi le jour où* on attend le comité',
    '| Groupe | Personnes |',
    '| --- | ---: |',
    '| Accueil | 12 |',
    String.raw`| Autres \| divers | 8 |`,
    '**Ce que l’on sait d’elle**',
    '- **Changez le nom : 66 % de « Non »** une banque – 6 « Non » sur 6. Pourraient la signer : un festival. Sur la version 1 : les mots ont changé depuis.',
    '- **Lundi matin** “Fermer à cinq heures”',
  ])
})

test('every kind of block has its words in the PDF, in reading order, and the file keeps to the standard', async () => {
  const { pages, metadata, roles } = await readPdf(
    await renderExport({ ...job, format: 'report' }, { activities }),
  )
  const text = pages.join(' ').replaceAll(/\s+/g, ' ')
  const words = [
    'Nous rendons l’aide simple',
    '5 – Je la porte',
    '6 voix',
    'La mairie',
    '67 %',
    'Version 1',
    'Nous aidons rendons l’aide *simple*',
    'Trop vague pour moi',
    'Nous disons qui',
    'Sans réponse',
    'La réponse rapide plutôt que la réponse parfaite',
    'On le verra le jour où on rappelle le jour même',
    'Autres | divers',
    'une banque – 6 « Non » sur 6',
    'les mots ont changé depuis',
    'Fermer à cinq heures',
  ]
  const places = words.map((each) => text.indexOf(each))
  expect(places).not.toContain(-1)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(metadata).toMatch(/pdfuaid:part>1</)
  expect(roles.filter((role) => role === 'TH').length).toBeGreaterThanOrEqual(5)
})

test('no row of a table stands alone on a page, wherever the table begins', async () => {
  const tables = Array.from({ length: 14 }, (_, table): ReportBlock => ({
    kind: 'table',
    heads: [`Tableau ${table}`, 'Voix'],
    rows: Array.from({ length: 23 }, (__, row) => [`t${table}r${row}.`, '1']),
    figures: 1,
  }))
  const { pages } = await readPdf(
    await renderExport({ ...job, format: 'report' }, { activities: activitiesWith(tables) }),
  )
  const parts = tables.flatMap((_, table) =>
    pages
      .map((page) => ({
        rows: page.split(`t${table}r`).length - 1,
        hasHead: page.includes(`Tableau ${table} `),
      }))
      .filter(({ rows }) => rows > 0),
  )
  expect(parts.reduce((sum, { rows }) => sum + rows, 0)).toBe(14 * 23)
  expect(parts.filter(({ rows, hasHead }) => rows < 2 || !hasHead)).toEqual([])
})
