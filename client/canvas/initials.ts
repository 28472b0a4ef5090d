const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** At most two letters that stand for a name; a middle dot for somebody without one. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s-]+/)
    .filter((word) => word !== '')
  const first = words[0]
  if (first === undefined) return '·'
  const last = words.length > 1 ? words[words.length - 1] : undefined
  return (initial(first) + (last === undefined ? '' : initial(last))).toLocaleUpperCase()
}

function initial(word: string): string {
  for (const { segment } of graphemes.segment(word)) return segment
  return ''
}
