import { initialsOf } from '#shared/text/letters.ts'
import './avatar.css'

/**
 * A person as a coloured disc with initials. Decorative: the name stands beside it or in the button around
 * it.
 */
export function Avatar({
  name,
  colour,
  number,
  size = 'medium',
}: {
  name: string
  /** Undefined: not known yet. */
  colour: number | undefined
  /** The number of a person without a name. */
  number?: number | undefined
  size?: 'small' | 'medium' | 'large'
}) {
  return (
    // The style draws the initials: as text they would become part of the button's name.
    <span
      className={`avatar avatar--${size}`}
      data-colour={colour}
      data-initials={initialsOf(name) || (number ?? '•')}
      aria-hidden="true"
    />
  )
}
