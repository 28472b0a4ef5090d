import { currentLanguage } from '../../i18n/i18n.ts'

/** "2.5", or "2,5". A whole number has its decimal too, so that it looks like no count. */
export function oneDecimal(value: number): string {
  return new Intl.NumberFormat(currentLanguage(), {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(value)
}
