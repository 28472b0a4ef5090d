import { expect, onTestFinished, test, vi } from 'vitest'
import { mostPasted, readClipboard } from '#client/model/document/copied-board.ts'
import { noteTextLimit } from '#shared/board/note.ts'
import { fieldMargin } from '#shared/geometry/field.ts'
import { inset, intersects } from '#shared/geometry/rect.ts'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import type { OpenBrowserCopy } from '#client/model/memory/browser-copy.ts'
import { createMemoryCopies } from '#tests/support/memory-copies.ts'
import { openModelAlone } from '#tests/support/open-model.ts'

const texts = (model: BoardModel) => [...model.scene.notes.values()].map(({ text }) => text).sort()

function overlaps(model: BoardModel, ids: Iterable<string>): boolean {
  const rects = [...ids].flatMap((id) => model.scene.notes.get(id)?.rect ?? [])
  return rects.some((rect, index) => rects.slice(index + 1).some((other) => intersects(rect, other)))
}

test('a note appears centred on its point, as this person’s', () => {
  const model = openModelAlone()
  const id = model.commands.addNote({ x: 100, y: 100 }, { text: 'Why' })
  expect(model.scene.notes.get(id)).toMatchObject({ x: 0, y: 0, text: 'Why', author: 'ada', tint: 'sun' })
  model.undo.undo()
  expect(model.scene.notes.size).toBe(0)
  model.undo.redo()
  expect(model.scene.notes.get(id)).toMatchObject({ x: 0, y: 0, text: 'Why', author: 'ada' })
})

test('no note hides another by lying exactly on it', () => {
  const model = openModelAlone()
  const one = model.commands.addNote({ x: 0, y: 0 })
  const [two = '', three = ''] = model.commands.addNotes([
    { text: 'b', at: { x: 0, y: 0 } },
    { text: 'c', at: { x: 0, y: 0 } },
  ])
  const corners = [one, two, three].map((id) => model.scene.notes.get(id)?.x)
  expect(corners).toEqual([-100, -76, -52])
})

test('what is pasted or copied twice to one place goes aside as one block', () => {
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

test('typing is undone word by word, and separate actions one by one', () => {
  const model = openModelAlone()
  const id = model.commands.addNote({ x: 0, y: 0 })
  for (const text of ['W', 'Wh', 'Why', 'Why ', 'Why u', 'Why us']) model.commands.writeNote(id, text)
  model.commands.setTint([id], 'rose')
  model.undo.undo()
  expect(model.scene.notes.get(id)).toMatchObject({ tint: 'sun', text: 'Why us' })
  model.undo.undo()
  expect(model.scene.notes.get(id)?.text).toBe('Why ')
  model.undo.undo()
  expect(model.scene.notes.get(id)?.text).toBe('')
  model.undo.undo()
  expect(model.scene.notes.has(id)).toBe(false)
})

test('an empty note left behind leaves no step of undo, wherever it stood', () => {
  const model = openModelAlone()
  const kept = model.commands.addNote({ x: 0, y: 0 }, { text: 'Why' })
  const cluster = model.commands.cluster([kept]) ?? null
  const empty = model.commands.addNote({ x: 300, y: 0 }, { cluster })
  model.commands.setTint([empty], 'rose')
  model.commands.discard(empty)
  expect(model.scene.notes.has(empty)).toBe(false)
  model.undo.undo()
  expect([...model.scene.notes.keys()]).toEqual([kept])
  expect(model.scene.clusters.size).toBe(0)
  model.undo.undo()
  expect(model.scene.notes.size).toBe(0)
  expect(model.undo.canUndo.get()).toBe(false)
})

test('words taken out of a note that was then left empty come back with it at one undo', () => {
  const model = openModelAlone()
  const id = model.commands.addNote({ x: 0, y: 0 }, { text: 'Why' })
  model.commands.writeNote(id, '')
  model.undo.cut()
  model.commands.discard(id)
  expect(model.scene.notes.has(id)).toBe(false)
  model.undo.undo()
  expect(texts(model)).toEqual(['Why'])
})

test('nudges that follow one another are one step; after a pause, or of other notes, a step of their own', () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const model = openModelAlone()
  const id = model.commands.addNote({ x: 100, y: 100 }, { text: 'Why' })
  const other = model.commands.addNote({ x: 500, y: 100 }, { text: 'How' })
  const nudge = (note: string, x: number) => model.commands.nudgeNotes([{ id: note, x, y: 0 }])
  const at = () => [id, other].map((note) => model.scene.notes.get(note)?.x)
  for (const x of [4, 8, 12]) {
    nudge(id, x)
    vi.advanceTimersByTime(900)
  }
  vi.advanceTimersByTime(2_000)
  nudge(id, 16)
  nudge(other, 404)
  model.undo.undo()
  expect(at()).toEqual([16, 400])
  model.undo.undo()
  expect(at()).toEqual([12, 400])
  model.undo.undo()
  expect(at()).toEqual([0, 400])
  model.undo.redo()
  expect(at()).toEqual([12, 400])
})

test('a note taken out of its cluster stands beside it, at one undo back inside', () => {
  const model = openModelAlone()
  const [a = '', b = '', c = ''] = model.commands.addNotes(
    ['a', 'b', 'c'].map((text, index) => ({ text, at: { x: index * 224, y: 0 } })),
  )
  const cluster = model.commands.cluster([a, b, c]) ?? ''
  const before = model.scene.notes.get(b)?.rect
  model.commands.takeOut([b])
  const field = model.scene.clusters.get(cluster)
  const after = model.scene.notes.get(b)
  if (!field || !after) throw new Error('both are still there')
  expect(field.members).toEqual([a, c])
  expect(after.cluster).toBeNull()
  expect(intersects(after.rect, field.rect)).toBe(false)
  model.undo.undo()
  expect(model.scene.notes.get(b)).toMatchObject({ cluster, rect: before })
})

test('merged clusters end up side by side, however far apart they were, clear of others’ notes', () => {
  const model = openModelAlone()
  const [a = '', b = '', c = '', between = ''] = model.commands.addNotes(
    [0, 224, 3_000, 1_500].map((x) => ({ text: String(x), at: { x, y: 0 } })),
  )
  const into = model.commands.cluster([a, b]) ?? ''
  const from = model.commands.cluster([c]) ?? ''
  expect(model.commands.cluster([into, from])).toBe(into)
  const field = model.scene.clusters.get(into)
  const stranger = model.scene.notes.get(between)
  if (!field || !stranger) throw new Error('both are still there')
  expect(new Set(field.members)).toEqual(new Set([a, b, c]))
  expect(intersects(field.rect, stranger.rect)).toBe(false)
  model.undo.undo()
  expect(model.scene.notes.get(c)).toMatchObject({ cluster: from, x: 2_900 })
})

test('clusters are merged on the side where no other note gets into their field', () => {
  const model = openModelAlone()
  const [a = '', b = '', right = '', below = ''] = model.commands.addNotes([
    { text: 'a', at: { x: 0, y: 0 } },
    { text: 'b', at: { x: 2_000, y: 0 } },
    { text: 'right', at: { x: 240, y: 0 } },
    { text: 'below', at: { x: 0, y: 240 } },
  ])
  const into = model.commands.cluster([a]) ?? ''
  const from = model.commands.cluster([b]) ?? ''
  model.commands.mergeClusters(into, from)
  const field = model.scene.clusters.get(into)
  if (!field) throw new Error('it is still there')
  expect(new Set(field.members)).toEqual(new Set([a, b]))
  for (const stranger of [right, below]) {
    const note = model.scene.notes.get(stranger)
    expect(note && intersects(note.rect, field.rect)).toBe(false)
  }
})

test('a message of a deletion goes when the deletion is undone by key', () => {
  const model = openModelAlone()
  const id = model.commands.addNote({ x: 0, y: 0 }, { text: 'Why' })
  model.commands.remove([id])
  expect(model.notices.list.get()).toHaveLength(1)
  model.undo.undo()
  expect(texts(model)).toEqual(['Why'])
  expect(model.notices.list.get()).toEqual([])
})

test('a participant deletes only what is theirs, is told what stays, and can take it back', () => {
  const openBrowserCopy = sharedCopy()
  const facilitator = openModelAlone(
    { role: 'facilitator', participant: { id: 'eve', name: '', colour: 1 } },
    { openBrowserCopy },
  )
  const theirs = facilitator.commands.addNote({ x: 0, y: 0 }, { text: 'Hers' })
  const model = openModelAlone({}, { openBrowserCopy })
  const own = model.commands.addNote({ x: 300, y: 0 }, { text: 'Mine' })
  expect(model.commands.remove([own, theirs])).toBe(1)
  expect(texts(model)).toEqual(['Hers'])
  const [kept, removed] = model.notices.list.get()
  expect(kept?.text).toBe('notices.kept {"count":1}')
  expect(removed?.text).toBe('notices.removed {"count":1}')
  removed?.action?.run()
  expect(texts(model)).toEqual(['Hers', 'Mine'])
})

test('a viewer’s commands change nothing', () => {
  const model = openModelAlone({ role: 'viewer' })
  expect(model.commands.addNote({ x: 0, y: 0 })).toBe('')
  expect(model.commands.addNotes([{ text: 'a', at: { x: 0, y: 0 } }])).toEqual([])
  expect(model.scene.notes.size).toBe(0)
})

test('notes that lie apart are drawn together when they become a cluster, in one step', () => {
  const model = openModelAlone()
  const ids = [0, 1_000, 5_000].map((x) => model.commands.addNote({ x, y: 0 }, { text: String(x) }))
  const stranger = model.commands.addNote({ x: 150, y: 20 }, { text: 'in between' })
  const cluster = model.commands.cluster(ids) ?? ''
  expect(new Set(model.scene.clusters.get(cluster)?.members)).toEqual(new Set(ids))
  expect(overlaps(model, [...ids, stranger])).toBe(false)
  expect(model.scene.clusters.get(cluster)?.rect.width).toBeLessThan(1_000)
  model.undo.undo()
  expect(model.scene.clusters.size).toBe(0)
  expect(model.scene.notes.get(ids[2] ?? '')?.x).toBe(4_900)
})

test('a note dropped on another makes a cluster of both; the next one joins it; none lies on another', () => {
  const model = openModelAlone()
  const ids = [0, 400, 800].map((x) => model.commands.addNote({ x, y: 0 }))
  const [a = '', b = '', c = ''] = ids
  const cluster = model.commands.dropOnNote([b], a)
  expect(model.commands.dropOnNote([c], b)).toBe(cluster)
  expect(new Set(model.scene.clusters.get(cluster ?? '')?.members)).toEqual(new Set(ids))
  expect(overlaps(model, ids)).toBe(false)
  model.commands.takeOut([c])
  expect(model.scene.clusters.get(cluster ?? '')?.members.length).toBe(2)
  model.commands.dissolve([cluster ?? ''])
  expect(model.scene.clusters.size).toBe(0)
  expect(model.scene.notes.size).toBe(3)
})

test('a note dropped on another among many makes a cluster with nobody else’s note in its field, in one step', () => {
  const model = openModelAlone()
  const at = Array.from({ length: 42 }, (_, index) => ({
    x: (index % 7) * 224,
    y: Math.floor(index / 7) * 224,
  }))
  const ids = model.commands.addNotes(at.map((place, index) => ({ text: String(index), at: place })))
  const before = ids.map((id) => model.scene.notes.get(id)?.rect)
  const [dropped = '', onto = ''] = [ids[20], ids[25]]
  const id = model.commands.dropOnNote([dropped], onto) ?? ''
  const cluster = model.scene.clusters.get(id)
  expect(new Set(cluster?.members)).toEqual(new Set([dropped, onto]))
  const field = cluster && inset(cluster.rect, fieldMargin)
  expect(
    field &&
      model.scene
        .notesIn(field)
        .map(({ id }) => id)
        .sort(),
  ).toEqual([dropped, onto].sort())
  expect(overlaps(model, ids)).toBe(false)
  model.undo.undo()
  expect(ids.map((id) => model.scene.notes.get(id)?.rect)).toEqual(before)
})

test('a selection with clusters in it joins the first of them', () => {
  const model = openModelAlone()
  const [a = '', b = '', c = ''] = [0, 500, 1_000].map((x) => model.commands.addNote({ x, y: 0 }))
  const first = model.commands.cluster([a]) ?? ''
  model.commands.writeClusterTitle(first, 'People')
  const second = model.commands.cluster([b]) ?? ''
  expect(model.commands.cluster([c, first, second])).toBe(first)
  expect(model.scene.clusters.size).toBe(1)
  expect(model.scene.clusters.get(first)).toMatchObject({ title: 'People' })
  expect(model.scene.clusters.get(first)?.members.length).toBe(3)
})

test('a tidied cluster does not come to lie on a note that is not in it', () => {
  const model = openModelAlone()
  const [stranger = '', ...members] = model.commands.addNotes([
    { text: 'stranger', at: { x: 300, y: 300 } },
    ...[0, 600, 1_200, 1_800].map((x) => ({ text: String(x), at: { x, y: 0 } })),
  ])
  const cluster = model.commands.cluster(members) ?? ''
  model.commands.tidy([cluster])
  const rects = [stranger, ...members].flatMap((id) => model.scene.notes.get(id)?.rect ?? [])
  for (const [index, rect] of rects.entries()) {
    expect(rects.slice(index + 1).filter((other) => intersects(rect, other))).toEqual([])
  }
  expect(model.scene.clusters.get(cluster)?.members).toHaveLength(4)
})

test('tidying a board leaves no two notes on one another, whatever their heights', () => {
  const model = openModelAlone()
  const ids = Array.from({ length: 12 }, (_, index) =>
    model.commands.addNote({ x: index * 30, y: index * 20 }, { text: 'long '.repeat(index * 60) }),
  )
  model.commands.cluster(ids.slice(0, 5))
  model.commands.tidy()
  expect(overlaps(model, ids)).toBe(false)
  const [cluster] = model.scene.clusters.values()
  const loose = ids.slice(5).flatMap((id) => model.scene.notes.get(id)?.rect ?? [])
  expect(cluster && loose.some((rect) => intersects(rect, cluster.rect))).toBe(false)
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

test('what is copied on one board is the same on another', () => {
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

test('a paste says how many notes it left out, and what would not all come back is not cut', () => {
  const model = openModelAlone()
  const many = Array.from({ length: mostPasted + 3 }, (_, index) => ({
    text: String(index),
    at: { x: 240 * (index % 50), y: 240 * Math.floor(index / 50) },
  }))
  const ids = model.commands.addNotes(many)
  const told = () => model.notices.list.get().map(({ text }) => text)
  expect(model.commands.cut(ids)).toBeUndefined()
  expect(told()).toEqual([`notices.notCut {"most":${mostPasted}}`])
  expect(model.scene.notes.size).toBe(many.length)

  const copied = readClipboard(model.commands.copy(ids))
  if (!copied) throw new Error('our own clipboard is readable')
  const other = openModelAlone()
  expect(other.commands.paste(copied, { x: 0, y: 0 })).toHaveLength(mostPasted)
  expect(other.notices.list.get().map(({ text }) => text)).toEqual([
    `notices.pasteLeft {"count":3,"most":${mostPasted}}`,
  ])

  const cut = model.commands.cut(ids.slice(3))
  expect(texts(model)).toEqual(['0', '1', '2'])
  expect(cut && readClipboard(cut)?.notes).toHaveLength(mostPasted)
})

test('what has been cut stays on the clipboard when the browser asks for the same a second time', () => {
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

test('what is more than a note holds is left out of new notes, and said', () => {
  const model = openModelAlone()
  const [id = ''] = model.commands.addNotes([
    { text: `${'a'.repeat(noteTextLimit - 1)}🧭`, at: { x: 0, y: 0 } },
    { text: 'short', at: { x: 240, y: 0 } },
  ])
  // Half a character is none.
  expect(model.scene.notes.get(id)?.text).toBe('a'.repeat(noteTextLimit - 1))
  expect(model.notices.list.get().map(({ text }) => text)).toEqual([
    `notices.lettersLeft {"count":2,"most":${noteTextLimit}}`,
  ])
})

/** One document for several models, as if one browser kept it for both people. */
function sharedCopy(): OpenBrowserCopy {
  const openAny = createMemoryCopies()
  return (_name, doc, told) => openAny('shared', doc, told)
}

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
