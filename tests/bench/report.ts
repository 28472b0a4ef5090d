import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { cpus, release, totalmem, type } from 'node:os'
import { join } from 'node:path'
import about from './benches.json' with { type: 'json' }
import { isQuick } from '../support/bench-setting.ts'

const root = join(import.meta.dirname, '..', '..')
const file = join(root, 'docs', 'figures.md')
const readme = join(root, 'README.md')

/** The rows that README quotes. */
const quoted: readonly (readonly [bench: keyof typeof about, row: string, what: string])[] = [
  ['relay', '500', 'server CPU for 1,000 deliveries in a room of 500, 50 of whom write, ms'],
  [
    'rooms',
    '100 boards, 1 update/s: server CPU ms for 1,000 deliveries',
    'server CPU for 1,000 deliveries on 100 boards of 20, ms',
  ],
  ['join', 'server CPU ms a join', 'server CPU for each of 1,000 people who join a board of 2,000 notes, ms'],
  ['memory', 'heap and buffers, kB', 'server memory for an idle connection, kB'],
  [
    'size',
    'JavaScript before the first paint of the canvas, kB gzip',
    'JavaScript before the first paint, kB',
  ],
  ['canvas', 'pan at 100 %', 'main-thread CPU for a frame of panning 10,000 notes, ms'],
  ['kill', 'of those gone afterwards', 'notes that others had seen, and that six kills took'],
  [
    'nodes',
    'server CPU ms for 1,000 deliveries',
    'server CPU for 1,000 deliveries on a board of 200 with two servers each, half of the people at each, ms',
  ],
  [
    'nodes',
    'of those gone, all people at the killed one',
    'notes that others had seen, and that the loss of one of two servers took',
  ],
]

const start = `# Figures

\`npm run bench -- report\` measures everything and writes this file. \`npm run bench -- report NAME…\` measures some of it
and leaves the other sections as they are. With \`--quick\` the runs are shorter and vary more. Nobody edits a figure.
A bench that misses what it has to reach says **missed**, and the command ends with 1.

CPU is user and system time of the server's process, or of the page's main thread. The load generator shares the machine.
Figures of one run belong together: compare columns of a row, not two runs.
`

/** One bench of a report: its tables as text, or why it did not end. */
export interface Section {
  readonly name: keyof typeof about
  readonly text: string
  readonly seconds: number
}

/** Writes docs/figures.md anew, with these sections in place of the former ones. */
export async function writeReport(sections: readonly Section[]): Promise<void> {
  const known = await formerSections()
  for (const section of sections) known.set(section.name, sectionText(section))
  const shown = Object.keys(about).flatMap((name) => known.get(name) ?? [])
  const missed = [...known].flatMap(([name, text]) =>
    [...text.matchAll(/^\| (.+?) \|.*\*\*missed\*\*/gmu)].map(([, row]) => `- \`${name}\`: ${row}`),
  )
  const list =
    missed.length === 0 ? 'Everything measured here is reached.' : `Missed:\n\n${missed.join('\n')}`
  const unknown = Object.keys(about).filter((name) => !known.has(name))
  const left = unknown.length === 0 ? [] : [`Not measured yet: ${unknown.join(', ')}.`, '']
  await writeFile(file, [start, list, '', ...left, ...shown].join('\n'))
  const text = await readFile(readme, 'utf8')
  const [before = '', , after = ''] = text.split(/(?<=<!-- figures -->\n)([^]*?)(?=<!-- \/figures -->)/u)
  await writeFile(readme, `${before}${quotes(known)}${after}`)
}

/** Each quoted row in one line: what it says, and the figure of each column that has one. */
function quotes(sections: ReadonlyMap<string, string>): string {
  return quoted
    .flatMap(([bench, row, what]) => {
      const lines = (sections.get(bench) ?? '').split('\n')
      const said = lines.flatMap((line, at) => {
        const figures = line.startsWith(`| ${row} |`) ? figuresOf(lines, at) : ''
        return figures === '' ? [] : [figures]
      })
      return said.length === 0 ? [] : [`- \`${bench}\`, ${what}. ${said.at(-1)}.\n`]
    })
    .join('')
}

/** The figures in the line at `at` whose columns name a product. */
function figuresOf(lines: readonly string[], at: number): string {
  const head = lines.findLastIndex((line, index) => index < at && line.startsWith('| ---'))
  const [, ...titles] = cellsOf(lines[head - 1])
  const [, ...values] = cellsOf(lines[at])
  return titles
    .flatMap((title, index) =>
      /^(?:Boussole$|Hocuspocus|y-websocket$|tldraw [\d.]+$|Excalidraw [\d.]+$)/u.test(title) &&
      values[index] !== '–'
        ? [`${title}: **${values[index]}**`]
        : [],
    )
    .join('; ')
}

function cellsOf(line = ''): readonly string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())
}

async function formerSections(): Promise<Map<string, string>> {
  const text = await readFile(file, 'utf8').catch(() => '')
  const parts = text.split(/^(?=## )/mu).slice(1)
  return new Map(parts.map((part) => [/^## (.*)$/mu.exec(part)?.[1] ?? '', `${part.trimEnd()}\n`]))
}

function sectionText({ name, text, seconds }: Section): string {
  const [{ model } = { model: 'unknown processor' }, ...others] = cpus()
  const machine = `${others.length + 1} × ${model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()} ${release()}, Node ${process.version}`
  const day = new Date().toISOString().slice(0, 10)
  const how = isQuick ? 'in the quick setting, ' : ''
  return [
    `## ${name}\n`,
    `${about[name][0]?.toUpperCase()}${about[name].slice(1)}.`,
    `Measured on ${day} at commit ${commit()}, ${how}in ${Math.round(seconds)} s. ${machine}.\n`,
    text,
  ].join('\n')
}

function commit(): string {
  const git = (...asked: string[]) => execFileSync('git', asked, { cwd: root, encoding: 'utf8' }).trim()
  try {
    const changed = git('status', '--porcelain', '--', '.', ':!docs/figures.md') === '' ? '' : ' with changes'
    return `${git('rev-parse', '--short=10', 'HEAD')}${changed}`
  } catch {
    // A copy without its history.
    return 'unknown'
  }
}
