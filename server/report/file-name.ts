import type { Language } from '#shared/board/document.ts'
import type { ExportFormat, ExportPaper } from '#shared/wire/http.ts'
import { wordsOf } from './words.ts'

const extensions: Readonly<Record<ExportFormat, string>> = {
  pdf: 'pdf',
  report: 'pdf',
  png: 'png',
  csv: 'csv',
  markdown: 'md',
  canvas: 'canvas',
  json: 'json',
  replay: 'html',
  evidence: 'html',
}

export const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  pdf: 'application/pdf',
  report: 'application/pdf',
  png: 'image/png',
  csv: 'text/csv; charset=utf-8',
  markdown: 'text/markdown; charset=utf-8',
  canvas: 'application/json; charset=utf-8',
  json: 'application/json; charset=utf-8',
  replay: 'text/html; charset=utf-8',
  evidence: 'text/html; charset=utf-8',
}

export interface NamedExport {
  readonly title: string
  readonly format: ExportFormat
  readonly paper: ExportPaper
  readonly language: Language
  /** As in ExportJob. */
  readonly zone?: string | undefined
}

const maxTitleLetters = 60
/** The limit of most file systems. */
const maxNameBytes = 255

/** A file name for every system: title, kind of file and day, as in "Our purpose – report 2026-11-25.pdf". */
export function exportFileName({ title, format, paper, language, zone }: NamedExport, now: number): string {
  const plain = title
    .toWellFormed()
    .normalize('NFC')
    // Drops reserved characters of Windows and shells, control and direction characters, and dots and spaces at the ends.
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\uFFFD<>:"/\\|?*]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[. ]+|[. ]+$/g, '')
  // Tells a report from the board: both are PDF files.
  const { reportFile, evidenceFile, replayFile } = wordsOf(language)
  const kinds = { report: reportFile, evidence: evidenceFile, replay: replayFile }
  const kind = format in kinds ? kinds[format as keyof typeof kinds] : ''
  const sheets = format === 'pdf' && paper !== 'one' ? paper.toUpperCase() : ''
  // Swedish writes days as ISO 8601 does.
  const day = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    ...(zone !== undefined && { timeZone: zone }),
  })
  const which = kind || sheets
  const rest = `${which === '' ? '' : ` – ${which}`} ${day.format(now)}.${extensions[format]}`
  return `${cutTitle(plain, maxNameBytes - Buffer.byteLength(rest)) || 'boussole'}${rest}`
}

/** Cuts a title between words, when that leaves at least half of it. */
function cutTitle(title: string, maxBytes: number): string {
  const letters = Array.from(title)
  const kept = letters.slice(0, maxTitleLetters)
  while (Buffer.byteLength(kept.join('')) > maxBytes) kept.pop()
  if (kept.length === letters.length) return title
  const [words = ''] = /^.*(?= )/u.exec(letters.slice(0, kept.length + 1).join('')) ?? []
  return (words.length >= maxTitleLetters / 2 ? words : kept.join('')).trim()
}

/** Signs that Unicode does not take apart. */
const asciiForms: Readonly<Record<string, string>> = {
  '’': "'",
  '–': '-',
  Œ: 'OE',
  œ: 'oe',
  Æ: 'AE',
  æ: 'ae',
  ß: 'ss',
  Ø: 'O',
  ø: 'o',
  Ł: 'L',
  ł: 'l',
  Đ: 'D',
  đ: 'd',
}

/** The header of RFC 6266: the name in ASCII for old software, and the full name in UTF-8. */
export function contentDisposition(fileName: string): string {
  const ascii = fileName
    .replaceAll(/[’–ŒœÆæßØøŁłĐđ]/g, (sign) => asciiForms[sign] ?? '')
    .normalize('NFKD')
    .replaceAll(/[^\x20-\x7E]/g, '')
    .replaceAll(/["\\]/g, '')
  const encoded = encodeURIComponent(fileName).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
