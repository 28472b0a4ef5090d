import type { Language } from '#shared/board/document.ts'
import type { ExportFormat, ExportPaper } from '#shared/wire/http.ts'
import { wordsOf } from './words.ts'

const extensions: Readonly<Record<ExportFormat, string>> = {
  pdf: 'pdf',
  report: 'pdf',
  png: 'png',
  csv: 'csv',
  markdown: 'md',
  json: 'json',
}

export const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  pdf: 'application/pdf',
  report: 'application/pdf',
  png: 'image/png',
  csv: 'text/csv; charset=utf-8',
  markdown: 'text/markdown; charset=utf-8',
  json: 'application/json; charset=utf-8',
}

export interface NamedExport {
  readonly title: string
  readonly format: ExportFormat
  readonly paper: ExportPaper
  readonly language: Language
  /** As in ExportJob. */
  readonly zone?: string | undefined
}

const longestTitle = 60
/** Bytes: what most file systems take. */
const longestName = 255

/** The board's title as a file name that every system takes, which file of it this is, and the day: "Our purpose – report 2026-11-25.pdf". */
export function exportFileName({ title, format, paper, language, zone }: NamedExport, now: number): string {
  const plain = title
    .toWellFormed()
    .normalize('NFC')
    // Reserved on Windows or in shells, control and direction characters, and dots or spaces at the ends.
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\uFFFD<>:"/\\|?*]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[. ]+|[. ]+$/g, '')
  // Otherwise a report would be taken for the board, of which it is a PDF too.
  const kind = format === 'report' ? wordsOf(language).reportFile : ''
  const sheets = format === 'pdf' && paper !== 'one' ? paper.toUpperCase() : ''
  // Swedish writes days as ISO 8601 does.
  const day = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    ...(zone !== undefined && { timeZone: zone }),
  })
  const which = kind || sheets
  const rest = `${which === '' ? '' : ` – ${which}`} ${day.format(now)}.${extensions[format]}`
  return `${cutTitle(plain, longestName - Buffer.byteLength(rest)) || 'boussole'}${rest}`
}

/** Between words, where that leaves half of it at least. */
function cutTitle(title: string, mostBytes: number): string {
  const letters = Array.from(title)
  const most = letters.slice(0, longestTitle)
  while (Buffer.byteLength(most.join('')) > mostBytes) most.pop()
  if (most.length === letters.length) return title
  const [words = ''] = /^.*(?= )/u.exec(letters.slice(0, most.length + 1).join('')) ?? []
  return (words.length >= longestTitle / 2 ? words : most.join('')).trim()
}

/** RFC 6266: the name in plain ASCII for old software, and as it is in UTF-8. */
export function contentDisposition(fileName: string): string {
  const ascii = fileName
    .replaceAll('’', "'")
    .replaceAll('–', '-')
    .normalize('NFKD')
    .replaceAll(/[^\x20-\x7E]/g, '')
    .replaceAll(/["\\]/g, '')
  const encoded = encodeURIComponent(fileName).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
