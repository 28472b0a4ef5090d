/** One line of the doctor. */
export interface Finding {
  readonly level: 'ok' | 'warn' | 'bad'
  readonly about: string
  readonly says: string
  /** The way out. */
  readonly cure?: string
}

export function ok(about: string, says: string): Finding {
  return { level: 'ok', about, says }
}

export function warn(about: string, says: string, cure: string): Finding {
  return { level: 'warn', about, says, cure }
}

export function bad(about: string, says: string, cure: string): Finding {
  return { level: 'bad', about, says, cure }
}
