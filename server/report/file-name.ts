import type { ExportFormat } from '#shared/wire/http.ts'

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

/** The board's title as a file name that every system takes, with the day: "Our purpose 2026-11-25.pdf". */
export function exportFileName(title: string, format: ExportFormat, now: number): string {
  const plain = title
    .toWellFormed()
    .normalize('NFC')
    // Reserved on Windows or in shells, control and direction characters, and dots or spaces at the ends.
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\uFFFD<>:"/\\|?*]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[. ]+|[. ]+$/g, '')
  const name = (/^.{0,60}/u.exec(plain)?.[0] ?? '').trim() || 'boussole'
  return `${name} ${new Date(now).toISOString().slice(0, 10)}.${extensions[format]}`
}

/** RFC 6266: the name in plain ASCII for old software, and as it is in UTF-8. */
export function contentDisposition(fileName: string): string {
  const ascii = fileName
    .normalize('NFKD')
    .replaceAll(/[^\x20-\x7E]/g, '')
    .replaceAll(/["\\]/g, '')
  const encoded = encodeURIComponent(fileName).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
