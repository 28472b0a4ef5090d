import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import { useMedia } from './use-media.ts'
import './button.css'

interface ButtonProps extends ComponentProps<'button'> {
  /** `accent` is for the next action, one on a screen; `danger` destroys, and `neutral` is the safe choice beside it. */
  readonly tone?: 'plain' | 'accent' | 'quiet' | 'danger' | 'neutral'
  readonly icon?: ReactNode
  readonly isWide?: boolean
  /** Its action is running. It does nothing more but keeps the focus, unlike a disabled button. */
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

/** Neither a press nor Enter in a field of its form sends the form. */
function prevent(event: MouseEvent): void {
  event.preventDefault()
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** The accessible name, which is also its hint. */
  readonly label: string
  readonly icon: ReactNode
  /** The shortcut, shown in the hint. */
  readonly shortcut?: string
  readonly side?: 'bottom' | 'top' | 'right' | 'left'
  readonly isOn?: boolean
  /** No hint, where many of the same stand below each other. */
  readonly isBare?: boolean
}

/** A button with an icon and an accessible name. The hint appears on hover and focus; Escape hides it. */
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

/** A button of the top bar, with its word where there is room: an icon alone explains little. */
export function BarButton({ label, icon, ...rest }: ComponentProps<typeof IconButton>) {
  const hasRoom = useMedia('(min-width: 1200px)')
  return hasRoom ? (
    <Button tone="quiet" icon={icon} className="top-bar__act" {...rest}>
      {label}
    </Button>
  ) : (
    <IconButton label={label} icon={icon} {...rest} />
  )
}
