import type { ExportFormat, ExportPaper } from '#shared/wire/http.ts'

/** The server's formats in the order of the dialog. Types alone are shared: no schema reaches the browser. */
export const exportFormats = [
  'pdf',
  'report',
  'png',
  'csv',
  'markdown',
  'json',
] as const satisfies readonly ExportFormat[]
export const exportPapers = ['one', 'a3', 'a4'] as const satisfies readonly ExportPaper[]
export type { ExportFormat, ExportPaper }
