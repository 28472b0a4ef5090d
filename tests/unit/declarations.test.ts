import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { declarations } from '#shared/activities/declared.ts'
import { AskAudience, choice, scale, text } from '#shared/asking/ask.ts'
import { distribution, quotes } from '#shared/asking/blocks.ts'
import { defineActivity } from '#shared/asking/define.ts'

const root = join(import.meta.dirname, '..', '..')

const sentences = ['title', 'hint', 'prompt', 'show', 'degree', 'word', 'way', 'way.left', 'way.right']
const wordsWithout = (left?: string): string =>
  `{ ${sentences.flatMap((name) => (name === left ? [] : `'${name}': 'A'`)).join(', ')} }`

/** The text of a declaration, with some of its parts in another way or left out. */
function declared(change: Readonly<Record<string, string | null>> = {}, en = wordsWithout()): string {
  const parts = {
    words: `{ en: ${en}, fr: ${wordsWithout()} }`,
    ask: `{ degree: scale(1, 10), word: text({ most: 30 }), way: choice('left', 'right') }`,
    audience: 'AskAudience.secret',
    result: '({ degree, word, way }) => [distribution(degree), quotes(word), distribution(way)]',
    ...change,
  }
  const given = Object.entries(parts).flatMap(([name, value]) => (value === null ? [] : `${name}: ${value}`))
  return `export const activity = defineActivity('temperature', { ${given.join(', ')} })`
}

const head = `
import { AskAudience, choice, scale, text } from '#shared/asking/ask.ts'
import { distribution, quotes } from '#shared/asking/blocks.ts'
import { defineActivity } from '#shared/asking/define.ts'
export const all = { AskAudience, choice, scale, text, distribution, quotes }
`

const step = `
import type { NoSettings } from '#shared/agenda/template.ts'
declare module '#shared/agenda/template.ts' {
  interface StepSettings { readonly temperature: NoSettings; readonly settled: { readonly most: number } }
}
`

/** Each is wrong in one part, which the compiler names. */
const wrong = {
  'a-title': [declared({}, wordsWithout('title')), 'title'],
  'a-question': [declared({}, wordsWithout('degree')), 'degree'],
  'an-option': [declared({}, wordsWithout('way.left')), 'way.left'],
  french: [declared({ words: `{ en: ${wordsWithout()} }` }), "'fr'"],
  'the-words': [declared({ words: null }), "'words'"],
  'the-questions': [declared({ ask: null }), "'ask'"],
  'the-audience': [declared({ audience: null }), "'audience'"],
  'the-result': [declared({ result: null }), "'result'"],
  'bars-of-words': [declared({ result: '({ word }) => [distribution(word)]' }), 'TextsColumn'],
  'quotes-of-counts': [declared({ result: '({ way }) => [quotes(way)]' }), 'CountsColumn'],
  'an-unknown-question': [declared({ result: '({ colour }) => [quotes(colour)]' }), 'colour'],
  'the-step': [declared().replace("'temperature'", "'unknown'"), 'unknown'],
  'a-form': [declared().replace("'temperature'", "'settled'"), 'settled'],
} as const

test('a part that a declaration leaves out is a type error that names it, or has a default', () => {
  mkdirSync(join(root, 'tests', '.artifacts'), { recursive: true })
  const folder = mkdtempSync(join(root, 'tests', '.artifacts', 'declarations-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const files = {
    ...Object.fromEntries(Object.entries(wrong).map(([name, [code]]) => [name, code])),
    right: declared(),
  }
  for (const [name, code] of Object.entries(files)) writeFileSync(join(folder, `${name}.ts`), head + code)
  writeFileSync(join(folder, 'step.ts'), step)
  const options = { noEmit: true, composite: false, incremental: false, rootDir: root }
  const config = { extends: join(root, 'tsconfig.base.json'), compilerOptions: options, include: ['*.ts'] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const { stdout } = spawnSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], {
    encoding: 'utf8',
    cwd: folder,
  })
  const errorsIn = (name: string): string =>
    stdout
      .split(/^(?=\S)/mu)
      .filter((error) => error.startsWith(`${name}.ts(`))
      .join('')
  expect(errorsIn('right')).toBe('')
  for (const [name, [, named]] of Object.entries(wrong))
    expect([name, errorsIn(name)]).toEqual([name, expect.stringContaining(named)])
  expect(
    stdout.split(/^(?=\S)/mu).filter((error) => !/^[a-z-]+\.ts\(/u.test(error) && error.trim() !== ''),
  ).toEqual([])
})

test('a result says in both languages why there is nothing, and the ends of a long scale that nobody chose go', () => {
  const words = {
    title: 'T',
    hint: 'H',
    prompt: 'P',
    show: 'S',
    degree: 'Degree',
    word: 'Word',
    way: 'Way',
    'way.left': 'Left',
    'way.right': 'Right',
  }
  const activity = defineActivity('talk', {
    words: { en: words, fr: { ...words, word: 'Un mot ?' } },
    ask: { degree: scale(1, 10), word: text({ most: 30 }), way: choice('left', 'right') },
    audience: AskAudience.named,
    result: ({ degree, word, way }) => [distribution(degree), quotes(word), distribution(way)],
  })
  const shown = activity.blocksOf(
    {
      id: 'asked',
      turn: 1,
      audience: AskAudience.named,
      asks: activity.ask,
      things: [],
      pairs: null,
      until: null,
      shown: {
        at: 1,
        voted: 3,
        of: 3,
        columns: {
          degree: {
            kind: 'counts',
            counts: Array.from({ length: 10 }, (_, index) => ({
              answer: index + 1,
              count: index === 4 || index === 6 ? 1 : 0,
              names: index === 4 ? ['Ada'] : [],
            })),
          },
          word: { kind: 'withheld' },
          // `way` came with a later version.
        },
      },
    },
    { language: 'fr', path: 'now/ask', stateOf: () => undefined },
  )
  expect(shown).toMatchObject([
    {
      kind: 'distribution',
      heading: 'Degree',
      bars: [
        { label: '5', amount: '1 (Ada)' },
        { label: '6', amount: '0' },
        { label: '7', amount: '1' },
      ],
    },
    { kind: 'remark', text: expect.stringContaining('Un mot\u202f? – trop peu') as string },
    { kind: 'remark', text: 'Way – personne n’a répondu.' },
  ])
})

test('each declaration has words in both languages, and a question for each of its results', () => {
  for (const [name, { words, ask }] of Object.entries(declarations))
    for (const language of ['en', 'fr'] as const)
      for (const key of ['title', 'hint', 'prompt', 'show', ...Object.keys(ask)])
        expect([name, language, key, words[language][key] ?? '']).not.toContain('')
})
