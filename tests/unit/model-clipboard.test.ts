import { expect, test } from 'vitest'
import { pasteLimit } from '#shared/board/limits.ts'
import { readClipboard } from '#client/model/document/copied-board.ts'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { openModelAlone } from '#tests/support/open-model.ts'

const texts = (model: BoardModel) => [...model.scene.notes.values()].map(({ text }) => text).sort()

test('notes pasted or copied twice to one place are offset as one block', () => {
  const model = openModelAlone()
  const ids = model.commands.addNotes([0, 240].map((x) => ({ text: String(x), at: { x, y: 0 } })))
  const copied = readClipboard(model.commands.copy(ids))
  if (!copied) throw new Error('our own clipboard is readable')
  const cornersOf = (added: readonly string[]) => added.map((id) => model.scene.notes.get(id)?.x)
  expect(cornersOf(model.commands.paste(copied, { x: 1_000, y: 0 }))).toEqual([780, 1_020])
  expect(cornersOf(model.commands.paste(copied, { x: 1_000, y: 0 }))).toEqual([804, 1_044])
  expect(cornersOf(model.commands.paste(copied, { x: 1_000, y: 0 }))).toEqual([828, 1_068])
  expect(cornersOf(model.commands.duplicate(ids, { x: 0, y: 0 }))).toEqual([-76, 164])
})

test('duplicates of a cluster are a cluster; duplicates of a member stay in it', () => {
  const model = openModelAlone()
  const ids = [0, 240].map((x) => model.commands.addNote({ x, y: 0 }, { text: `n${x}` }))
  const cluster = model.commands.cluster(ids) ?? ''
  model.commands.writeClusterTitle(cluster, 'Pair')
  const [copy = ''] = model.commands.duplicate([cluster], { x: 0, y: 600 })
  expect(model.scene.clusters.get(copy)).toMatchObject({ title: 'Pair' })
  expect(model.scene.clusters.get(copy)?.members.length).toBe(2)
  const [note = ''] = model.commands.duplicate([ids[0] ?? ''], { x: 24, y: 24 })
  expect(model.scene.notes.get(note)).toMatchObject({ cluster, text: 'n0' })
})

test('notes copied from one board are the same on another', () => {
  const model = openModelAlone()
  const tricky = 'a "quoted" <b> & \'it’s\' &amp; 🧭\nsecond line'
  const ids = [tricky, 'plain'].map((text, index) =>
    model.commands.addNote({ x: index * 240, y: 0 }, { text, tint: 'mint' }),
  )
  const cluster = model.commands.cluster(ids) ?? ''
  model.commands.writeClusterTitle(cluster, 'Both')
  const { text, html } = model.commands.copy([cluster])
  expect(text).toBe(`${tricky}\n\nplain`)

  const other = openModelAlone({ board: 'b2', participant: { id: 'ben', name: '', colour: 2 } })
  const copied = readClipboard({ html: `<meta charset="utf-8">${html}` })
  if (!copied) throw new Error('our own clipboard was not recognised')
  const [pasted = ''] = other.commands.paste(copied, { x: 1_000, y: 1_000 })
  expect(other.scene.clusters.get(pasted)).toMatchObject({ title: 'Both' })
  expect(texts(other)).toEqual([tricky, 'plain'].sort())
  for (const note of other.scene.notes.values()) expect(note).toMatchObject({ author: 'ben', tint: 'mint' })
})

test('a foreign or broken clipboard is no copied board', () => {
  expect(readClipboard({ html: '<p>text</p>' })).toBeUndefined()
  expect(readClipboard({ html: '<ul data-boussole="{&quot;notes&quot;:[">' })).toBeUndefined()
  expect(
    readClipboard({ html: '<ul data-boussole="{&quot;notes&quot;:[],&quot;clusters&quot;:[]}">' }),
  ).toBeUndefined()
})

test('a paste says how many notes it left out, and a cut too large to paste is not made', () => {
  const model = openModelAlone()
  const many = Array.from({ length: pasteLimit + 3 }, (_, index) => ({
    text: String(index),
    at: { x: 240 * (index % 50), y: 240 * Math.floor(index / 50) },
  }))
  const ids = model.commands.addNotes(many)
  const told = () => model.notices.list.get().map(({ text }) => text)
  expect(model.commands.cut(ids)).toBeUndefined()
  expect(told()).toEqual([`notices.notCut {"most":${pasteLimit}}`])
  expect(model.scene.notes.size).toBe(many.length)

  const { html, text } = model.commands.copy(ids)
  expect(text.split('\n')).toHaveLength(many.length)
  // What no paste takes would only be read in vain.
  expect(html.match(/&quot;text&quot;/gu)).toHaveLength(pasteLimit)
  const copied = readClipboard({ html })
  if (!copied) throw new Error('our own clipboard is readable')
  const other = openModelAlone()
  expect(other.commands.paste(copied, { x: 0, y: 0 })).toHaveLength(pasteLimit)
  expect(other.notices.list.get().map(({ text }) => text)).toEqual([
    `notices.pasteLeft {"count":3,"most":${pasteLimit}}`,
  ])

  const cut = model.commands.cut(ids.slice(3))
  expect(texts(model)).toEqual(['0', '1', '2'])
  expect(cut && readClipboard(cut)?.notes).toHaveLength(pasteLimit)
})

test('cut notes stay on the clipboard when the browser asks for them a second time', () => {
  const model = openModelAlone()
  const id = model.commands.addNote({ x: 0, y: 0 }, { text: 'once' })
  const cut = model.commands.cut([id])
  expect(cut && readClipboard(cut)?.notes).toMatchObject([{ text: 'once' }])
  expect(model.commands.cut([id])).toBeUndefined()
})

test('words that two people made longer than a note is are copied whole', () => {
  const model = openModelAlone()
  const long = 'word '.repeat(1_200)
  const id = model.commands.addNote({ x: 0, y: 0 }, { text: long })
  expect(readClipboard(model.commands.copy([id]))?.notes[0]?.text).toBe(long)
})

test('when all notes of a cluster are copied they are pasted as a cluster; some of them come alone', () => {
  const model = openModelAlone()
  const ids = model.commands.addNotes([0, 224, 448].map((x) => ({ text: String(x), at: { x, y: 0 } })))
  const cluster = model.commands.cluster(ids) ?? ''
  model.commands.writeClusterTitle(cluster, 'What we refuse')
  const clustersIn = (chosen: readonly string[]) => {
    const copied = readClipboard(model.commands.copy(chosen))
    if (!copied) throw new Error('our own clipboard is readable')
    const other = openModelAlone()
    other.commands.paste(copied, { x: 0, y: 0 })
    return [...other.scene.clusters.values()].map(({ title, members }) => [title, members.length])
  }
  expect(clustersIn(ids)).toEqual([['What we refuse', 3]])
  expect(clustersIn(ids.slice(1))).toEqual([])
})
