import { parseSync } from 'vite'

/** A stretch of running text: one paragraph, list item, table cell, comment or test title. */
export interface Passage {
  readonly lines: readonly PassageLine[]
}

/** One line of a passage, without its marks, and its number in the file. */
interface PassageLine {
  readonly line: number
  readonly text: string
}

interface SourceRange {
  readonly start: number
  readonly end: number
}

/** Passages of a Markdown document; fenced blocks and pictures are left out. */
export function passagesOfMarkdown(source: string): readonly Passage[] {
  const passages: Passage[] = []
  let open: PassageLine[] = []
  let isFenced = false
  const close = () => {
    if (open.length > 0) passages.push({ lines: open })
    open = []
  }
  for (const [index, raw] of source.split('\n').entries()) {
    const line = index + 1
    if (/^\s*(```|~~~)/.test(raw)) isFenced = !isFenced
    if (isFenced || /^\s*(```|~~~|$)/.test(raw)) {
      close()
      continue
    }
    if (/^\s*\|/.test(raw)) {
      close()
      for (const cell of raw.split('|')) passages.push({ lines: [{ line, text: withoutMarkup(cell) }] })
      continue
    }
    if (isStartOfItem(raw) || /^\s*[#>]/.test(raw)) close()
    open.push({ line, text: withoutMarkup(raw.replace(/^\s*([#>]+|[-*+]|\d+\.)\s+/, '')) })
    if (/^\s*#/.test(raw)) close()
  }
  close()
  return passages
}

/** Passages of a source file: its comments and the titles of its tests. */
export function passagesOfSource(path: string, source: string): readonly Passage[] {
  const { program, comments } = parseSync(path, source)
  const lineAt = lineCounter(source)
  return [
    ...groupsOfComments(source, comments).flatMap((lines) => passagesOfComment(lines)),
    ...titlesIn(program).map(({ start, text }) => ({
      lines: [{ line: lineAt(start), text: withoutMarkup(text) }],
    })),
  ]

  function groupsOfComments(
    text: string,
    all: readonly (SourceRange & { readonly type: string; readonly value: string })[],
  ): readonly PassageLine[][] {
    const groups: PassageLine[][] = []
    let previous: { readonly end: number; readonly isAlone: boolean } | undefined
    for (const { type, value, start, end } of all) {
      const isAlone = type === 'Line' && /(?:^|\n)[^\S\n]*$/.test(text.slice(0, start))
      const lines = value.split('\n').map((part, index) => ({
        line: lineAt(start) + index,
        text: part.replace(/^\s*\*+\s?/, '').trim(),
      }))
      const follows =
        isAlone && previous?.isAlone === true && /^[^\S\n]*\n[^\S\n]*$/.test(text.slice(previous.end, start))
      if (follows) groups.at(-1)?.push(...lines)
      else groups.push(lines)
      previous = { end, isAlone }
    }
    return groups
  }
}

/** Paragraphs, list items and tags of one comment. */
function passagesOfComment(lines: readonly PassageLine[]): readonly Passage[] {
  const passages: PassageLine[][] = [[]]
  for (const { line, text } of lines) {
    if (text === '' || isStartOfItem(text) || text.startsWith('@')) passages.push([])
    if (text !== '') {
      passages.at(-1)?.push({ line, text: withoutMarkup(text.replace(/^([-*+]|\d+\.)\s+/, '')) })
    }
  }
  return passages.filter((passage) => passage.length > 0).map((passage) => ({ lines: passage }))
}

/** First arguments of test, it and describe, also of test.each(…)(…). */
function titlesIn(node: unknown): readonly { readonly start: number; readonly text: string }[] {
  if (Array.isArray(node)) return node.flatMap((child) => titlesIn(child))
  if (typeof node !== 'object' || node === null) return []
  const titles = Object.values(node).flatMap((child) => titlesIn(child))
  if (!('type' in node && node.type === 'CallExpression' && 'callee' in node && 'arguments' in node))
    return titles
  if (!isTestFunction(node.callee)) return titles
  const [first] = node.arguments as readonly unknown[]
  const text = textOf(first)
  return text === undefined ? titles : [{ start: (first as SourceRange).start, text }, ...titles]
}

function isTestFunction(callee: unknown): boolean {
  if (typeof callee !== 'object' || callee === null || !('type' in callee)) return false
  if (callee.type === 'Identifier' && 'name' in callee)
    return /^(test|it|describe)$/.test(String(callee.name))
  if ('object' in callee) return isTestFunction(callee.object)
  return 'callee' in callee && isTestFunction(callee.callee)
}

/** The words of a string or template; a gap of a template counts as one word. */
function textOf(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null) return undefined
  if ('value' in node && typeof node.value === 'string') return node.value
  if (!('quasis' in node && Array.isArray(node.quasis))) return undefined
  return node.quasis.map((quasi: { value: { cooked: string } }) => quasi.value.cooked).join(' X ')
}

/** Plain words: code counts as one word, a link as its text, a picture as nothing. */
function withoutMarkup(text: string): string {
  return text
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/`[^`]*`/g, 'Code')
    .replace(/\*\*|(?<=^|\s)[*_](?=\w)|(?<=\w)[*_](?=\s|$)/g, '')
    .trim()
}

function isStartOfItem(text: string): boolean {
  return /^\s*([-*+]|\d+\.)\s/.test(text)
}

function lineCounter(source: string): (offset: number) => number {
  const ends = [...source.matchAll(/\n/g)].map(({ index }) => index)
  return (offset) => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ends[middle] ?? 0) < offset) low = middle + 1
      else high = middle
    }
    return low + 1
  }
}
