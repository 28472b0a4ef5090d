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
