import { expect, test } from 'vitest'
import type { StoreFixture } from './store-rows.ts'

/** Rules of every store about things of the whole server: saved templates, and the key for evidence. */
export function describeTemplates({ open, reopen }: StoreFixture): void {
  test('the first key for evidence stays', async () => {
    const store = await open()
    const key = new Uint8Array([1, 2, 3])
    expect(new Uint8Array(await store.evidenceKey(key))).toEqual(key)
    const again = await reopen(store)
    expect(new Uint8Array(await again.evidenceKey(new Uint8Array([4])))).toEqual(key)
  })

  test('templates come back, the last saved first, until they are deleted', async () => {
    const store = await open()
    const rows = ['a', 'b', 'c'].map((id, saved) => ({
      id,
      saved,
      text: `{"${id}":"é"}\n`,
      secret: saved === 0 ? null : `hash of ${id}`,
    }))
    const more = { id: 'd', saved: 4, text: '{}', secret: null }
    for (const row of rows) expect(await store.saveTemplate(row, 3)).toBe(true)
    expect(await store.saveTemplate(more, 3)).toBe(false)
    const again = await reopen(store)
    expect(await again.savedTemplates()).toEqual(rows.toReversed())
    expect(await again.findTemplate('b')).toEqual(rows[1])
    expect(await again.deleteTemplate('b')).toBe(true)
    expect(await again.deleteTemplate('b')).toBe(false)
    expect(await again.findTemplate('b')).toBeUndefined()
    expect(await again.saveTemplate(more, 3)).toBe(true)
  })
}
