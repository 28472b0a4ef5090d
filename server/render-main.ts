import { answerRenderRequest } from './report/render-process.ts'

/** The entry of the process that makes one file. It knows the activities, which the report itself does not. */
answerRenderRequest({
  // Only some files need them, and loading takes time.
  forReports: async () => (await import('./activities/report-sections.ts')).reportActivities,
  playable: async () => (await import('./activities/template-check.ts')).isPlayable,
  keptStates: async () => (await import('./activities/report-sections.ts')).readKeptStates,
})
