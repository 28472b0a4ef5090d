import type { RelayLog } from '../contracts/log.ts'
import { languagesWithoutFont } from './fonts.ts'

/** Logs one line when fonts of optional packages are not installed. */
export function warnOfMissingFonts(log: Pick<RelayLog, 'warn'>): void {
  const languages = languagesWithoutFont()
  if (languages.length === 0) return
  log.warn(
    { languages },
    'fonts are not installed: exported files show □ for these languages; npm ci installs them',
  )
}
