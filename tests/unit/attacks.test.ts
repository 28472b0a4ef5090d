import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

test('every test that docs/attacks.md names exists under its title', () => {
  const named = titlesByFile(readFileSync(join(root, 'docs', 'attacks.md'), 'utf8'))
  expect(named.length).toBeGreaterThan(60)
  const missing = named.filter(({ file, title }) => !readFileSync(join(root, file), 'utf8').includes(title))
  expect(missing).toEqual([])
})

/** Quoted titles, each with the last test file named before it; a title may go over several lines. */
function titlesByFile(document: string): readonly { readonly file: string; readonly title: string }[] {
  let file = ''
  return [...document.matchAll(/`(tests\/[\w/.-]+\.ts)`|“([^”]+)”/gu)].flatMap(([, path, title]) => {
    if (path !== undefined) file = path
    return title === undefined ? [] : [{ file, title: title.replaceAll(/\s+/g, ' ') }]
  })
}
