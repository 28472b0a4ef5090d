import { expect, test } from 'vitest'
import { withMemory } from '#client/storage/browser-storage.ts'

test('values that a full storage does not take are remembered while the page is open', () => {
  const taken = new Map([['a', 'of an earlier visit']])
  let isFull = true
  const storage = withMemory(() => ({
    getItem: (name) => taken.get(name) ?? null,
    setItem: (name, value) => {
      if (isFull) throw new DOMException('Full.', 'QuotaExceededError')
      taken.set(name, value)
    },
    removeItem: (name) => void taken.delete(name),
  }))
  storage.setItem('a', 'now')
  expect([storage.getItem('a'), taken.get('a')]).toEqual(['now', 'of an earlier visit'])
  isFull = false
  storage.setItem('a', 'later')
  taken.set('a', 'of another tab')
  expect(storage.getItem('a')).toBe('of another tab')
  storage.removeItem('a')
  expect(storage.getItem('a')).toBe(null)
})

test('where storage is forbidden, the page remembers', () => {
  const storage = withMemory(() => null)
  expect(storage.getItem('a')).toBe(null)
  storage.setItem('a', 'now')
  expect(storage.getItem('a')).toBe('now')
  storage.removeItem('a')
  expect(storage.getItem('a')).toBe(null)
})
