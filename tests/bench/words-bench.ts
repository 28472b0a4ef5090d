import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '#shared/board/document.ts'
import { wordDiff } from '#shared/statements/word-diff.ts'
import { wornShare } from '#shared/statements/worn-words.ts'
import { figure, type Table } from '../support/figures.ts'

/** A statement that one person read: 1 when any team could sign it, 0 when no other could, null when they could not say. */
interface LabelledStatement {
  readonly id: string
  readonly lang: Language
  readonly text: string
  readonly label: 0 | 1 | null
  readonly origin: string
}

/** Another folder with files of the same form gives the statements instead. */
const folder = process.env['WORDS_SETS'] ?? join(import.meta.dirname, 'sorting', 'sets')
const comparedPairs = 2_000

/** Measures how well worn words order statements, and what it costs to compare two versions. */
export function wordsBench(): Promise<readonly Table[]> {
  const statements = readStatements()
  return Promise.resolve([wornTable(statements), diffTable(statements)])
}

function readStatements(): readonly LabelledStatement[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map(
      (name) =>
        JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
          readonly statements?: readonly LabelledStatement[]
        },
    )
    .flatMap(({ statements = [] }) => statements)
}

function wornTable(statements: readonly LabelledStatement[]): Table {
  const all = statements.filter(({ label }) => label !== null)
  const row = (name: string, some: readonly LabelledStatement[], wanted = '') => {
    const shares = (label: number) =>
      some.flatMap((each) => (each.label === label ? [wornShare(each.text, each.lang)] : []))
    const [generic, specific] = [shares(1), shares(0)]
    return [
      name,
      String(generic.length),
      String(specific.length),
      figure(areaUnderCurve(generic, specific)),
      wanted,
    ]
  }
  return {
    title: 'Worn words: statements that any team could sign, before those that no other could',
    columns: ['', 'generic', 'specific', 'AUC', 'to reach'],
    rows: [
      row('all', all, '≥ 0.85'),
      row(
        'French',
        all.filter(({ lang }) => lang === 'fr'),
      ),
      row(
        'English',
        all.filter(({ lang }) => lang === 'en'),
      ),
      row(
        'published by organisations',
        all.filter(({ origin }) => origin === 'public'),
      ),
      row(
        'written for the set',
        all.filter(({ origin }) => origin !== 'public'),
      ),
      row(
        'without those written to fool a list',
        all.filter(({ origin }) => origin !== 'trap'),
      ),
    ],
    note: 'One person labelled the statements before the lists were written. No screen shows a score.',
  }
}

/** The share of pairs in which the one of the first list has more; 0.5 is chance. */
function areaUnderCurve(more: readonly number[], less: readonly number[]): number {
  const wins = more.flatMap((one) => less.map((other) => (one > other ? 1 : one === other ? 0.5 : 0)))
  return wins.reduce((sum: number, win) => sum + win, 0) / Math.max(1, wins.length)
}

function diffTable(statements: readonly LabelledStatement[]): Table {
  const words = statements.flatMap(({ text }) => text.split(' '))
  const sixty = (start: number) =>
    Array.from({ length: 60 }, (_, index) => words[(start + index) % words.length]).join(' ')
  const times = (after: (start: number) => string) =>
    Array.from({ length: comparedPairs }, (_, index) => {
      const [one, other] = [sixty(index), after(index)]
      const before = process.threadCpuUsage()
      wordDiff(one, other, index % 2 === 0 ? 'fr' : 'en')
      const { user, system } = process.threadCpuUsage(before)
      return (user + system) / 1_000
    })
  const row = (name: string, some: readonly number[], wanted: string) => {
    const sorted = some.toSorted((a, b) => a - b)
    return [name, figure(sorted[Math.floor(sorted.length * 0.95)] ?? 0), figure(some[0] ?? 0), wanted]
  }
  return {
    title: 'Two versions of 60 words compared, CPU ms',
    columns: ['', 'p95', 'the first', 'to reach'],
    rows: [
      row(
        'ten words further',
        times((start) => sixty(start + 10)),
        'p95 ≤ 5',
      ),
      row(
        'nothing in common',
        times((start) =>
          sixty(start + 200)
            .split('')
            .toReversed()
            .join(''),
        ),
        'p95 ≤ 5',
      ),
    ],
  }
}
