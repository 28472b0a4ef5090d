import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dark, light, type Palette } from '#client/style/palette.ts'
import { tints } from '#shared/board/note.ts'
import { contrast } from '#tests/support/colour.ts'

const clientDir = new URL('../../client', import.meta.url).pathname
const css = readFileSync(join(clientDir, 'style/tokens.css'), 'utf8')
/** The tints have a line for each theme: first the light one. */
const tintsOf = (part: string) =>
  new Map([...part.matchAll(/--(tint-\w+): (#\w+);/gu)].map(([, name = '', colour = '']) => [name, colour]))
const [inLight = '', inDark = ''] = css.split(":root[data-theme='dark']")
const tokens = new Map([
  ...[...css.matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\);/gu)].map(
    ([, name = '', lightly = '', darkly = '']) => [name, { light: lightly, dark: darkly }] as const,
  ),
  ...[...tintsOf(inLight)].map(
    ([name, colour]) => [name, { light: colour, dark: tintsOf(inDark).get(name) ?? '' }] as const,
  ),
])

function shared({
  tints: notes,
  marks: _marks,
  signs: _signs,
  onNote: _onNote,
  people,
  shadow: _shadow,
  ...plain
}: Palette): Record<string, string> {
  const kebab = (name: string) => name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)
  return Object.fromEntries([
    ...Object.entries(plain).map(([name, colour]) => [kebab(name), colour]),
    ...tints.map((tint) => [`tint-${tint}`, notes[tint]]),
    ...people.map((colour, index) => [`person-${index}`, colour]),
  ]) as Record<string, string>
}

test('tokens.css and the palette of the canvas have the same colours', () => {
  for (const [theme, palette] of [
    ['light', light],
    ['dark', dark],
  ] as const) {
    const expected = shared(palette)
    const found = Object.fromEntries(Object.keys(expected).map((name) => [name, tokens.get(name)?.[theme]]))
    expect(found).toEqual(expected)
  }
})

test('no component names a raw colour', () => {
  const offenders = readdirSync(clientDir, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^(?:panels|export)\/.*\.(?:css|tsx)$/u.test(name))
    .filter((name) =>
      /#[\da-f]{3,8}\b|\brgba?\(|\bhsla?\(|\boklch\(/iu.test(readFileSync(join(clientDir, name), 'utf8')),
    )
  expect(offenders).toEqual([])
})

test.each([
  ['ink', 'paper', 7],
  ['ink', 'surface', 7],
  ['ink-soft', 'surface', 4.5],
  ['ink-soft', 'paper', 4.5],
  ['ink-soft', 'sunken', 4.5],
  ['ink-faint', 'surface', 4.5],
  ['ink-faint', 'raised', 4.5],
  ['ink-faint', 'sunken', 4.5],
  ['on-accent', 'accent', 4.5],
  ['accent', 'surface', 4.5],
  ['accent', 'accent-wash', 4.5],
  ['accent', 'paper', 3],
  ['calm', 'surface', 4.5],
  ['warn', 'warn-wash', 4.5],
  ['danger', 'danger-wash', 4.5],
  ['danger', 'surface', 4.5],
  ['on-danger', 'danger', 4.5],
  ['line-strong', 'surface', 3],
  ...Array.from({ length: 12 }, (_, index) => ['on-person', `person-${index}`, 4.5] as const),
] as const)(
  '%s on %s keeps a contrast of %f in both themes (WCAG 2.2, 1.4.3 and 1.4.11)',
  (front, back, least) => {
    for (const theme of ['light', 'dark'] as const) {
      expect(
        contrast(tokens.get(front)?.[theme] ?? '', tokens.get(back)?.[theme] ?? ''),
      ).toBeGreaterThanOrEqual(least)
    }
  },
)
