import { expect, test } from 'vitest'
import { idPattern, isId, isStepId } from '#shared/board/id.ts'

test('an id is up to 32 letters of nanoid’s alphabet, and no property that every object has', () => {
  for (const id of ['a', 'V1StGXR8_Z5jdHi6B-myT', '-'.repeat(32), 'proto', '__proto', 'constructors']) {
    expect([id, isId(id)]).toEqual([id, true])
  }
  const properties = Object.getOwnPropertyNames(Object.prototype)
  expect(properties).toEqual(expect.arrayContaining(['__proto__', 'constructor', 'toString']))
  for (const id of ['', '-'.repeat(33), 'a/b', 'a.b', 'é', 'a\n', 7, null, undefined, ...properties]) {
    expect([id, isId(id)]).toEqual([id, false])
  }
})

test('an id in an agenda is no property that every object has', () => {
  for (const id of ['a', 'constructors', '-'.repeat(40)]) expect([id, isStepId(id)]).toEqual([id, true])
  const properties = Object.getOwnPropertyNames(Object.prototype)
  for (const id of ['', '-'.repeat(41), 'A', ...properties]) expect([id, isStepId(id)]).toEqual([id, false])
})

test('the pattern for schemas and the function say the same', () => {
  const pattern = new RegExp(idPattern)
  for (const id of ['a', '-'.repeat(33), 'a\n', '__proto__', 'constructor', 'toString', '__proto']) {
    expect([id, pattern.test(id)]).toEqual([id, isId(id)])
  }
})
