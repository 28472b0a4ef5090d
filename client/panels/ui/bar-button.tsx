import type { ComponentProps } from 'react'
import { Button, IconButton } from './button.tsx'
import { useMedia } from './use-media.ts'

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
