import { describe, expect, test } from 'vitest'
import { readEnglish } from '#tests/support/plain-english.ts'
import { passagesOfMarkdown, passagesOfSource } from '#tests/support/prose.ts'

describe('clauses with what, who or whoever as the subject', () => {
  test.each([
    'What is refused is told to its sender.',
    'Who may not come in is told why.',
    'Whoever gets true is the one to use it.',
    'The queue is full; what waits is dropped.',
    'The queue is full: what waits is dropped.',
    'The queue is full – whoever waits is dropped.',
    'The board closes, and what waits is dropped.',
    'When the queue is full, what waits is dropped.',
    'A test shows that what was planted is found nowhere.',
    '“What is refused” is a title.',
    'What a harness needs.',
  ])('are found: %s', (sentence) => {
    expect(clausesOf(sentence)).toHaveLength(1)
  })

  test.each([
    'The person who asks is told why.',
    'The sender, who was told why, has left.',
    'The log says what happened.',
    'Keeps the update, and what it needs of others.',
    'The page shows how to join, what is going on and what a vote came to.',
    'The secret goes to whoever opens the link.',
    'What is a board?',
    '| what | limit |',
    'Somewhat later the board opens.',
  ])('are not found: %s', (sentence) => {
    expect(clausesOf(sentence)).toEqual([])
  })

  test('are found twice in one sentence', () => {
    expect(clausesOf('Who asks is told; who waits is not.')).toEqual([
      'Who asks is told; who waits is not.',
      'who waits is not.',
    ])
  })
})

describe('long sentences', () => {
  test('begin at 36 words', () => {
    expect(longOnes(`${words(35)}.`)).toEqual([])
    expect(longOnes(`${words(36)}.`)).toHaveLength(1)
  })

  test('end at a full stop before a capital letter, not at an abbreviation', () => {
    expect(
      readEnglish(passagesOfMarkdown('One two, e.g. Three. Four (five.) `Six` seven.')).sentences,
    ).toEqual([4, 2, 2])
  })
})

describe('passages of a document', () => {
  test('are paragraphs, list items, headings and cells; code is one word and blocks are left out', () => {
    const document = [
      '# A title',
      '',
      'A paragraph of',
      'two lines with `some code` and a [link](https://example.org).',
      '- an **item**',
      '- another',
      '',
      '| one | two |',
      '|---|---|',
      '```',
      'What is in a block is not read.',
      '```',
    ].join('\n')
    expect(textsOf(passagesOfMarkdown(document))).toEqual([
      'A title',
      'A paragraph of two lines with Code and a link.',
      'an item',
      'another',
      'one',
      'two',
      '---',
      '---',
    ])
  })

  test('know the line of a finding', () => {
    const document = ['Saved at once.', '', 'The queue is full;', 'what waits is dropped.'].join('\n')
    expect(readEnglish(passagesOfMarkdown(document)).findings).toEqual([
      { kind: 'clause', line: 4, text: 'what waits is dropped.' },
    ])
  })
})

describe('passages of a source file', () => {
  test('are comments, docstrings and titles of tests; strings and code are left out', () => {
    const source = [
      '/**',
      ' * A docstring of',
      ' * two lines.',
      ' *',
      ' * - an item',
      ' */',
      "const url = 'http://example.org' // beside code",
      '// two lines',
      '// that belong together',
      'const pattern = /[/]\\/\\/ no comment/',
      'test.each([1])(`title ${url} of a test`, () => undefined)',
      "describe('a group', () => it('has a rule', () => undefined))",
      "tell('no title')",
    ].join('\n')
    expect(textsOf(passagesOfSource('a.ts', source))).toEqual([
      'A docstring of two lines.',
      'an item',
      'beside code',
      'two lines that belong together',
      'title  X  of a test',
      'a group',
      'has a rule',
    ])
  })

  test('know the line of a finding', () => {
    const source = [
      '/**',
      ' * Saved at once.',
      ' * What waits is dropped.',
      ' */',
      "test('who waits is told', run)",
    ].join('\n')
    expect(readEnglish(passagesOfSource('a.ts', source)).findings.map(({ line }) => line)).toEqual([3, 5])
  })
})

function clausesOf(sentence: string): readonly string[] {
  return readEnglish(passagesOfMarkdown(sentence)).findings.map(({ text }) => text)
}

function longOnes(sentence: string): readonly string[] {
  return readEnglish(passagesOfMarkdown(sentence)).findings.map(({ text }) => text)
}

function textsOf(passages: ReturnType<typeof passagesOfMarkdown>): readonly string[] {
  return passages.map(({ lines }) => lines.map(({ text }) => text).join(' ')).filter((text) => text !== '')
}

function words(count: number): string {
  return Array.from({ length: count }, () => 'word').join(' ')
}
