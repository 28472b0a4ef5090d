import type { StepPath } from '#shared/agenda/template.ts'
import { abridged } from '#shared/text/excerpt.ts'
import type { Block, RankingRow, ReportBlock, Table } from '#shared/blocks/block.ts'

type Steps = ReadonlyMap<StepPath, readonly Block[]>

interface SaidElsewhere {
  /** Notes that stand elsewhere: the principles that were settled, on their cards, and the notes that they were kept from. */
  readonly notes: ReadonlySet<string>
  readonly isPrinciple: (note: string) => boolean
  /** The line that ends the adoption of the sentence on the first page. */
  readonly digest: string | undefined
}

/**
 * The results of all steps, each thing once. A list leaves out the notes that stand in a ranking or among the principles. A
 * need stands where people agreed on it, with its person. A version that a step began with, and the adopted sentence, stand
 * where they came first. Later answers about a sentence stand below its first words.
 */
export function saidOnce(
  steps: Steps,
  elsewhere: SaidElsewhere,
): ReadonlyMap<StepPath, readonly ReportBlock[]> {
  const all = [...steps.values()].flat()
  const ranked = all.filter((block) => block.kind === 'ranking').flatMap(({ rows }) => rows)
  const needs = needsIn(
    all.filter((block) => block.kind === 'table'),
    ranked,
  )
  const notes = new Set([
    ...elsewhere.notes,
    // Of a principle a ranking has the first words alone.
    ...ranked.flatMap(({ id }) => (elsewhere.isPrinciple(id) ? [] : [id])),
  ])
  const versions = new Set<string>()
  const sentences = new Set<string>()
  const inStep = (blocks: readonly Block[]): readonly ReportBlock[] => {
    const said: ReportBlock[] = []
    let heading = ''
    for (const [place, block] of blocks.entries()) {
      const last = said.at(-1)
      if (block.kind === 'heading') {
        if (block.text !== heading) said.push(block)
        heading = block.text
      } else if (block.kind === 'notes') {
        const own = block.notes.filter((id) => !notes.has(id))
        for (const id of own) notes.add(id)
        const isBelow = block.heading === null && last?.kind === 'statement'
        if (isBelow) said[said.length - 1] = { ...last, facts: [...last.facts, ...block.facts] }
        said.push({ ...block, notes: own, ...(isBelow && { facts: [] }) })
      } else if (block.kind === 'ranking') {
        const rows = block.rows.map((row) => needs.get(row.id) ?? row)
        said.push({ ...block, rows: rows.map((row) => (elsewhere.isPrinciple(row.id) ? inShort(row) : row)) })
      } else if (block.kind === 'table') {
        const asked = new Set([...needs.values()].map(({ text }) => text))
        const rows = wholeRows(block).filter(
          ([person = '', need = '']) => !wordsOfNeed(person, need).some((each) => asked.has(each)),
        )
        if (rows.length > 0 || block.rows.length === 0) said.push({ ...block, rows: rows.map(namedOnce) })
      } else if (block.kind === 'versions') {
        const own = block.versions.filter(({ label }) => !versions.has(`${heading} ${label}`))
        for (const { label } of own) versions.add(`${heading} ${label}`)
        if (own.length > 0) said.push({ ...block, versions: own })
        else if (last?.kind === 'heading') said.pop()
      } else if (block.kind === 'statement') {
        const isKnown = sentences.has(block.text) && !asksOf.has(blocks[place + 1]?.kind)
        sentences.add(block.text)
        said.push(isKnown ? { ...block, text: abridged(block.text, fewLetters) } : block)
      } else if (block.kind === 'remark' && block.text === elsewhere.digest) {
        // The heading, the sentence and the reason of its adoption stand before this line.
        said.length = Math.max(
          0,
          said.findLastIndex(({ kind }) => kind === 'heading'),
        )
      } else said.push(block)
    }
    return said
  }
  return new Map([...steps].map(([path, blocks]) => [path, inStep(blocks)]))
}

/** They fit a line, with the number of the sentence. */
const fewLetters = 44
/** Below a question about the exact words of a sentence, these stand whole. */
const asksOf = new Set<string | undefined>(['facts', 'distribution', 'verdict'])

/** The whole words of a principle stand where it was written, and on its card if it was settled. */
function inShort(row: RankingRow): RankingRow {
  return { ...row, text: row.text.split('\n')[0] ?? '' }
}

/** Needs that people were asked about, by their ids: below each stands who has it, and how far people agree, as on the map. */
function needsIn(tables: readonly Table[], ranked: readonly RankingRow[]): ReadonlyMap<string, RankingRow> {
  const left = tables.flatMap(wholeRows)
  return new Map(
    ranked.flatMap((row) => {
      if (!row.answers) return []
      const isSame = ([person = '', need = '', agreed = '']: readonly string[]) =>
        wordsOfNeed(person, need).includes(row.text) && agreed.includes(row.amount)
      const place = left.findIndex(isSame)
      if (place < 0) return []
      const [[person = '', need = '', amount = ''] = []] = left.splice(place, 1)
      return [[row.id, { ...row, ...(row.text === need && { family: person }), amount }] as const]
    }),
  )
}

/** A list of results has it with its person before it, or alone. */
function wordsOfNeed(person: string, need: string): readonly string[] {
  return [need, `${person} · ${need}`]
}

/** Each row with its person: a table names somebody once. */
function wholeRows({ rows }: Table): readonly (readonly string[])[] {
  let first = ''
  return rows.map(([person = '', ...cells]) => {
    if (person !== '') first = person
    return [first, ...cells]
  })
}

function namedOnce(
  [person = '', ...cells]: readonly string[],
  place: number,
  rows: readonly (readonly string[])[],
): readonly string[] {
  return [rows[place - 1]?.[0] === person ? '' : person, ...cells]
}
