import LineBreaker from 'linebreak'
import { firstLetter } from './line-classes.ts'

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
