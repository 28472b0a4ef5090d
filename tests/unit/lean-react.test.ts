import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { withoutUnused } from '#client/build/lean-react.ts'

const root = join(import.meta.dirname, '..', '..')
const react = readFileSync(
  join(root, 'node_modules', 'react-dom', 'cjs', 'react-dom-client.production.js'),
  'utf8',
)

test('React without what no page uses is a smaller script that names only what it declares', () => {
  const lean = withoutUnused(react)
  expect(lean.length).toBeLessThan(react.length * 0.8)
  const folder = mkdtempSync(join(tmpdir(), 'react-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const script = join(folder, 'react.cjs')
  writeFileSync(script, lean)
  writeFileSync(
    join(folder, 'rules.json'),
    JSON.stringify({
      categories: { correctness: 'off' },
      rules: { 'no-undef': 'error' },
      env: { browser: true, commonjs: true, es2023: true },
      globals: { process: 'readonly', __REACT_DEVTOOLS_GLOBAL_HOOK__: 'readonly' },
    }),
  )
  const lint = spawnSync(
    join(root, 'node_modules', '.bin', 'oxlint'),
    ['-c', join(folder, 'rules.json'), script],
    { encoding: 'utf8' },
  )
  expect([lint.status, lint.stdout]).toEqual([0, expect.stringContaining('0 errors')])
})

test('a version of React that has these parts elsewhere stops the build', () => {
  expect(() => withoutUnused(react.replaceAll('startViewTransition', 'beginViewTransition'))).toThrow(
    'React has no startViewTransition any more',
  )
})

test('another version of React stops the build until somebody has compared it with the known one', () => {
  expect(() => withoutUnused(react.replace('exports.version = "', 'exports.version = "9'))).toThrow(
    /^React 9[\d.]+ may number its fibers otherwise/u,
  )
  expect(() => withoutUnused('')).toThrow('React undefined may')
})

test('no component uses what the build takes out of React', () => {
  const files = readdirSync(join(root, 'client'), { recursive: true, encoding: 'utf8' })
  const components = files.filter((file) => /\.tsx?$/u.test(file))
  expect(components.length).toBeGreaterThan(500)
  const found = components.filter((file) => {
    const text = readFileSync(join(root, 'client', file), 'utf8')
    const imported = [...text.matchAll(/import \{([^}]*)\} from 'react(?:-dom)?(?:\/client)?'/gu)]
    return (
      imported.some(([, names]) =>
        /\b(?:Activity|Profiler|ViewTransition|hydrateRoot|useActionState|useFormStatus|useOptimistic|pre\w+)\b/u.test(
          names ?? '',
        ),
      ) ||
      /<(?:title|meta|link|style|script|html|head|body|Fragment ref)[ >]|\bform[aA]ction=|<form [^>]*\baction=/u.test(
        text,
      )
    )
  })
  // Documents of build plugins name elements, in no component.
  expect(found.filter((file) => !file.startsWith('build'))).toEqual([])
})
