import type { ReactNode } from 'react'
import type { Audience } from '#shared/workshop/audience.ts'
import { AudienceBadge } from './audience.tsx'

interface FieldFootProps {
  /** The field names `${field}-audience` as its description. */
  readonly field: string
  readonly audience: Audience
  readonly allowed: readonly Audience[]
  readonly write: (begun: { readonly audience: Audience }) => void
  /** The presses that send the words. */
  readonly children: ReactNode
}

/** The foot of a field: who sees the words, and the press that sends them. */
export function FieldFoot({ field, audience, allowed, write, children }: FieldFootProps) {
  return (
    <div className="field-foot apart">
      <AudienceBadge
        id={`${field}-audience`}
        audience={audience}
        allowed={allowed}
        onChange={(chosen) => write({ audience: chosen })}
      />
      {children}
    </div>
  )
}
