import { expect, test } from 'vitest'
import { pressKey } from '#client/tools/keys.ts'
import { picturesOf } from '#client/tools/pasted-pictures.ts'
import { openAlone } from '#tests/support/open-model.ts'

const photo = { id: 'A'.repeat(43), width: 1_600, height: 900 }
const altEnter = { key: 'Enter', code: 'Enter', mods: { shift: false, alt: true, command: false } }

test('Alt+Enter looks at the picture of the one selected note, for those who only look on as well', () => {
  const model = openAlone()
  const plain = model.commands.addNote({ x: 0, y: 0 }, { text: 'Words' })
  const pictured = model.commands.addNote({ x: 300, y: 0 }, { photo })
  model.ui.selection.set(new Set([plain]))
  expect(pressKey(model, altEnter)).toBe(false)
  model.ui.selection.set(new Set([plain, pictured]))
  expect(pressKey(model, altEnter)).toBe(false)
  expect(model.ui.viewing.get()).toBeNull()
  model.ui.selection.set(new Set([pictured]))
  expect(pressKey({ ...model, role: 'viewer', may: () => false }, altEnter)).toBe(true)
  expect(model.ui.viewing.get()).toBe(pictured)
})

test('pictures are pasted as pictures, unless they only go along with text', () => {
  const png = new File(['bytes'], 'image.png', { type: 'image/png' })
  const drawn = new File(['bytes'], 'plan.svg', { type: 'image/svg+xml' })
  const table = new File(['bytes'], 'table.csv', { type: 'text/csv' })
  const pasted = (files: readonly File[], text: string) =>
    picturesOf({ files, getData: () => text } as unknown as DataTransfer).map(({ name }) => name)
  expect(pasted([png], '')).toEqual(['image.png'])
  expect(pasted([png], 'a cell\tanother')).toEqual([])
  expect(pasted([png, drawn], '/home/ana/image.png\n/home/ana/plan.svg')).toEqual(['image.png', 'plan.svg'])
  expect(pasted([table], '')).toEqual([])
  expect(picturesOf(null)).toEqual([])
})
