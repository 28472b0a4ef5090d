import { expect, test } from 'vitest'
import { DocumentSize } from '#server/relay/document-size.ts'
import { limits } from '#server/relay/limits.ts'

const limit = limits.documentBytes

test('a document is full when it is too large itself, not when much was overwritten in it', () => {
  let size = 1_000
  let looks = 0
  const document = new DocumentSize(size, () => {
    looks += 1
    return size
  })
  document.grow(2 * limit)
  expect([document.isFull(0), looks]).toEqual([false, 1])
  document.grow(limit)
  size = limit + 1
  expect(document.isFull(1)).toBe(true)
})

test('a full document is looked at again only after a time, and is not full when something was removed', () => {
  let size = limit + 1
  let looks = 0
  const document = new DocumentSize(size, () => {
    looks += 1
    return size
  })
  for (let at = 0; at < 100; at += 1) expect(document.isFull(at)).toBe(true)
  expect(looks).toBe(1)
  size = limit / 2
  expect([document.isFull(limits.fullLookMs + 1), looks]).toEqual([false, 2])
})

test('what is open together is counted: beyond the limit the large ones stop growing, until one of them has gone', () => {
  const all = { bytes: 0, limit: 4 * limits.smallBytes }
  const sizes = [3 * limits.smallBytes, 2 * limits.smallBytes, limits.smallBytes]
  const [large, other, small] = sizes.map((size) => new DocumentSize(size, () => size, all))
  if (!large || !other || !small) throw new Error('there are three')
  expect([large, other, small].map((document) => document.isCrowdedOut(0))).toEqual([true, true, false])
  other.close()
  expect(all.bytes).toBe(4 * limits.smallBytes)
  expect(large.isCrowdedOut(1)).toBe(false)
  large.close()
  small.close()
  expect(all.bytes).toBe(0)
})

test('who is to remove what fills a document may add to it, and not without end', () => {
  let size = limit + 1
  const document = new DocumentSize(size, () => size)
  expect([document.isFull(0), document.isOverfull(0)]).toEqual([true, false])
  document.grow(limit)
  size = 2 * limit
  expect(document.isOverfull(1)).toBe(true)
})
