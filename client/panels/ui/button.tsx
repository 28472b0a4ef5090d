import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import './button.css'

interface ButtonProps extends ComponentProps<'button'> {
  /** `accent` is for the next action, one a screen. */
  readonly tone?: 'plain' | 'accent' | 'quiet' | 'danger'
  readonly icon?: ReactNode
  readonly isWide?: boolean
  /** What it does is under way: it does nothing more, and keeps the keyboard, which a disabled button would drop. */
  readonly isBusy?: boolean
}

export function Button({
  tone = 'plain',
  icon,
  isWide = false,
  isBusy = false,
  children,
  className,
  ...rest
}: ButtonProps) {
  const names = ['button', `button--${tone}`, isWide ? 'button--wide' : '', className ?? '']
  const busy = isBusy && { 'aria-disabled': true, onClick: prevent }
  return (
    <button type="button" {...rest} {...busy} className={names.filter(Boolean).join(' ')}>
      {icon}
      <span>{children}</span>
    </button>
  )
}

/** Neither a press nor Enter in a field of its form sends anything. */
function prevent(event: MouseEvent): void {
  event.preventDefault()
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** The accessible name, also shown as a hint. */
  readonly label: string
  readonly icon: ReactNode
  /** The key that does the same, shown in the hint. */
  readonly shortcut?: string
  readonly side?: 'bottom' | 'top' | 'right' | 'left'
  readonly isOn?: boolean
  /** Without a hint, where many of the same stand below each other. */
  readonly isBare?: boolean
}

/** An icon with a name; the hint appears on hover and focus, and goes with Escape. */
export function IconButton({
  label,
  icon,
  shortcut,
  side = 'bottom',
  isOn,
  isBare = false,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={isOn}
      data-hint={isBare ? undefined : shortcut === undefined ? label : `${label}  ${shortcut}`}
      data-side={side}
      {...rest}
      className={['icon-button', className ?? ''].filter(Boolean).join(' ')}
    >
      {icon}
    </button>
  )
}
