import { initialsOf } from '#shared/text/initials.ts'
import './avatar.css'

/** A person as a coloured disc with initials; decorative, the name stands beside it or in the button around it. */
export function Avatar({
  name,
  colour,
  number,
  size = 'medium',
}: {
  name: string
  /** Undefined: not known yet. */
  colour: number | undefined
  /** Tells a person without a name from others of the same colour. */
  number?: number | undefined
  size?: 'small' | 'medium' | 'large'
}) {
  return (
    // The initials are drawn by the style: as text they would belong to the name of the button around them.
    <span
      className={`avatar avatar--${size}`}
      data-colour={colour}
      data-initials={initialsOf(name) || (number ?? '•')}
      aria-hidden="true"
    />
  )
}
