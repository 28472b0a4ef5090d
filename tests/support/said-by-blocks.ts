import type { Block } from '#shared/blocks/block.ts'

/** The words and numbers that a block says wherever it is drawn, in pieces. Notes are named by their ids. */
export function saidBy(block: Block): readonly string[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'prompt':
    case 'remark':
      return [block.text]
    case 'facts':
      return block.facts
    case 'statement':
      return [block.text, ...block.facts]
    case 'verdict':
      return [block.amount, block.text]
    case 'distribution':
      return [
        ...(block.heading === null ? [] : [block.heading]),
        ...block.facts,
        ...block.bars.flatMap(({ label, amount }) => [label, amount]),
      ]
    case 'shares':
      return [
        ...block.answers.map(({ label }) => label),
        ...block.rows.flatMap(({ label, counts, amount }) => [label, ...(counts ?? []).map(String), amount]),
      ]
    case 'quotes':
      return [
        ...(block.heading === null ? [] : [block.heading]),
        ...block.quotes.flatMap(({ text, name, about, answers, remark }) => [
          text,
          name ?? '',
          about,
          ...answers,
          remark,
        ]),
      ]
    case 'ranking':
      return [
        block.part?.title ?? '',
        block.part?.text ?? '',
        ...block.rows.flatMap(({ number, text, amount, tie, family, since }) => [
          number ?? '',
          text,
          amount,
          tie ?? '',
          family ?? '',
          since ?? '',
        ]),
      ]
    case 'figures':
      return block.figures.flatMap(({ amount, label }) => [amount, label])
    case 'notes':
      return [...(block.heading === null ? [] : [block.heading]), ...block.facts]
    case 'actions':
      return []
    case 'versions':
      return block.versions.flatMap(({ label, facts, parts }) => [
        label,
        ...facts,
        parts.map(({ text }) => text).join(''),
      ])
    case 'principle':
      return [
        block.choice,
        block.joint,
        block.over,
        ...block.signs.flatMap(({ label, text }) => [label, text]),
        ...block.facts,
      ]
    case 'evidence':
      return block.items.flatMap(({ head, rows, texts, quotes, about }) => [
        head,
        ...rows.flatMap(({ label, amount }) => [label, amount]),
        ...texts,
        ...quotes,
        about,
      ])
    case 'table':
      return [...block.heads, ...block.rows.flat()]
    case 'drawing':
      return []
  }
}

/** The notes that a block shows. */
export function notesIn(block: Block): readonly string[] {
  if (block.kind === 'notes') return block.notes
  return block.kind === 'actions' ? block.rows.map(({ note }) => note) : []
}
