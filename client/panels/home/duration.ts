import type { Language } from '#shared/board/document.ts'

/** A planned time in words: "25 min", "6 hr 25 min". */
export function duration(seconds: number, language: Language): string {
  const minutes = Math.round(seconds / 60)
  const unit = (unit: 'hour' | 'minute', value: number) =>
    new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(value)
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return unit('minute', rest)
  return rest === 0 ? unit('hour', hours) : `${unit('hour', hours)} ${unit('minute', rest)}`
}
