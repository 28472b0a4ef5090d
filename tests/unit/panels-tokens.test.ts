import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dark, light, type Palette } from '#client/style/palette.ts'
import { tints } from '#shared/board/note.ts'

const clientDir = new URL('../../client', import.meta.url).pathname
const tokens = new Map(
  [
    ...readFileSync(join(clientDir, 'style/tokens.css'), 'utf8').matchAll(
      /--([\w-]+): light-dark\((#\w+), (#\w+)\);/gu,
    ),
  ].map(([, name = '', inLight = '', inDark = '']) => [name, { light: inLight, dark: inDark }] as const),
)

function shared({ tints: notes, marks, people, shadow: _shadow, ...plain }: Palette): Record<string, string> {
  const kebab = (name: string) => name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)
  return Object.fromEntries([
    ...Object.entries(plain).map(([name, colour]) => [kebab(name), colour]),
    ...tints.flatMap((tint) => [
      [`tint-${tint}`, notes[tint]],
      [`mark-${tint}`, marks[tint]],
    ]),
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
  ...tints.map((tint) => ['ink', `tint-${tint}`, 7] as const),
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

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(a: string, b: string): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
