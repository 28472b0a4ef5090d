import type { ExportFormat } from '#shared/wire/http.ts'
import type { ExportJob, RenderJob } from './renderer.ts'

/** A guess from the size of the board, before its process has started. */
export interface JobCost {
  readonly cpuMs: number
  readonly megabytes: number
}

/** For an empty board, and for each megabyte of its state. Measured with 0 to 10,000 notes; the report, with days of 300. */
interface Rate {
  readonly start: JobCost
  readonly perMegabyte: JobCost
}

const table: Rate = {
  start: { cpuMs: 200, megabytes: 110 },
  perMegabyte: { cpuMs: 200, megabytes: 70 },
}
const rates: Readonly<Record<ExportFormat, Rate>> = {
  csv: table,
  markdown: table,
  canvas: table,
  json: table,
  replay: table,
  evidence: table,
  pdf: { start: { cpuMs: 350, megabytes: 165 }, perMegabyte: { cpuMs: 1_400, megabytes: 330 } },
  report: { start: { cpuMs: 350, megabytes: 165 }, perMegabyte: { cpuMs: 3_500, megabytes: 490 } },
  png: { start: { cpuMs: 900, megabytes: 230 }, perMegabyte: { cpuMs: 1_700, megabytes: 300 } },
}
/** The account of the board, one font and two pages. Not measured with large boards. */
const purposeRate: Rate = { start: { cpuMs: 1_500, megabytes: 200 }, perMegabyte: table.perMegabyte }
/** An upload's size is known to its own process alone. */
const unknownBytes = 2_000_000

export function costOf(job: RenderJob): JobCost {
  const { start, perMegabyte } =
    job.kind === 'export' ? rates[job.format] : job.kind === 'purpose' ? purposeRate : table
  const megabytes = bytesOf(job) / 1_000_000
  return {
    cpuMs: start.cpuMs + megabytes * perMegabyte.cpuMs,
    megabytes: start.megabytes + megabytes * perMegabyte.megabytes,
  }
}

function bytesOf(job: RenderJob): number {
  if (job.kind === 'export' || job.kind === 'purpose') return job.update.byteLength
  if (job.kind === 'carry' && 'update' in job.source) return job.source.update.byteLength
  return job.kind === 'copy' ? job.file.byteLength : unknownBytes
}

/** Less than half a second: it may be made beside another file of its board. */
export function isSmall({ cpuMs }: JobCost): boolean {
  return cpuMs < 500
}

/** Files that the compiler of texts makes. */
export function needsFonts(job: RenderJob): job is ExportJob {
  return job.kind === 'export' && rates[job.format] !== table
}
