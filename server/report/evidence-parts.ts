import { VersionMark, toldCounts, type Ranking, type ReportBlock } from '#shared/blocks/block.ts'
import { printable, printableLine } from '#shared/text/printable.ts'
import type { EvidencePart } from './evidence-file.ts'

/**
 * A block in the forms of an evidence file. Words that people said about something, and notes, which may be signed, are left
 * out: reasons stand there only by their author's choice. Prompts and pictures say nothing that proves something.
 */
export function evidenceParts(block: ReportBlock): readonly EvidencePart[] {
  switch (block.kind) {
    case 'heading':
      return [{ kind: 'heading', text: printableLine(block.text) }]
    case 'facts':
      return smallPrint(block.facts)
    case 'paragraph':
      return [{ kind: 'text', text: printable(block.text) }]
    case 'remark':
      return [{ kind: 'small', text: printable(block.text) }]
    case 'statement':
      return [{ kind: 'quote', text: printable(block.text), facts: block.facts.map(printableLine) }]
    case 'verdict':
      return [{ kind: 'text', text: `${printableLine(block.amount)} – ${printableLine(block.text)}` }]
    case 'figures':
      return [
        {
          kind: 'list',
          items: block.figures.map(({ amount, label }) => printableLine(`${amount} ${label}`)),
        },
      ]
    case 'distribution':
      return [
        ...(block.heading === null ? [] : [{ kind: 'heading', text: printableLine(block.heading) } as const]),
        ...smallPrint(block.facts),
        {
          kind: 'bars',
          // Their amounts in words may name people.
          bars: block.bars.map(({ label, count }) => ({ label: printableLine(label), count })),
        },
      ]
    case 'shares':
      return [
        tableOf(
          [block.heads[0], ...block.answers.map(({ label }) => label), block.heads[1]],
          block.rows.map(({ label, counts, amount }) => [label, ...toldCounts(block, counts), amount]),
          block.answers.length + 1,
        ),
      ]
    case 'versions':
      return block.versions.map(({ label, facts, parts }) => ({
        kind: 'quote',
        text: printable(
          parts
            .filter(({ mark }) => mark !== VersionMark.removed)
            .map(({ text }) => text)
            .join(''),
        ),
        facts: [label, ...facts].map(printableLine),
      }))
    case 'ranking':
      return rankingParts(block)
    case 'principle':
      return [
        { kind: 'quote', text: printableLine(`${block.choice} ${block.joint} ${block.over}`), facts: [] },
        {
          kind: 'list',
          items: block.signs.map(({ label, text }) => printableLine(`${label} ${text}`)),
        },
      ]
    case 'evidence':
      return block.items.flatMap(({ head, rows, texts, about }) => [
        { kind: 'heading', text: printableLine(head) },
        {
          kind: 'list',
          items: [...rows.map(({ label, amount }) => `${label} – ${amount}`), ...texts, about]
            .map(printableLine)
            .filter((text) => text !== ''),
        },
      ])
    case 'table':
      return [tableOf(block.heads, block.rows, block.figures)]
    case 'agenda':
      return [
        tableOf(
          block.heads,
          block.rows.map(({ text, remark, planned, spent }) => [
            remark === '' ? text : `${text} (${remark})`,
            planned,
            spent,
          ]),
          2,
        ),
      ]
    case 'quotes':
    case 'notes':
    case 'actions':
    case 'prompt':
    case 'drawing':
      return []
  }
}

function rankingParts({ part, heads, rows }: Ranking): readonly EvidencePart[] {
  return [
    ...(part
      ? [
          { kind: 'heading', text: printableLine(part.title) } as const,
          ...smallPrint([part.text].filter((text) => text !== '')),
        ]
      : []),
    tableOf(
      heads,
      rows.map(({ rank, number, text, amount, answers, tie }) => [
        String(rank),
        [...(number === undefined ? [] : [number]), text].join(' · '),
        [amount, ...(answers ? [`(${answers.inWords})`] : []), ...(tie === null ? [] : [tie])].join(' '),
      ]),
      0,
    ),
  ]
}

function smallPrint(facts: readonly string[]): readonly EvidencePart[] {
  return facts.length === 0 ? [] : [{ kind: 'small', text: facts.map(printableLine).join(' · ') }]
}

export function tableOf(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  figures: number,
): EvidencePart {
  return {
    kind: 'table',
    heads: heads.map(printableLine),
    rows: rows.map((cells) => cells.map(printableLine)),
    figures,
  }
}
