import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  brokenImports,
  cyclesOf,
  importGraph,
  packageOf,
  pathTo,
  readImportGraph,
  type ImportGraph,
} from '#tests/support/import-graph.ts'
import { brokenRules, folderGraph, serverPackageInPage } from '#tests/support/import-rules.ts'

const root = join(import.meta.dirname, '..', '..')
const graph = readImportGraph(root, ['shared', 'server', 'client', 'tests'])
/** The way from a page to a catalogue that loads with it. The common words are loaded by language, and later. */
const wayToWords = (imports: ImportGraph, page: string) =>
  pathTo(imports, page, ({ to }) => /\/words(?:\.en|\.fr)?\.ts$/u.test(to ?? ''), { atOnce: true })
const graphOf = (sources: Record<string, string>) => importGraph(new Map(Object.entries(sources)))

describe('the project', () => {
  test('every import is read and leads to a file', () => {
    expect(graph.files).toContain('shared/board/note.ts')
    expect(graph.edges).toContainEqual({
      from: 'shared/board/note.ts',
      specifier: './document.ts',
      to: 'shared/board/document.ts',
      isType: false,
      isLazy: false,
    })
    expect(brokenImports(root, graph)).toEqual([])
  })

  test('imports keep to the layers', () => {
    expect(brokenRules(graph)).toEqual([])
  })

  test('no file is in an import cycle', () => {
    expect(cyclesOf(graph)).toEqual([])
  })

  test('no folder is in an import cycle, type imports included', () => {
    const cycles = cyclesOf(folderGraph(graph)).map((folders) => folders.join(' '))
    expect(cycles).toEqual([])
  })

  test('the page carries no package of the server', () => {
    expect(graph.files).toContain('client/main.tsx')
    expect(serverPackageInPage(graph, 'client/main.tsx')).toBeUndefined()
  })

  test('no file that loads before the first paint imports the words of a feature', () => {
    const pages = [
      'client/main.tsx',
      'client/panels/entry/board-entry.tsx',
      'client/join.ts',
      'client/bench/main.tsx',
    ]
    for (const page of pages) expect([page, wayToWords(graph, page)]).toEqual([page, undefined])
  })
})

test('only the worker of the sorting help loads its libraries', () => {
  const libraries = ['@orama/stemmers', 'graphology', 'graphology-communities-louvain']
  const wayTo = (from: string) =>
    pathTo(graph, from, ({ to, specifier }) => to === undefined && libraries.includes(packageOf(specifier)))
  expect([wayTo('client/main.tsx'), wayTo('client/join.ts')]).toEqual([undefined, undefined])
  expect(wayTo('client/sorting/sorting-worker.ts')).toBeDefined()
})

test('the join form needs neither React nor Yjs', () => {
  const heavy = ['react', 'react-dom', '@nanostores/react', '@base-ui/react', 'lucide-react', 'yjs', 'lib0']
  const way = pathTo(
    graph,
    'client/join.ts',
    ({ to, specifier }) => to === undefined && heavy.includes(packageOf(specifier)),
    { atOnce: true },
  )
  expect(way).toBeUndefined()
})

describe('the rules refuse what they are for', () => {
  test.each([
    ['layers', 'shared/board/note.ts', '#server/app.ts'],
    ['layers', 'server/app.ts', '#client/main.tsx'],
    ['layers', 'client/main.tsx', '#server/app.ts'],
    ['layers', 'server/app.ts', '#tests/support/people.ts'],
    ['layers', 'shared/workshop/round.ts', '../board/note.ts'],
    ['layers', 'shared/text/layout.ts', '../board/note.ts'],
    ['layers', 'server/contracts/session.ts', '../relay/room.ts'],
    ['layers', 'server/store/rows/log.ts', '../../archive/slices.ts'],
    ['layers', 'server/guard/guard.ts', '../access/access.ts'],
    ['layers', 'server/relay/room.ts', '../commands/commands.ts'],
    ['layers', 'server/drafts/draft-log.ts', '../activities/write/reveal.ts'],
    ['layers', 'server/activities/vote/voter.ts', '../write/reveal.ts'],
    ['layers', 'server/activities/vote/voter.ts', '../registry.ts'],
    ['layers', 'shared/activities/an-activity/rights.ts', '../vote/rights.ts'],
    ['layers', 'shared/board/note.ts', '../activities/vote/rights.ts'],
    ['layers', 'server/a-folder-without-a-layer/a.ts', '../contracts/session.ts'],
    ['layers', 'client/model/commands/undo.ts', '../../canvas/paint.ts'],
    ['layers', 'client/model/document/scene.ts', '../commands/undo.ts'],
    ['layers', 'client/model/commands/undo.ts', '#client/tools/input/pointer.ts'],
    ['layers', 'client/tools/gestures/idle.ts', '../input/pointer.ts'],
    ['layers', 'client/tools/input/pointer.ts', '../../panels/share.tsx'],
    ['layers', 'client/canvas/paint.ts', '../panels/share.tsx'],
    ['layers', 'client/panels/host/shell.ts', '../vote/ballot.tsx'],
    ['relative imports stay inside their folder', 'server/app.ts', '../shared/board/note.ts'],
    ['Yjs stays where documents are kept', 'client/panels/share.tsx', 'yjs'],
    ['Yjs stays where documents are kept', 'shared/wire/message.ts', 'y-protocols/sync'],
    ['React only draws', 'client/model/commands/undo.ts', 'react'],
    ['React only draws', 'client/tools/input/pointer.ts', '@base-ui/react/dialog'],
    ['no Node outside the server', 'shared/board/note.ts', 'node:fs'],
    ['no Node outside the server', 'client/main.tsx', 'node:fs'],
    ['SQLite only in the store', 'server/relay/room.ts', 'node:sqlite'],
    ['the store is its contract, chosen in one place', 'server/relay/room.ts', '../store/rows/open-store.ts'],
  ])('%s: %s may not import %s', (rule, from, specifier) => {
    for (const statement of [
      `import { x } from '${specifier}'`,
      `import type { X } from '${specifier}'`,
      `export { x } from '${specifier}'`,
      `import '${specifier}'`,
      `const x = await import('${specifier}')`,
    ]) {
      expect(brokenRules(graphOf({ [from]: statement }))).toEqual([`${rule}: ${from} → ${specifier}`])
    }
  })

  test('what the layout allows passes', () => {
    const allowed = {
      'client/panels/share.tsx': `import { useStore } from '@nanostores/react'; import { m } from '#client/model/m.ts'`,
      'client/canvas/paint.ts': `import { may } from '#shared/workshop/policy.ts'`,
      'client/i18n/en.ts': `import type { SavingState } from '../model/contract/board-model.ts'`,
      'server/relay/room.ts': `import * as Y from 'yjs'; import type { Store } from '../contracts/store.ts'`,
      'server/open-store.ts': `import { openSqlite } from './store/rows/open-store.ts'; import { readFile } from 'node:fs/promises'`,
    }
    expect(brokenRules(graphOf(allowed))).toEqual([])
  })

  test('a circle is found, however long, also through types', () => {
    const circle = {
      'shared/board/a.ts': `import { b } from './b.ts'`,
      'shared/board/b.ts': `export { c } from './c.ts'`,
      'shared/board/c.ts': `import type { A } from './a.ts'`,
      'shared/board/d.ts': `import { a } from './a.ts'`,
    }
    expect(cyclesOf(graphOf(circle))).toEqual([
      ['shared/board/a.ts', 'shared/board/b.ts', 'shared/board/c.ts'],
    ])
  })

  test('an import that leads nowhere is found', () => {
    const hole = graphOf({ 'shared/board/a.ts': `import { b } from './gone.ts'` })
    expect(brokenImports(root, hole)).toEqual(['shared/board/a.ts → ./gone.ts'])
  })

  test('a validator in the page is found with the way that leads to it; a type is not', () => {
    const page = (kind: string) =>
      graphOf({
        'client/main.tsx': `import { board } from './model/board.ts'`,
        'client/model/board.ts': `${kind} { x } from '#shared/wire/http.ts'`,
        'shared/wire/http.ts': `import { Type } from 'typebox'`,
      })
    expect(serverPackageInPage(page('import'), 'client/main.tsx')).toEqual([
      'client/main.tsx',
      'client/model/board.ts',
      'shared/wire/http.ts',
      'typebox',
    ])
    expect(serverPackageInPage(page('import type'), 'client/main.tsx')).toBeUndefined()
  })

  test('the words of a feature are found in what loads before the first paint, and not in what loads later', () => {
    const page = (statement: string) =>
      graphOf({
        'client/main.tsx': statement,
        'client/panels/share/share-dialog.tsx': `import { shareWords } from './words.ts'`,
        'client/panels/share/words.ts': '',
      })
    expect(wayToWords(page(`import './panels/share/share-dialog.tsx'`), 'client/main.tsx')).toEqual([
      'client/main.tsx',
      'client/panels/share/share-dialog.tsx',
      './words.ts',
    ])
    expect(wayToWords(page(`import('./panels/share/share-dialog.tsx')`), 'client/main.tsx')).toBeUndefined()
  })
})
