import { answerRenderRequest } from './report/render-process.ts'

/** The entry of the process that makes one file. It knows the activities, which the report itself does not. */
answerRenderRequest({
  sectionsOf: async (board, facts) => {
    // Only reports need them, and loading takes time.
    const { sectionsOf } = await import('./activities/report-sections.ts')
    return sectionsOf(board, facts)
  },
  playable: async () => {
    const { isPlayable } = await import('./activities/playable.ts')
    return isPlayable
  },
})
