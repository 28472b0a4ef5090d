import type { WritableAtom } from 'nanostores'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { createLocalBoard } from '#client/bench/local-board.ts'
import { fieldPaper } from '#client/canvas/field-text.ts'
import { byServer } from '#client/model/connection/incoming-updates.ts'
import { takeUpPen } from '#client/model/commands/text-session.ts'
import { addCluster, dissolveCluster, writeClusterTitle } from '#shared/board/change-cluster.ts'
import { readCluster } from '#shared/board/cluster.ts'
import { addNote, readNote, removeNotes, writeNote } from '#shared/board/note.ts'
import { noteTextLimit } from '#shared/board/limits.ts'
import { Barrier } from '#shared/workshop/policy.ts'

const words = {
  gone: 'Deleted.',
  unsaved: (why: Barrier) => `${why} Not on the board.`,
  putBack: 'Put it back',
}

test('typed letters are in the note at once, and other people’s letters come in around them', async () => {
  const { type, others, note, shown } = setup('one')
  type('one two')
  expect(note()).toBe('one two')
  others('zero one two')
  await expect.poll(shown).toBe('zero one two')
  type('zero one two three')
  expect(note()).toBe('zero one two three')
})

test('letters that others typed a moment ago are kept although they are not shown yet', () => {
  const { type, others, note, shown } = setup('one')
  others('zero one')
  type('one two')
  expect(note()).toBe('zero one two')
  expect(shown()).toBe('zero one two')
})

test('an input method’s word is left alone until it is finished, and saved when the page may go', async () => {
  const { pen, type, others, note, shown } = setup('one ')
  pen.composes(true)
  type('one かん')
  others('zero one ')
  expect(note()).toBe('zero one ')
  pen.save()
  expect([note(), shown()]).toEqual(['zero one かん', 'one かん'])
  type('one 漢')
  pen.save()
  expect([note(), shown()]).toEqual(['zero one 漢', 'one 漢'])
  pen.composes(false)
  expect([note(), shown()]).toEqual(['zero one 漢', 'zero one 漢'])
  pen.composes(true)
  type('zero one 漢字')
  pen.putDown()
  expect(note()).toBe('zero one 漢字')
})

test('letters typed in a locked note stay in the field, and enter the note when it is unlocked', () => {
  const { type, lock, id, note, shown, told } = setup('one')
  lock(id)
  type('one two')
  expect([note(), shown()]).toEqual(['one', 'one two'])
  lock()
  expect(note()).toBe('one two')
  expect(told()).toEqual([])
})

test('text that a locked note did not take is offered as a new note when the editor closes', () => {
  const { pen, type, lock, id, others, note, told } = setup('one')
  lock(id)
  type('one two')
  others('zero one')
  pen.putDown()
  expect(note()).toBe('zero one')
  expect(told()).toEqual([`${Barrier.locked} Not on the board.`])
})

test('the words of a note that others deleted are offered, with the letters typed since', () => {
  const { pen, type, model, doc, id, told } = setup('one')
  doc.transact(() => removeNotes(doc, [id]), byServer)
  type('one two')
  pen.putDown()
  expect(told()).toEqual(['Deleted.'])
  model.notices.list.get()[0]?.action?.run()
  expect([...model.scene.notes.values()].map(({ text }) => text)).toEqual(['one two'])
})

test('two people write a title together, and an unfinished word is offered as a note when the cluster goes', () => {
  const { pen, doc, cluster, type, told, model } = setupTitle('Ways')
  type('Ways we')
  expect(readCluster(doc, cluster)?.title).toBe('Ways we')
  doc.transact(() => writeClusterTitle(doc, cluster, 'Old ways we'), byServer)
  type('Ways we work')
  expect(readCluster(doc, cluster)?.title).toBe('Old ways we work')
  pen.composes(true)
  type('Old ways we work かん')
  doc.transact(() => dissolveCluster(doc, cluster), byServer)
  pen.putDown()
  expect(told()).toEqual(['Deleted.'])
  model.notices.list.get()[0]?.action?.run()
  expect([...model.scene.notes.values()].map(({ text }) => text)).toEqual(['one', 'Old ways we work かん'])
})

test('a title that goes with its cluster’s last note is offered too, unless it was only looked at', () => {
  const gone = (typed: string) => {
    const { pen, doc, id, type, told } = setupTitle('Ways')
    type(typed)
    doc.transact(() => removeNotes(doc, [id]), byServer)
    pen.putDown()
    return told()
  }
  expect(gone('Ways we')).toEqual(['Deleted.'])
  expect(gone('Ways')).toEqual([])
})

test('a cluster dissolved by its writer offers nothing, and a locked one offers its title', () => {
  const own = setupTitle('Ways')
  own.type('Ways we')
  own.model.commands.dissolve([own.cluster])
  own.pen.putDown()
  expect(own.told()).toEqual([])
  const { pen, cluster, type, lock, told } = setupTitle('Ways')
  pen.composes(true)
  type('Ways かん')
  lock(cluster)
  pen.putDown()
  expect(told()).toEqual([`${Barrier.locked} Not on the board.`])
})

test('a note deleted by its writer offers nothing', () => {
  const { pen, model, id, told } = setup('one')
  model.commands.remove([id])
  pen.putDown()
  expect(told()).not.toContain('Deleted.')
})

test('text written in one editing session is not part of the undo steps around it', () => {
  const { pen, type, model, id, note } = setup('one')
  type('one two')
  pen.putDown()
  model.commands.writeNote(id, 'one two, elsewhere')
  model.undo.undo()
  expect(note()).toBe('one two')
  model.undo.undo()
  expect(note()).toBe('one')
})

test('a closed editor writes no more', () => {
  const { pen, type, others, note, shown } = setup('one')
  pen.putDown()
  others('zero one')
  type('one two')
  expect([note(), shown()]).toEqual(['zero one', 'one two'])
})

/** Somebody at a field over a note that says this. */
test('a field has the beginning of a text that would hold the page, and the rest stays as it is', () => {
  const field = { value: '', selectionStart: 0, selectionEnd: 0, setSelectionRange: () => undefined }
  const paper = fieldPaper(field)
  const show = (text: string) => {
    paper.show(text)
    expect(paper.read()).toBe(text)
    return field.value
  }
  const list = Array.from({ length: 20_000 }, (_, index) => `line ${index}`).join('\n')
  const shown = show(list)
  expect(shown.split('\n').length).toBeLessThan(1_000)
  expect(list.startsWith(`${shown}\n`)).toBe(true)
  field.value = `Mine\n${shown}`
  expect(paper.read()).toBe(`Mine\n${list}`)
  expect(show(`Theirs\nMine\n${list}`)).toBe(`Theirs\nMine\n${shown}`)
  field.value = ''
  expect(paper.read()).toBe(list.slice(shown.length))
  expect(show('Short again')).toBe('Short again')
  expect(show('\n'.repeat(20_000)).length).toBeLessThan(1_000)
  for (const text of ['ภาษาไทยสวยงาม', '👩\u200d漢\u202e', '\u202e\u0007'])
    expect(fieldOf(text.repeat(1_500)).length).toBeLessThanOrEqual(noteTextLimit)
  const merged = `It’s a “merged” text — with many words. `.repeat(400)
  expect(fieldOf(merged)).toBe(merged)

  function fieldOf(text: string): string {
    const fresh = { ...field, value: '' }
    fieldPaper(fresh).show(text)
    return fresh.value
  }
})

function setup(text: string) {
  const doc = new Y.Doc()
  const id = addNote(doc, { author: 'ben', x: 0, y: 0, created: 1, text })
  return {
    ...writeIn(doc, id),
    id,
    note: () => readNote(doc, id)?.text,
    others: (next: string) => doc.transact(() => writeNote(doc, id, next), byServer),
  }
}

/** Somebody at a field over the title of a cluster of one note. */
function setupTitle(title: string) {
  const doc = new Y.Doc()
  const id = addNote(doc, { author: 'ben', x: 0, y: 0, created: 1, text: 'one' })
  const cluster = addCluster(doc, [id], { title })
  return { ...writeIn(doc, cluster), id, cluster }
}

function writeIn(doc: Y.Doc, id: string) {
  const { model } = createLocalBoard(doc, (line) => line.length)
  onTestFinished(model.close)
  let field = ''
  const paper = { read: () => field, show: (next: string) => void (field = next) }
  const pen = takeUpPen(model, id, paper, () => words)
  if (!pen) throw new Error('what is to be written in is there')
  return {
    pen,
    doc,
    model,
    shown: () => field,
    told: () => model.notices.list.get().map((notice) => notice.text),
    type: (next: string) => {
      field = next
      pen.typed()
    },
    lock: (...locked: readonly string[]) =>
      (model.locked as WritableAtom<ReadonlySet<string>>).set(new Set(locked)),
  }
}
