import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

test('every test that docs/attacks.md names exists under its title', () => {
  const rows = readFileSync(join(root, 'docs', 'attacks.md'), 'utf8').split('\n')
  const named = rows.flatMap((row) =>
    [...row.matchAll(/`(tests\/[\w/.-]+)` ((?:“[^”]+”(?:, )?)+)/gu)].flatMap(([, file = '', titles = '']) =>
      [...titles.matchAll(/“([^”]+)”/gu)].map(([, title = '']) => ({ file, title })),
    ),
  )
  expect(named.length).toBeGreaterThan(60)
  const missing = named.filter(({ file, title }) => !readFileSync(join(root, file), 'utf8').includes(title))
  expect(missing).toEqual([])
})
