import { expect, test } from 'vitest'
import type { Photo } from '#shared/board/photo.ts'
import { openAlone } from '#tests/support/open-model.ts'

const photo: Photo = { id: 'A'.repeat(43), width: 1_600, height: 900 }

test('putting a picture on a note, describing it and taking it off are a step of undo each', () => {
  const model = openAlone()
  const id = model.commands.addNote({ x: 0, y: 0 }, { text: 'Our first room' })
  const read = () => model.scene.notes.get(id)?.photo
  const described = { ...photo, alt: 'A room without windows' }
  model.commands.setPhoto(id, photo)
  model.commands.setPhoto(id, described)
  model.commands.setPhoto(id, null)
  expect(read()).toBeUndefined()
  model.undo.undo()
  expect(read()).toEqual(described)
  model.undo.undo()
  expect(read()).toEqual(photo)
  model.undo.undo()
  expect(read()).toBeUndefined()
  expect(model.scene.notes.get(id)?.text).toBe('Our first room')
})

test('a picture without a caption is no empty note: it stays when it is left', () => {
  const model = openAlone()
  const id = model.commands.addNote({ x: 0, y: 0 }, { photo })
  model.commands.discard(id)
  expect(model.scene.notes.get(id)).toMatchObject({ text: '', photo })
})
