import type { Plugin } from 'vite'
import { expect, test } from 'vitest'
import { parts } from '#client/build/parts.ts'

test('a part is taken from the file where it stands', () => {
  const bundle = bundleOf({
    'assets/panels-1.js': 'export{a as t,b}',
    'assets/dialog-1.js': 'export{t as Dialog,b}from"./panels-1.js";\n',
    'assets/board-1.js': 'let d=()=>import(`./dialog-1.js`),o=()=>import(`./other-1.js`)',
  })
  run(parts(), bundle)
  expect(Object.keys(bundle)).toEqual(['assets/panels-1.js', 'assets/board-1.js'])
  expect(bundle['assets/board-1.js']?.code).toBe(
    'let d=()=>import(`./panels-1.js`).then(m=>({Dialog:m.t,b:m.b})),o=()=>import(`./other-1.js`)',
  )
})

test('a file that does more than to say what another one has is left', () => {
  const bundle = bundleOf({
    'assets/dialog-1.js': 'import"./styles-1.js";export{t as Dialog}from"./panels-1.js";',
    'assets/board-1.js': 'import(`./dialog-1.js`)',
  })
  run(parts(), bundle)
  expect(bundle['assets/board-1.js']?.code).toBe('import(`./dialog-1.js`)')
})

type Bundle = Record<string, { type: 'chunk'; fileName: string; code: string; isEntry: boolean }>

function bundleOf(codes: Readonly<Record<string, string>>): Bundle {
  return Object.fromEntries(
    Object.entries(codes).map(([fileName, code]) => [
      fileName,
      { type: 'chunk', fileName, code, isEntry: false },
    ]),
  )
}

function run({ generateBundle }: Plugin, bundle: Bundle): void {
  if (typeof generateBundle !== 'object') throw new Error('the plugin does not look at the bundle')
  Reflect.apply(generateBundle.handler, undefined, [{}, bundle])
}
