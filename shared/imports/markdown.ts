import { clusterTitleLimit } from '../board/limits.ts'
import { GroupsByTitle, noteWords, type Imported, type ImportedNote, type LeftOut } from './imported.ts'

const item = /^(\s*)(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]?\]\s+)?(\S.*)$/u
const heading = /^#{1,6}\s+(\S.*)$/u
const fence = /^\s*(?:```|~~~)/u

interface Item {
  readonly line: number
  readonly indent: number
  readonly parts: string[]
  /** The heading above it. */
  readonly title: string
  readonly inner: Item[]
}

/**
 * The lists of a text in Markdown: each item is a note, each heading the title of a group. Without headings an item with items
 * below it is such a title; under a heading these are lines of its note. Anything else is left out.
 */
export function notesOfMarkdown(text: string): Imported {
  const { items, others, hasHeadings } = itemsIn(text)
  const groups = new GroupsByTitle()
  const notes: ImportedNote[] = []
  const shortened: number[] = []
  const shortTitle = itemsTooLongForTitles(items, hasHeadings)
  const noText: number[] = []
  const add = ({ line, parts, inner }: Item, group: number | undefined) => {
    const words = noteWords([...parts, ...inner.map((each) => `– ${each.parts.join(' ')}`)].join('\n'))
    if (!words) return void noText.push(line)
    if (words.isCut) shortened.push(line)
    notes.push({ text: words.text, ...(group !== undefined && { group }) })
  }
  for (const each of items) {
    if (hasHeadings || each.inner.length === 0) add(each, groups.numberOf(each.title))
    else for (const inner of each.inner) add(inner, groups.numberOf(each.parts.join(' ')))
  }
  const left: readonly LeftOut[] = [
    { kind: 'noText', lines: noText },
    { kind: 'shortened', lines: shortened },
    { kind: 'shortTitle', lines: shortTitle },
    { kind: 'noList', lines: others },
  ]
  return {
    notes,
    groups: groups.groups,
    left: left.filter((each) => 'lines' in each && each.lines.length > 0),
  }
}

/** The lines of items that become titles of groups and have more letters than these may have. */
function itemsTooLongForTitles(items: readonly Item[], hasHeadings: boolean): readonly number[] {
  if (hasHeadings) return []
  return items.flatMap(({ line, parts, inner }) =>
    inner.length > 0 && parts.join(' ').length > clusterTitleLimit ? [line] : [],
  )
}

/** True for a text of which most lines are items of a list or headings. */
export function isMarkdown(text: string): boolean {
  const lines = text
    .slice(0, 20_000)
    .split(/\r\n|[\r\n]/u)
    .filter((line) => line.trim() !== '')
  const marked = lines.filter((line) => item.test(line) || heading.test(line))
  return lines.some((line) => item.test(line)) && marked.length > lines.length / 2
}

function itemsIn(text: string) {
  const items: Item[] = []
  const others: number[] = []
  let [title, isCode, hasHeadings] = ['', false, false]
  let open: Item | undefined
  let last: Item | undefined
  for (const [index, row] of text.split(/\r\n|[\r\n]/u).entries()) {
    const line = index + 1
    if (fence.test(row)) isCode = !isCode
    const found = isCode ? null : item.exec(row)
    const head = isCode ? null : heading.exec(row)
    if (head) {
      title = plain(withoutClosing(head[1] ?? ''))
      hasHeadings = true
      open = undefined
      last = undefined
    } else if (found) {
      const indent = (found[1] ?? '').replaceAll('\t', '    ').length
      last = { line, indent, parts: [plain(found[2] ?? '')], title, inner: [] }
      if (open && indent > open.indent) open.inner.push(last)
      else items.push((open = last))
    } else if (row.trim() === '') {
      // A blank line ends a paragraph, not a list.
    } else if (last && /^\s/u.test(row)) last.parts.push(plain(row))
    else others.push(line)
  }
  return { items, others, hasHeadings }
}

/** Without the signs that close a heading. An expression for them would read a long line once for each of its spaces. */
function withoutClosing(words: string): string {
  const whole = words.trimEnd()
  let end = whole.length
  while (whole[end - 1] === '#') end -= 1
  const kept = whole.slice(0, end)
  return kept !== '' && kept.trimEnd() !== kept ? kept : whole
}

/** A sign that is meant as it stands, else a mark of emphasis or code. */
const marks = /\\([\\`*_{}[\]()#+\-.!>~|])|\*\*|__|`|(?<![\p{L}\p{N}*])\*(?=\S)|(?<=\S)\*(?![\p{L}\p{N}*])/gu

/** Without the marks of emphasis, code and links. */
function plain(words: string): string {
  return words
    .replaceAll(/!?\[([^\][]{0,500})\]\([^()\s]{0,2000}\)/gu, '$1')
    .replaceAll(marks, (_, escaped: string | undefined) => escaped ?? '')
    .trim()
}
