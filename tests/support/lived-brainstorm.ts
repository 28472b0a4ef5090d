import * as Y from 'yjs'
import { findStep } from '#shared/agenda/steps.ts'
import { filledWords } from '#shared/agenda/fill.ts'
import { placeAreas } from '#shared/board/area.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { writeMeta, type Language } from '#shared/board/document.ts'
import { addNote } from '#shared/board/note.ts'
import { writeRound } from '#shared/board/round.ts'
import { builtInTemplate } from './built-in-template.ts'
import { agendaStart, liveAgenda } from './lived-agenda.ts'
import { round } from './sample-board.ts'

const ideas = [
  [
    'Answer within a day, even to say “not yet”',
    'One page that says who decides what',
    'Less mail, more talk at the counter',
  ],
  [
    'A bench and coffee in the entrance',
    'Opening hours for people who work',
    'Let families book by phone in their language',
  ],
  [
    'Train volunteers in pairs',
    'Thank people by name, in public',
    'A small budget that volunteers spend themselves',
  ],
] as const
const sentences = [
  'People want an answer they can count on, from somebody they know',
  'The place itself should say welcome',
  'Volunteers are trusted, and it shows',
] as const
const loose = ['A garden on the roof', 'Close on Mondays']
const tasks = [
  ['Put the page of who decides on the door', 'Nadia', '2026-12-01'],
  ['Try evening hours for a month', 'Tom and Léa', '2027-01-15'],
  ['Ask the town for a bench', '', ''],
] as const

/** The built-in brainstorm after nine people have played it. */
export function livedBrainstorm(language: Language, by = 'fay'): Y.Doc {
  const template = builtInTemplate('brainstorm')
  const doc = new Y.Doc()
  const question =
    language === 'en' ? 'What would make newcomers stay?' : 'Qu’est-ce qui donnerait envie de rester ?'
  const answers = { question, minutes: 6, dots: 3, end: '' }
  writeMeta(doc, { schema: 1, title: 'Welcome, Tuesday group', language })
  const areaOf = (path: string): string => {
    const placed = findStep(template, path)
    if (placed?.step.activity !== 'write') throw new Error(`${path} is no step of writing`)
    const fields = placed.step.fields.map((field) => ({ ...field, title: filledWords(field.title, answers) }))
    return placeAreas(doc, placed.phase, { ...placed.step, fields })[0] ?? ''
  }
  const area = areaOf('write/ideas')
  let count = 0
  const put = (text: string): string => {
    const at = { x: 60 + (count % 3) * 220, y: 120 + Math.floor(count / 3) * 330 }
    count += 1
    return addNote(doc, {
      ...at,
      author: null,
      created: agendaStart,
      text,
      area,
      step: 'write/ideas',
      field: 'ideas',
    })
  }
  const groups = ideas.map((texts, index) =>
    addCluster(doc, texts.map(put), { title: sentences[index] ?? '', tint: 'sky' }),
  )
  loose.forEach(put)
  const totals = Object.fromEntries(groups.map((group, index) => [group, [11, 4, 8][index] ?? 0]))
  const times = { step: 'choose/vote', openedAt: agendaStart, closedAt: agendaStart + 1_400_000 }
  const voted = { voted: 8, eligible: 9, budget: 3, cap: 1, target: 'clusters' } as const
  writeRound(
    doc,
    round({
      id: 'r1',
      title: 'Read all the groups. Then place your dots on those we should take further.',
      options: groups,
      totals,
      ...voted,
      ...times,
    }),
  )
  const next = areaOf('next/actions')
  for (const [index, [text, owner, date]] of tasks.entries()) {
    const blanks = { ...(owner !== '' && { owner }), ...(date !== '' && { date }) }
    const origin = { step: 'next/actions', field: 'actions', ...(owner !== '' && { blanks }) }
    const facts = { author: by, created: agendaStart, kind: 'action' } as const
    addNote(doc, { x: 1_100, y: 120 + index * 220, ...facts, text, area: next, ...origin })
  }
  addNote(doc, { x: 760, y: 120, author: by, created: agendaStart, text: 'Next time: bring a timer' })
  liveAgenda(doc, { template, answers, by }, [
    [0, { to: 'write/ideas' }],
    [330, 60],
    [110, { to: 'write/reveal', wrote: { done: 8, of: 9 } }],
    [95, { to: 'group/group' }],
    [200, 'pause'],
    [180, 'resume'],
    [210, { to: 'group/name' }],
    [150, { to: 'choose/vote' }],
    [185, { to: 'next/actions' }],
    [420, { to: 'end' }],
  ])
  return doc
}
