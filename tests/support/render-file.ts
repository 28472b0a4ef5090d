import { reportActivities } from '#server/activities/report-sections.ts'
import { renderExport } from '#server/report/render.ts'
import type { ExportJob } from '#server/report/renderer.ts'

/** Makes a file in this process, with the sections of all activities. */
export async function renderFile(job: ExportJob): Promise<Uint8Array> {
  return renderExport(job, { activities: async () => reportActivities })
}

/** The entry of the server's own process for files. */
export const renderEntry = new URL('../../server/render-main.ts', import.meta.url)
