import * as Y from 'yjs'
import { stepsOf } from '#shared/agenda/steps.ts'
import type { StepPath, Template } from '#shared/agenda/template.ts'
import { clustersRoot, notesRoot, placeRoot, textRoot } from '#shared/board/document.ts'
import {
  clusterTitleLimit,
  coordinateLimit,
  fromLimit,
  noteTextLimit,
  wordingLimit,
} from '#shared/board/limits.ts'
import { addStatement } from '#shared/board/statements.ts'
import { addVersion } from '#shared/board/versions.ts'
import { hashOfText } from '#server/basics/hashes.ts'
import { mostGoingOn } from '#shared/workshop/tally.ts'

/** Words that people put into a workshop, the same in each of its steps. */
export interface HarmfulWorkshop {
  readonly name: string
  /** Texts for the notes of each field, so many for each. */
  readonly texts: readonly string[]
  /** Titles of groups; the notes lie in them in turn. */
  readonly groups?: readonly string[]
  /** Each note grew from so many others. */
  readonly sources?: number
}

/** Notes for a step: the place where they were written. */
export interface Field {
  readonly step: StepPath
  readonly field: string
  readonly kind: string
}

export function fieldsOf(template: Template): readonly Field[] {
  return stepsOf(template).flatMap(({ path, step }) =>
    'fields' in step
      ? step.fields.map(({ id }) => ({ step: path, field: id, kind: step.makes?.kind ?? 'idea' }))
      : [],
  )
}

/** One text of this many letters, made of `unit`. */
function endless(unit: string, letters = noteTextLimit): string {
  return unit
    .repeat(Math.ceil(letters / unit.length))
    .slice(0, letters)
    .toWellFormed()
}

function times(count: number, text: string): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${index}${text.slice(String(index).length)}`)
}

export const longWords = times(24, endless('W'))

/** Each takes a browser long in its own way. */
const units = [
  'W',
  '﷽',
  'a\u0301\u0323\u0308\u0331',
  '👩‍👩‍👧‍👦',
  '👩\u200d',
  'क्ष्म्य',
  'محمد',
  'ภาษาไทยสวยงาม',
  'a\n',
  '\n ',
  'a\u00ad',
  '\u202eabc\u2066\u05d0',
  '\u200b\u200d\u2060\ufeff',
  '漢字かな交じり文',
  'a-',
  'incomprehensibilities',
]

export const harmfulWorkshops: readonly HarmfulWorkshop[] = [
  { name: '24 notes of one long word in each field', texts: longWords },
  { name: 'words of every script that never end', texts: units.map((unit) => endless(unit)) },
  {
    name: 'groups with titles that never end',
    texts: times(60, 'A thought among others'),
    groups: units.map((unit) => endless(unit, clusterTitleLimit)),
  },
  { name: '400 notes in each field', texts: times(400, '    An honest thought of somebody who is here') },
  {
    name: 'notes that grew from one another',
    texts: times(200, '    An honest thought of somebody'),
    sources: fromLimit,
  },
]

/** A workshop as people make it, to compare with. */
export const honestWorkshop: HarmfulWorkshop = {
  name: 'an honest workshop',
  texts: times(24, '  We want our team to be the one that makes hard choices simple'),
  groups: ['What drives us', 'What is expected', 'Trust'],
}

/** Writes the words into each field of the template, and some as its sentences; all notes lie out of sight. */
export function writeWorkshop(doc: Y.Doc, template: Template, words: HarmfulWorkshop): void {
  const { texts, groups = [], sources = 0 } = words
  for (const [index, title] of groups.entries()) {
    const entry = new Y.Map<unknown>()
    entry.set('title', new Y.Text(title))
    entry.set('tint', 'sand')
    entry.set('isCollapsed', false)
    clustersRoot(doc).set(`g${index}`, entry)
  }
  let count = 0
  for (const { step, field, kind } of fieldsOf(template)) {
    for (const [index, text] of texts.entries()) {
      const id = `n${count}`
      const from = Array.from({ length: Math.min(sources, count) }, (_, back) => `n${count - 1 - back}`)
      notesRoot(doc).set(id, {
        kind,
        author: null,
        tint: 'sun',
        created: 1,
        step,
        field,
        ...(from.length > 0 && { from }),
      })
      const x = coordinateLimit - 30_000 + (count % 100) * 240
      const cluster = groups.length > 0 ? `g${index % groups.length}` : 0
      placeRoot(doc).set(id, [x, coordinateLimit - 30_000 + Math.floor(count / 100) * 240, 1, cluster])
      textRoot(doc).set(id, new Y.Text(text))
      count += 1
    }
  }
  const rewrite = stepsOf(template).find(({ step }) => step.activity === 'rewrite')
  if (rewrite) writeSentences(doc, rewrite.path, texts)
}

/** As many sentences as ever go on, as the first step that rewrites them would have them, each with a version. */
function writeSentences(doc: Y.Doc, step: StepPath, texts: readonly string[]): void {
  const every = Math.max(1, Math.floor(texts.length / mostGoingOn))
  const some = texts.filter((_, index) => index % every === 0).slice(0, mostGoingOn)
  for (const [index, whole] of some.entries()) {
    const [id, text] = [`s${index}`, whole.slice(0, wordingLimit).toWellFormed()]
    addStatement(doc, { id, step, number: index + 1, from: [], at: 1, text })
    const version = {
      id: `${id}v1`,
      statement: id,
      number: 1,
      text,
      at: 1,
      hash: hashOfText(text),
      parents: [],
    }
    addVersion(doc, version)
  }
}
