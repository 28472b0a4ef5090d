import { assert, nat, pre, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { noteSide } from '#shared/geometry/sizes.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import { initialsOf } from '#shared/text/letters.ts'
import { graphemeStarts, isRightToLeft, segmentsOf } from '#shared/text/breaks.ts'
import { forgetLayouts, layoutText, noteFontSizes, noteMargin, surelyFits } from '#shared/text/layout.ts'
import { withoutEndlessSigns } from '#shared/text/in-line.ts'
import { mergeText, shifted } from '#shared/text/merge.ts'

/** Every code unit half as wide as it is high; spaces count. */
const halves = (text: string, fontSize: number) => (text.length * fontSize) / 2
/** The widest real glyphs: emoji are about 1.4 em. */
const wide = (text: string, fontSize: number) => text.length * fontSize * 1.4

test('initials are the first letters of the first and last word in any script, and none for no name', () => {
  const names = ['Anne-Laure', 'zoé', '', '  ', '李 小龍', '李雷', 'd’Arc', 'anaïs de la Tour', '👩‍🚀 Zoé']
  expect(names.map(initialsOf)).toEqual(['AL', 'Z', '', '', '李小', '李', 'DA', 'AT', '👩‍🚀Z'])
})

test('a line that is cleaned twice is as it was the first time, wherever it is cut', () => {
  expect(cleanLine(' our  purpose\n', 4)).toBe('our')
  assert(
    property(string({ unit: 'grapheme' }), nat(12), (text, limit) => {
      const line = cleanLine(text, limit)
      return line.length <= limit && line.isWellFormed() && cleanLine(line, limit) === line
    }),
  )
})

test('a short text is set at the largest size, a longer one smaller, and the note stays a square', () => {
  expect(layoutText('Why us', halves)).toEqual({
    fontSize: 26,
    lines: [{ text: 'Why us', isRightToLeft: false }],
    height: noteSide,
  })
  const longer = layoutText('to make hard choices simple '.repeat(6), halves)
  expect(longer.fontSize).toBeLessThan(20)
  expect(longer.height).toBe(noteSide)
})

test('with one more letter only its word is measured again, while the font stays', () => {
  const measured: string[] = []
  const measure = (text: string, fontSize: number) => {
    measured.push(text)
    return halves(text, fontSize)
  }
  layoutText('make hard choices sim', measure)
  measured.length = 0
  layoutText('make hard choices simp', measure)
  expect(measured).toEqual(['simp'])
  forgetLayouts(measure)
  layoutText('make hard choices simp', measure)
  expect(measured).toContain('hard ')
})

test('a text too long for the smallest size makes the note taller, and loses nothing', () => {
  const text = Array.from({ length: 400 }, (_, n) => `word${n}`).join(' ')
  const { fontSize, lines, height } = layoutText(text, halves)
  expect(fontSize).toBe(12)
  expect(height).toBeGreaterThan(noteSide)
  expect(lines.map((line) => line.text).join(' ')).toBe(text)
})

test('no line is wider than the note, whatever is written', () => {
  assert(
    property(string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const { fontSize, lines } = layoutText(text, halves)
      for (const line of lines) {
        const isOneGrapheme = graphemeStarts(line.text).length <= 1
        expect(isOneGrapheme || halves(line.text, fontSize) <= noteSide - 2 * noteMargin.side + 0.01).toBe(
          true,
        )
      }
    }),
  )
})

test('every letter that is not white space is on some line, in order', () => {
  assert(
    property(string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const bare = (some: string) => some.replace(/\s|\u0085/g, '')
      expect(
        bare(
          layoutText(text, halves)
            .lines.map((line) => line.text)
            .join(''),
        ),
      ).toBe(bare(text))
    }),
  )
})

test.each(['«', '‹ ', 'Nous disons «', 'Nous disons\n«', 'Nous disons « '])(
  'a quotation mark that has just been opened is there before its first word: %j',
  (text) => {
    const { lines } = layoutText(text, halves)
    expect(lines.map((line) => line.text).join('\n')).toBe(text.trimEnd())
  },
)

test('a word is cut only when no size holds it, at a modest size, and never inside an emoji', () => {
  const family = '👩‍👩‍👧‍👦'
  const { fontSize, lines } = layoutText(family.repeat(30), halves)
  expect(fontSize).toBeLessThanOrEqual(16)
  for (const { text } of lines) expect(text.length % family.length).toBe(0)
  expect(layoutText('Selbstverwaltungsrecht', halves).lines).toHaveLength(1)
})

test('cutting an endless word measures each of its letters a few times, not the whole word for each line', () => {
  let letters = 0
  let longest = 0
  const measure = (text: string, fontSize: number) => {
    letters += text.length
    longest = Math.max(longest, text.length)
    return halves(text, fontSize)
  }
  const word = 'x'.repeat(4_000)
  expect(
    layoutText(word, measure)
      .lines.map(({ text }) => text)
      .join(''),
  ).toBe(word)
  expect(letters).toBeLessThan(50 * word.length)
  // Browsers take ten times as long for thousands of letters at once.
  expect(longest).toBeLessThanOrEqual(200)
})

test('Japanese breaks between characters but not before a closing mark', () => {
  expect(segmentsOf('文章、です。')).toEqual(['文', '章、', 'で', 'す。'])
})

test('Thai, which has no spaces, breaks between words', () => {
  expect(segmentsOf('เราช่วยเพื่อน ๆ (ทุกคน)')).toEqual(['เรา', 'ช่วย', 'เพื่อน ', 'ๆ ', '(ทุก', 'คน)'])
})

test('French quotation marks stay with their words, and high punctuation with the word before it', () => {
  const parts = (text: string) => segmentsOf(text).map((part) => part.trimEnd())
  expect(parts('Ici : « là où », « Oui » ?')).toEqual(['Ici :', '« là', 'où »,', '« Oui » ?'])
  expect(parts('sagte »Ja« und')).toEqual(['sagte', '»Ja«', 'und'])
})

test('a paragraph runs in the direction of its first letter', () => {
  expect(isRightToLeft('12 — שלום world')).toBe(true)
  expect(isRightToLeft('Hello שלום')).toBe(false)
  expect(layoutText('مرحبا\nhello', halves).lines.map((line) => line.isRightToLeft)).toEqual([true, false])
})

test('a text that surely fits does fit, however wide its letters are', () => {
  assert(
    property(string({ unit: 'grapheme', maxLength: 90 }), (text) => {
      pre(surelyFits(text))
      expect(layoutText(text, text.length <= 40 ? wide : halves).height).toBe(noteSide)
    }),
  )
})

test('a letter is shown with at most 32 marks, and words of any script with all of theirs', () => {
  expect(withoutEndlessSigns(`a${'\u0301\u0323'.repeat(10_000)}b`)).toBe(`a${'\u0301\u0323'.repeat(16)}b`)
  const written = 'é e\u0301 क्षत्रिय น้ำ שָׁלוֹם'.repeat(20)
  expect(withoutEndlessSigns(written)).toBe(written)
  const [line] = layoutText('\u0301'.repeat(20_000), halves).lines
  expect(line?.text).toHaveLength(32)
})

test('signs without width and joined emoji are shown as far as somebody would write them', () => {
  expect(withoutEndlessSigns('\u200b\u200d\u2060\ufeff'.repeat(5_000))).toHaveLength(32)
  const families = '👩🏽‍❤️‍💋‍👩🏿👩‍👩‍👧‍👦 ශ්‍රී ලංකා می\u200cخواهم'.repeat(20)
  expect(withoutEndlessSigns(families)).toBe(families)
  const endless = withoutEndlessSigns('👩\u200d'.repeat(5_000))
  expect(endless.match(/👩/gu)).toHaveLength(5_000)
  expect(graphemeStarts(endless)).toHaveLength(Math.ceil(5_000 / 16))
})

test('sizes go down', () => {
  expect([...noteFontSizes].sort((a, b) => b - a)).toEqual([...noteFontSizes])
})

test('merging two people’s typing keeps the words of both', () => {
  expect(mergeText('we help', 'we really help', 'we help people')).toBe('we really help people')
  expect(mergeText('', 'mine', 'theirs')).toBe('theirsmine')
  expect(mergeText('abc', 'c', 'abXc')).toBe('Xc')
})

test('a caret stays beside the letters it stood beside', () => {
  expect(shifted('hello', 'oh, hello', 5, 'before')).toBe(9)
  expect(shifted('hello', 'hello you', 5, 'before')).toBe(5)
  expect(shifted('hello', 'ho', 3, 'before')).toBe(1)
})
