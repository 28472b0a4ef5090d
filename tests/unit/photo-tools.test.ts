import { atom } from 'nanostores'
import { expect, test } from 'vitest'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { dropAt } from '#client/tools/input/dropped-files.ts'
import { pressKey } from '#client/tools/input/keys.ts'
import { photoFilesOf } from '#client/tools/input/pasted-rows.ts'
import { Barrier } from '#shared/workshop/policy.ts'
import { openModelAlone } from '#tests/support/open-model.ts'

const photo = { id: 'A'.repeat(43), width: 1_600, height: 900 }
const altEnter = { key: 'Enter', code: 'Enter', mods: { shift: false, alt: true, command: false } }

test('Alt+Enter opens the photo of the one selected note, for viewers as well', () => {
  const model = openModelAlone()
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
    photoFilesOf({ files, getData: () => text } as unknown as DataTransfer).map(({ name }) => name)
  expect(pasted([png], '')).toEqual(['image.png'])
  expect(pasted([png], 'a cell\tanother')).toEqual([])
  expect(pasted([png, drawn], '/home/ana/image.png\n/home/ana/plan.svg')).toEqual(['image.png', 'plan.svg'])
  expect(pasted([table], '')).toEqual([])
  expect(photoFilesOf(null)).toEqual([])
})

test('a photo dropped on a note joins it; on paper, with others or without the right, it becomes a note', () => {
  const model = openModelAlone()
  const plain = model.commands.addNote({ x: 0, y: 0 }, { text: 'Words' })
  model.commands.addNote({ x: 300, y: 0 }, { photo })
  const file = (name: string) => new File(['bytes'], name, { type: 'image/png' })
  const droppedOn = (
    at: { x: number; y: number } | undefined,
    count = 1,
    changed: Partial<BoardModel> = {},
    taker?: string,
  ) => {
    const calls: unknown[] = []
    const photos = {
      ...model.photos,
      put: (id: string) => void calls.push(['put', id]),
      bring: (files: readonly Blob[], { x, y }: { x: number; y: number }) => {
        calls.push(['bring', files.length, x, y])
      },
    }
    const files = Array.from({ length: count }, (_, index) => file(`${index}.png`))
    dropAt({ ...model, ...changed, photos }, files, at, taker)
    return calls
  }
  expect(droppedOn({ x: 10, y: 10 })).toEqual([['put', plain]])
  expect(droppedOn({ x: 10, y: 10 }, 2)).toEqual([['bring', 2, 10, 10]])
  expect(droppedOn({ x: 310, y: 0 })).toEqual([['bring', 1, 310, 0]])
  expect(droppedOn({ x: 900, y: 900 })).toEqual([['bring', 1, 900, 900]])
  expect(droppedOn(undefined)).toEqual([['bring', 1, 0.5, 0.5]])
  expect(droppedOn({ x: 10, y: 10 }, 1, { barrierTo: () => Barrier.locked })).toEqual([['bring', 1, 10, 10]])
  const writesInPrivate = { ...model.desk, takesNotes: atom(true) }
  expect(droppedOn({ x: 10, y: 10 }, 1, { desk: writesInPrivate })).toEqual([['bring', 1, 10, 10]])
  expect(droppedOn(undefined, 1, {}, 'draft')).toEqual([['put', 'draft']])
  expect(droppedOn(undefined, 2, {}, 'draft')).toEqual([['bring', 2, 0.5, 0.5]])
})
