import type { Language } from '#shared/board/document.ts'
import { marksInWords, outlineOf, photoInWords, type BoardFacts, type OutlineCluster } from './outline.ts'
import { areScores, byDots } from '../board-file/dots.ts'
import { notesById, type BoardSnapshot, type SnapshotNote } from '../board-file/snapshot.ts'
import { headFacts, type ReportContent, type ReportFront } from './account-sections.ts'
import {
  VersionMark,
  toldCounts,
  type EvidencePart,
  type Ranking,
  type RankingPart,
  type ReportBlock,
  type Section,
} from '#shared/blocks/block.ts'
import { abridged } from '#shared/text/excerpt.ts'
import { printable, printableLine } from '#shared/text/printable.ts'
import { wordsOf } from './words.ts'

/** The report as CommonMark: title, facts, results, clusters, other notes. */
export function writeMarkdown(
  board: BoardSnapshot,
  facts: BoardFacts,
  language: Language,
  content?: ReportContent,
): string {
  const words = wordsOf(language)
  const amount = areScores(board) ? words.points : words.dots
  const { title: name, facts: named, isEmpty } = outlineOf(board, facts, language)
  const head = content ? headFacts(content.account, { language, zone: facts.zone }, named) : named
  const lines = [`# ${inline(name)}`, '', head.map(inline).join(' · '), '']
  if (isEmpty) lines.push(words.nothingYet, '')
  const said = (note: SnapshotNote) => noteText(board, note, language)
  const byId = notesById(board)
  const saidById = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? []).map(said)
  if (content?.front) lines.push(...frontLines(content.front, saidById))
  for (const section of content?.sections ?? []) lines.push(...sectionLines(section, saidById))
  const listed = (notes: readonly SnapshotNote[]) => [...notes.map((note) => `- ${said(note)}`), '']
  const outline = outlineOf(content?.rest ?? board, facts, language)
  const groups = (clusters: readonly OutlineCluster[]) =>
    byDots(clusters).flatMap(({ title, notes, dots: total }) => {
      const dots = total === null ? '' : `, ${amount(total)}`
      return [`### ${inline(title)} (${notes.length}${dots})`, '', ...listed(notes)]
    })
  for (const { title, clusters, others } of outline.areas) {
    lines.push(`## ${inline(title)}`, '', ...groups(clusters))
    if (clusters.length > 0 && others.length > 0) lines.push(`### ${words.otherNotes}`, '')
    if (others.length > 0) lines.push(...listed(others))
  }
  if (outline.clusters.length > 0) lines.push(`## ${words.clusters}`, '', ...groups(outline.clusters))
  if (outline.others.length > 0) {
    const isRest = outline.clusters.length + outline.areas.length > 0 || content?.account.agenda
    lines.push(`## ${isRest ? words.otherNotes : words.allNotes}`, '', ...listed(outline.others))
  }
  return lines.join('\n')
}

function frontLines(
  { label, text, facts, reason, digest, blocks }: ReportFront,
  said: Said,
): readonly string[] {
  return [
    `## ${inline(label)}`,
    '',
    `> **${inline(text)}**`,
    '',
    facts.map(inline).join(' · '),
    '',
    ...(reason === null ? [] : [inline(reason), '']),
    inline(digest),
    '',
    ...blocks.flatMap((block) => [...blockLines(block, said), '']),
  ]
}

/** Notes in words, of those that are on the board. */
type Said = (notes: readonly string[]) => readonly string[]

function sectionLines({ title, blocks }: Section, said: Said): readonly string[] {
  return [`## ${inline(title)}`, '', ...blocks.flatMap((block) => [...blockLines(block, said), ''])]
}

function blockLines(block: ReportBlock, said: Said): readonly string[] {
  switch (block.kind) {
    case 'heading':
      return [`### ${inline(block.text)}`]
    case 'facts':
      return [block.facts.map(inline).join(' · ')]
    case 'paragraph':
    case 'remark':
      return [inline(block.text)]
    case 'prompt':
      return [`> ${inline(block.text)}`]
    case 'notes': {
      const facts = block.facts.length === 0 ? [] : [block.facts.map(inline).join(' · '), '']
      const heading = block.heading === null ? [] : [`### ${inline(block.heading)}`, '']
      return [...heading, ...facts, ...said(block.notes).map((note) => `- ${note}`)]
    }
    case 'actions':
      // A note says its owner and date by itself.
      return said(block.rows.map(({ note }) => note)).map((note) => `- ${note}`)
    case 'agenda':
      return [
        tableRow(block.heads),
        '| --- | ---: | ---: |',
        ...block.rows.map(({ level, text, remark, planned, spent }) => {
          const name = level === 'step' ? inline(text) : `**${inline(text)}**`
          return tableRow([remark === '' ? name : `${name} (${inline(remark)})`, planned, spent])
        }),
      ]
    // The same stands beside it in words.
    case 'drawing':
      return []
    case 'ranking':
      return rankingLines(block)
    case 'figures':
      return block.figures.map(({ amount, label }) => `- **${inline(amount)}** ${inline(label)}`)
    case 'statement':
      return [`> **${inline(block.text)}**`, ...factLines(block.facts)]
    case 'verdict':
      return [`**${inline(block.amount)}** — ${inline(block.text)}`]
    case 'distribution':
      return [
        ...(block.heading === null ? [] : [`**${inline(block.heading)}**`, '']),
        ...(block.facts.length === 0 ? [] : [block.facts.map(inline).join(' · '), '']),
        ...block.bars.map(({ label, amount }) => `- ${inline(label)} — ${inline(amount)}`),
      ]
    case 'shares': {
      const [thing, amount] = block.heads
      return tableLines(
        [thing, ...block.answers.map(({ label }) => label), amount],
        block.rows.map((row) => [row.label, ...toldCounts(block, row.counts), row.amount]),
        block.answers.length + 1,
      )
    }
    case 'versions':
      return block.versions.flatMap(({ label, facts, parts }, index) => [
        ...(index === 0 ? [] : ['']),
        [`**${inline(label)}**`, ...facts.map(inline)].join(' · '),
        '',
        `> ${parts.map(({ text, mark }) => marked(text, mark)).join('')}`,
      ])
    case 'quotes':
      return [
        ...(block.heading === null ? [] : [`**${inline(block.heading)}**`, '']),
        ...block.quotes.flatMap(({ text, name, about, answers, remark }) => [
          `- ${[listText(text), ...[about, name ?? ''].filter((part) => part !== '').map(inline)].join(' — ')}`,
          ...answers.map((answer) => `  - ${listText(answer)}`),
          ...(remark === '' ? [] : [`  - *${inline(remark)}*`]),
        ]),
      ]
    case 'principle':
      return [
        `**${inline(block.choice)}** ${inline(block.joint)} **${inline(block.over)}**`,
        ...factLines(block.facts),
        '',
        ...block.signs.map(({ label, text }) => `- *${inline(label)}* ${listText(text)}`),
      ]
    case 'evidence':
      return [`**${inline(block.heading)}**`, '', ...block.items.map(evidenceLine)]
    case 'table':
      return tableLines(block.heads, block.rows, block.figures)
  }
}

function evidenceLine({ head, rows, texts, quotes, about }: EvidencePart): string {
  const counted = rows.map(({ label, amount }) => `${label} – ${amount}.`)
  const said = [...counted, ...texts, ...quotes.map((quote) => `“${quote}”`), about]
  return [`- **${inline(head)}**`, ...said.filter((each) => each !== '').map(inline)].join(' ')
}

function factLines(facts: readonly string[]): readonly string[] {
  return facts.length === 0 ? [] : ['', facts.map(inline).join(' · ')]
}

function rankingLines({ part, rows, shortlisted }: Ranking): readonly string[] {
  return [
    ...partLines(part),
    ...rows.map(({ rank, number, text, amount, answers, tie, family = null, since, isShortlisted }) => {
      const counts = answers ? [`(${answers.inWords})`] : []
      const marks = [
        [amount, ...counts].join(' '),
        ...(number === undefined ? [] : [number]),
        ...(isShortlisted ? [shortlisted] : []),
        ...(tie === null ? [] : [tie]),
        ...(family === null ? [] : [inline(family)]),
      ]
      const line = `- **${rank}.** ${listText(abridged(text))} — ${marks.join(', ')}`
      return since === null ? line : `${line}\n  - *${inline(since)}*`
    }),
  ]
}

function partLines(part: RankingPart | undefined): readonly string[] {
  if (!part) return []
  return [`**${inline(part.title)}**`, ...(part.text === '' ? [] : [inline(part.text)]), '']
}

function tableLines(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  figures: number,
): readonly string[] {
  const rules = heads.map((_, column) => (column < heads.length - figures ? '---' : '---:'))
  return [tableRow(heads.map(inline)), tableRow(rules), ...rows.map((cells) => tableRow(cells.map(inline)))]
}

/** Marks stand at the words: emphasis does not begin or end with a space. */
function marked(text: string, mark: VersionMark | null): string {
  const { before, words, after } = /^(?<before>\s*)(?<words>.*?)(?<after>\s*)$/su.exec(text)?.groups ?? {}
  if (!words) return inlineSpace(text)
  const sign = mark === null ? '' : mark === VersionMark.added ? '**' : '~~'
  return `${inlineSpace(before)}${sign}${inline(words)}${sign}${inlineSpace(after)}`
}

function inlineSpace(space = ''): string {
  return space === '' ? '' : /[\u00A0\u202F]/u.test(space) ? space : ' '
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function noteText(board: BoardSnapshot, note: SnapshotNote, language: Language): string {
  const { text, photo, signature = '' } = note
  const words = listText(photo ? `${photoInWords(photo, language)}\n${text}` : text)
  const marks = marksInWords(board, note, language)
  return [words, ...(signature === '' ? [] : [signature]), ...marks]
    .map((part, index) => (index === 0 ? part : inline(part)))
    .join(' — ')
}

function inline(text: string): string {
  return escape(printableLine(text))
}

/** Text of a list item. Line breaks stay inside the item. */
function listText(text: string): string {
  return printable(text)
    .split('\n')
    .map((line) => escape(line.trim()))
    .filter((line) => line !== '')
    .join('\\\n  ')
}

/** A web address, without signs at its end that belong to the sentence. */
const address = /https?:\/\/(?:[^\s<>()]|\([^\s<>()]*\))*(?:\([^\s<>()]*\)|[^\s<>().,;:!?'"’”»…\]}*_~])/giu

/** Escapes people's text, except web addresses: many wikis link them, and escapes would break the links. */
function escape(text: string): string {
  let from = 0
  let written = ''
  for (const { 0: link, index } of text.matchAll(address)) {
    written += `${plain(text.slice(from, index), from === 0)}<${link}>`
    from = index + link.length
  }
  return written + plain(text.slice(from), from === 0)
}

/** Escapes signs that start markup or HTML. */
function plain(text: string, isLineStart: boolean): string {
  const escaped = text.replaceAll(/[\\`*_[\]<>&|~#!$]/g, String.raw`\$&`)
  if (!isLineStart) return escaped
  return escaped.replace(/^([-+=])/, String.raw`\$1`).replace(/^(\d+)([.)])/, String.raw`$1\$2`)
}
