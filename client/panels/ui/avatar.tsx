import './avatar.css'

/** The first letters of up to two words; a nameless person has a mark instead. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s'’-]+/u)
    .filter(Boolean)
  const letters = words.slice(0, 2).map((word) => /^./u.exec(word)?.[0] ?? '')
  return letters.join('').toLocaleUpperCase()
}

/** A person as a coloured disc with initials; decorative, the name stands beside it or in the button around it. */
export function Avatar({
  name,
  colour,
  size = 'medium',
}: {
  name: string
  colour: number
  size?: 'small' | 'medium' | 'large'
}) {
  return (
    // The initials are drawn by the style: as text they would belong to the name of the button around them.
    <span
      className={`avatar avatar--${size}`}
      data-colour={colour}
      data-initials={initialsOf(name) || '•'}
      aria-hidden="true"
    />
  )
}
