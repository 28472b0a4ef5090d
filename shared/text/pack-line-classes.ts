import LineBreaker from 'linebreak'
import { firstLetter } from './line-classes.ts'

const table = /[$\w]+\.toByteArray\("[^"]+"\)/u
const trie = /import ([$\w]+) from "unicode-trie";/u
const base64 = /import [$\w]+ from "base64-js";/u

/** The code of linebreak with the packed table, and with `LineClasses` of this file in place of its trie. */
export function withPackedClasses(code: string, lineClasses: string): string {
  if (![table, trie, base64].every((part) => part.test(code)))
    throw new Error('linebreak has its table elsewhere than withPackedClasses knows')
  return code
    .replace(base64, '')
    .replace(
      trie,
      (_, name: string) => `import { LineClasses as ${name} } from ${JSON.stringify(lineClasses)};`,
    )
    .replace(table, () => JSON.stringify(packLineClasses()))
}

/** The class of each character for `LineClasses`, as linebreak has it. */
export function packLineClasses(): string {
  let runs = ''
  let from = 0
  let kind = lineClass(0)
  for (let point = 1; point <= lastPoint + 1; point += 1) {
    const next = point <= lastPoint ? lineClass(point) : undefined
    if (next === kind) continue
    runs += String.fromCharCode(firstLetter + kind) + (point - from > 1 ? point - from : '')
    from = point
    kind = next ?? kind
  }
  return runs
}

export function lineClass(point: number): number {
  return new LineBreaker(String.fromCodePoint(point)).nextCharClass()
}

const lastPoint = 0x10ffff
