import { expect, test } from 'vitest'
import type { StoreFixture } from './store-rows.ts'

/** Rules of every store about saved templates. */
export function describeTemplates({ open, reopen }: StoreFixture): void {
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
