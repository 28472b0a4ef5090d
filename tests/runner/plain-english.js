/**
 * Counts hard English in the project: clauses with what, who or whoever as the subject, and long sentences.
 * `node tests/runner/plain-english.js` checks the whole project and fails above the limit.
 * `node tests/runner/plain-english.js server/relay README.md` lists the findings of these folders and files.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readEnglish } from '../support/plain-english.ts'
import { passagesOfMarkdown, passagesOfSource } from '../support/prose.ts'

/** Findings per 1,000 words that the project, or a folder listed alone, may have. */
const max = 1

const root = fileURLToPath(new URL('../..', import.meta.url))
const asked = process.argv.slice(2).map((path) => path.replace(/^\.\//, '').replace(/\/+$/, ''))

const reports = paths()
  .filter((path) => asked.length === 0 || asked.some((part) => path === part || path.startsWith(`${part}/`)))
  .map((path) => ({ path, ...reportOf(path) }))

const words = sum(reports, (report) => report.words)
const clauses = sum(reports, (report) => report.findings.filter(({ kind }) => kind === 'clause').length)
const long = sum(reports, (report) => report.findings.filter(({ kind }) => kind === 'long').length)
const rate = words === 0 ? 0 : ((clauses + long) / words) * 1000
const isPassed = reports.length > 0 && rate <= max
if (!isPassed || asked.length > 0) {
  for (const { path, findings } of reports) {
    for (const { kind, line, text } of findings) console.log(`${path}:${line} ${kind}: ${text}`)
  }
}
console.log(
  `${clauses} clauses with what, who or whoever as the subject and ${long} long sentences in ${words} words: ` +
    `${rate.toFixed(2)} per 1,000 (at most ${max})`,
)
process.exitCode = isPassed ? 0 : 1

/** Documents and sources of the project, without what is installed or built. */
function paths() {
  const patterns = ['*.{md,ts,js}', 'docs/**/*.md', '{shared,server,client,tests}/**/*.{md,ts,tsx,js}']
  return globSync(patterns, {
    cwd: root,
    exclude: ['**/node_modules/**', 'tests/.artifacts/**', 'tests/bench/results/**'],
  })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
}

function reportOf(path) {
  const source = readFileSync(join(root, path), 'utf8')
  return readEnglish(path.endsWith('.md') ? passagesOfMarkdown(source) : passagesOfSource(path, source))
}

function sum(list, of) {
  return list.reduce((total, item) => total + of(item), 0)
}
