import * as Y from 'yjs'
import { hashOfText } from '#server/basics/hashes.ts'
import { writeAdoption } from '#shared/board/adoptions.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { writeMeta } from '#shared/board/document.ts'
import { addNote } from '#shared/board/note.ts'
import { addStatement } from '#shared/board/statements.ts'
import { addVersion, type Graft } from '#shared/board/versions.ts'

const ideas = [
  'Que personne ne rate un direct',
  'Mettre la technique au service de l’émotion',
  'Un matin sans panne, et personne ne le remarque',
  'Oser dire non à un projet de plus',
  'La rédaction nous appelle avant, pas après',
  'Apprendre chaque jour quelque chose de neuf',
]
const titles = [
  'Nous faisons vivre le direct',
  'La confiance se gagne avant la panne',
  'Nous osons dire non',
  'Apprendre ensemble',
]

export const grownSentence =
  'Nous faisons vivre le direct, sans une seconde de silence, pour que chaque supporter, au stade comme sur son téléphone, partage l’émotion, et que les rédactions osent.'

/** A board with an adopted sentence that grew from so many notes in four groups, from four proposals and two statements. */
export function grownBoard(count = 12): Y.Doc {
  const doc = new Y.Doc()
  writeMeta(doc, { title: 'La raison d’être de la direction numérique', language: 'fr' })
  const ids = Array.from({ length: count }, (_, index) => {
    const text = `${ideas[index % ideas.length]}${index < ideas.length ? '' : ` (${index + 1})`}`
    const place = { x: (index % 10) * 220, y: Math.floor(index / 10) * 220 }
    return note(doc, `n${index}`, { ...place, step: 'start/write', text })
  })
  for (const [group, title] of titles.entries()) {
    const members = ids.filter((_, index) => index % titles.length === group)
    addCluster(doc, members, { id: `group${group}`, title })
  }
  const proposals: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'p1',
      'Nous faisons vivre le direct pour que chaque supporter partage l’émotion du match.',
      ['group0', 'n2'],
    ],
    [
      'p2',
      'Nous faisons vivre le direct, sans une seconde de silence, pour que chaque supporter partage l’émotion.',
      ['p1', 'group1'],
    ],
    ['p3', 'Nous gagnons la confiance des rédactions avant la panne.', ['group1', 'group2']],
    ['p4', 'Nous gagnons la confiance de toutes les rédactions pour qu’elles osent.', ['p3', 'group3']],
  ]
  for (const [index, [id, text, from]] of proposals.entries())
    note(doc, id, { x: 2_500, y: index * 220, step: 'why/write', text, from })
  const base = { step: 'challenge/rewrite', at: 1 }
  const other = 'Nous gagnons la confiance de toutes les rédactions pour que les rédactions osent.'
  addStatement(doc, { ...base, id: 's1', number: 1, from: ['p2'], text: grownSentence })
  addStatement(doc, { ...base, id: 's2', number: 2, from: ['p4'], text: other })
  const first = proposals[1]?.[1] ?? ''
  const second = first.replace('supporter partage', 'supporter, au stade comme sur son téléphone, partage')
  const start = grownSentence.indexOf('que les rédactions osent')
  const graft = { start, end: start + 24, from: 'w1', text: 'que les rédactions osent' }
  version(doc, { id: 'v1', statement: 's1', number: 1, text: first, parents: [] })
  version(doc, { id: 'w1', statement: 's2', number: 1, text: other, parents: [] })
  version(doc, { id: 'v2', statement: 's1', number: 2, text: second, parents: ['v1'] })
  version(doc, {
    id: 'v3',
    statement: 's1',
    number: 3,
    text: grownSentence,
    parents: ['v2'],
    grafts: [graft],
  })
  writeAdoption(doc, {
    id: 'adopted1',
    number: 1,
    version: 'v3',
    statement: 's1',
    text: grownSentence,
    hash: hashOfText(grownSentence),
    language: 'fr',
    at: 10_000,
    kind: 'consent',
    round: null,
    voices: { answered: 9, entitled: 9 },
  })
  return doc
}

interface GrownNote {
  readonly x: number
  readonly y: number
  readonly step: string
  readonly text: string
  readonly from?: readonly string[]
}

function note(doc: Y.Doc, id: string, facts: GrownNote): string {
  return addNote(doc, { id, author: null, created: 1, field: 'all', ...facts })
}

interface GrownVersion {
  readonly id: string
  readonly statement: string
  readonly number: number
  readonly text: string
  readonly parents: readonly string[]
  readonly grafts?: readonly Graft[]
}

function version(doc: Y.Doc, grown: GrownVersion): void {
  addVersion(doc, { ...grown, at: 1_000 + grown.number, hash: hashOfText(grown.text) })
}
