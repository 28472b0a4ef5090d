import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const maker = 'client/model/basics/address.ts'

/**
 * Ways to reach or to name a place of the server. `at` and its like (address.ts) know the path under which the server
 * stands; the server knows it as `basePath`.
 */
const handMade = [
  /\bfetch\((?:['"`]|path\b|url\b|address\b)/u,
  /\b(?:window\.open|location\.assign|serviceWorker\.register)\((?!at\(|address\))/u,
  /\bhistory\.(?:push|replace)State\([^,]+, '', (?!at\(|location\.pathname \+ location\.search)/u,
  /\b(?:href|src|action)=(?:\{`|\{'|"|')\/(?!\/)/u,
  /\bhref=\{(?:boardPath|projectorPath)/u,
  /\blocation\.(?:origin|host)\b/u,
  /(?<!pathOf\()\blocation\.pathname\b(?! \+ location\.search)/u,
]
const handMadeByServer = [
  /\.redirect\((?!`\$\{basePath\}|address)/u,
  /\b(?:href|src|action)=(?:\\?"|')\/(?!\/)/u,
]

test('one place of the interface makes addresses, and the server makes none without its path', () => {
  const found = (files: readonly string[], patterns: readonly RegExp[]) =>
    files.flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, index) => (patterns.some((each) => each.test(line)) ? [`${file}:${index + 1}`] : [])),
    )
  const client = globSync('client/**/*.{ts,tsx}', { cwd: root }).filter(
    (file) => file !== maker && !/^client\/(?:bench|build)\/|offline\/service-worker/u.test(file),
  )
  // The patterns find something where it is allowed.
  expect(found([maker], handMade)).not.toEqual([])
  expect(found(client, handMade)).toEqual([])
  expect(found(globSync('server/**/*.ts', { cwd: root }), handMadeByServer)).toEqual([])
})
